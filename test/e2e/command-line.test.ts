import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboard, revisionsWithSamples, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.write("good.json", dashboard("Good", ["queue_length"]));
  stack.write("good.data.yaml", smallSpec);
});
afterAll(() => stack.stop());

async function previews(): Promise<number> {
  return (await stack.run(["list", "--output", "json"])).json<{ previews: unknown[] }>().previews.length;
}

test.for([
  [[], { DASHPREVIEW_DRY_RUN: "1" }],
  [[], { DASHPREVIEW_DRY_RUN: "true" }],
  [[], { DASHPREVIEW_DRY_RUN: "YES" }],
  [[], { DASHPREVIEW_DRY_RUN: "On" }],
  [["--dry-run=1"], {}],
  [["--dryRun=yes"], {}],
] as const)("up with %j %j writes no sample and saves no dashboard", async ([flags, env]) => {
  const result = await stack.run(["up", "good.json", "--output", "json", ...flags], { env });
  expect(result.code, result.stderr).toBe(0);
  expect(result.json()).toMatchObject({ state: "planned" });
  expect((await revisionsWithSamples(stack)).size).toBe(0);
  expect(await previews()).toBe(0);
});

test.for([
  [[], { DASHPREVIEW_DRY_RUN: "maybe" }, "DASHPREVIEW_DRY_RUN=maybe: expected 1, true, yes or on"],
  [["--dry-run=2"], {}, "--dry-run 2: expected 1, true, yes or on"],
  [["--max-series", "ten"], {}, "--max-series ten: expected a whole number"],
  [["--max-samples=1.5"], {}, "--max-samples 1.5: expected a whole number"],
  [[], { DASHPREVIEW_MAX_SERIES: "ten" }, "DASHPREVIEW_MAX_SERIES=ten: expected a whole number"],
  [[], { DASHPREVIEW_TTL: "soon" }, "DASHPREVIEW_TTL=soon: expected a duration"],
  [[], { DASHPREVIEW_FAIL_ON: "emty" }, "DASHPREVIEW_FAIL_ON=emty: expected none, error, empty; did you mean empty?"],
  [["--fail-on", "emty"], {}, "--fail-on emty: expected none, error, empty; did you mean empty?"],
  [["--org", "main"], {}, "--org main: expected a whole number"],
  [["--ttl", "3x"], {}, "--ttl 3x: expected a duration"],
] as const)("up with %j %j is a usage error that says where the value is, and writes nothing", async ([flags, env, message]) => {
  const result = await stack.run(["up", "good.json", ...flags], { env });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(`error: ${message}`);
  expect(result.stderr).not.toMatch(/bug:|\n\s+at /);
  expect((await revisionsWithSamples(stack)).size).toBe(0);
});

test.for([
  ["cleanup", "--max-delete"],
  ["describe", "--samples"],
  ["describe", "--max-series"],
  ["validate", "--max-samples"],
  ["list", "--org"],
] as const)("%s %s ten is a usage error that names the flag", async ([command, flag]) => {
  const { code, stderr } = await stack.run([command, flag, "ten", ...(command === "list" || command === "cleanup" ? [] : ["good.json"])]);
  expect([code, stderr]).toEqual([2, `error: ${flag} ten: expected a whole number of 0 or more\n`]);
});

test("cleanup with DASHPREVIEW_DRY_RUN=1 deletes nothing, and --no-dry-run goes before it", async () => {
  expect((await stack.run(["up", "good.json"])).code).toBe(0);
  const env = { DASHPREVIEW_DRY_RUN: "1" };
  expect((await stack.run(["cleanup", "--all"], { env })).stdout).toMatch(/^would delete .*Good/);
  expect(await previews()).toBe(1);
  expect((await revisionsWithSamples(stack)).size).toBe(1);
  expect((await stack.run(["cleanup", "--all", "--no-dry-run"], { env })).stdout).toMatch(/^deleted .*Good/);
  expect(await previews()).toBe(0);
}, 60_000);

test.for([
  [["up", "good.json", "--max-sereis", "5"], "unknown flag: --max-sereis; did you mean --max-series?"],
  [["up", "good.json", "--no-swep"], "unknown flag: --no-swep; did you mean --no-sweep?"],
  [["describe", "good.json", "--grafana-url=http://x"], "unknown flag: --grafana-url"],
  [["lst"], "unknown command: lst; did you mean list?"],
  [["test"], "unknown command: test; see dashpreview --help"],
  [["help", "clenup"], "unknown command: clenup; did you mean cleanup?"],
  [["list", "everything"], "unexpected argument: everything; see dashpreview list --help"],
  [["export"], "missing argument: uid; see dashpreview export --help"],
  [["check"], "missing argument: dashboards; see dashpreview check --help"],
] as const)("%j says what is unknown or missing, with the near name or none", async ([args, message]) => {
  const { code, stdout, stderr } = await stack.run(args);
  expect([code, stdout, stderr]).toEqual([2, "", `error: ${message}\n`]);
});

test("help COMMAND is COMMAND --help, and help alone lists the commands", async () => {
  const [help, flag, alone] = await Promise.all([stack.run(["help", "up"]), stack.run(["up", "--help"]), stack.run(["help"])]);
  expect([help.code, help.stdout]).toEqual([0, flag.stdout]);
  expect(help.stdout).toContain("--max-series");
  for (const command of ["up", "cleanup", "doctor", "help", "completion"]) expect(alone.stdout).toContain(`dashpreview ${command}`);
});

test("completion prints a script for bash or zsh, and what it asks for are the commands, flags and choices", async () => {
  const bash = await stack.run(["completion"], { env: { SHELL: "/bin/bash" } });
  expect([bash.code, bash.stdout.includes("complete -o bashdefault"), bash.stdout.includes("dashpreview")]).toEqual([0, true, true]);
  const zsh = await stack.run(["completion"], { env: { SHELL: "/bin/zsh" } });
  expect(zsh.stdout).toContain("compdef");
  const asked = async (...words: string[]) => (await stack.run(["--get-yargs-completions", "dashpreview", ...words])).stdout.split("\n");
  expect(await asked("clea")).toContain("cleanup");
  expect(await asked("up", "--max-s")).toEqual(expect.arrayContaining(["--max-series", "--max-samples"]));
  expect(await asked("up", "--fail-on", "")).toEqual(expect.arrayContaining(["none", "error", "empty"]));
});

test("an error is JSON too where DASHPREVIEW_OUTPUT asks for it", async () => {
  const result = await stack.run(["up", "--ttl", "3x", "good.json"], { env: { DASHPREVIEW_OUTPUT: "json" } });
  expect(result.json()).toMatchObject({ error: { code: "usage" } });
});
