import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
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
  [[], { DASHPREVIEW_EXIT: "1" }, "--exit goes with --local (in the environment: --exit is set by DASHPREVIEW_EXIT)"],
  [["--exit"], {}, "--exit goes with --local\n"],
  [[], { DASHPREVIEW_TTL: "soon" }, "DASHPREVIEW_TTL=soon: expected a duration"],
  [
    [],
    { DASHPREVIEW_FAIL_ON: "emty" },
    "DASHPREVIEW_FAIL_ON=emty: expected none, error, broken, empty; did you mean empty?",
  ],
  [["--fail-on", "emty"], {}, "--fail-on emty: expected none, error, broken, empty; did you mean empty?"],
  [["--org", "main"], {}, "--org main: expected a whole number"],
  [["--ttl", "3x"], {}, "--ttl 3x: expected a duration"],
  [["--step", "0s"], {}, "--step 0s: expected a duration longer than 0"],
  [["--local", "--port", "99999"], {}, "--port 99999: at most 65535"],
  [["--result-file", "none/r.json"], {}, "none/r.json: there is no folder none"],
] as const)(
  "up with %j %j is a usage error that says where the value is, and writes nothing",
  async ([flags, env, message]) => {
    const result = await stack.run(["up", "good.json", ...flags], { env });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`error: ${message}`);
    expect(result.stderr).not.toMatch(/bug:|\n\s+at /);
    expect((await revisionsWithSamples(stack)).size).toBe(0);
  },
);

test.for([
  ["cleanup", "--max-delete"],
  ["describe", "--samples"],
  ["describe", "--max-series"],
  ["validate", "--max-samples"],
  ["list", "--org"],
] as const)("%s %s ten is a usage error that names the flag", async ([command, flag]) => {
  const { code, stderr } = await stack.run([
    command,
    flag,
    "ten",
    ...(command === "list" || command === "cleanup" ? [] : ["good.json"]),
  ]);
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
  [["frobnicate"], "unknown command: frobnicate; see dashpreview --help"],
  [["help", "clenup"], "unknown command: clenup; did you mean cleanup?"],
  [["list", "everything"], "unexpected argument: everything; see dashpreview list --help"],
  [["export"], "missing argument: uid; see dashpreview export --help"],
  [
    ["check"],
    "missing argument: dashboards, such as dashpreview check dashboards/, or `dashboards` in dashpreview.yaml; " +
      "see dashpreview check --help",
  ],
] as const)("%j says what is unknown or missing, with the near name or none", async ([args, message]) => {
  const { code, stdout, stderr } = await stack.run(args);
  expect([code, stdout, stderr]).toEqual([2, "", `error: ${message}\n`]);
});

test("help COMMAND is COMMAND --help, and help alone lists the commands", async () => {
  const [help, flag, alone] = await Promise.all([
    stack.run(["help", "up"]),
    stack.run(["up", "--help"]),
    stack.run(["help"]),
  ]);
  expect([help.code, help.stdout]).toEqual([0, flag.stdout]);
  expect(help.stdout).toContain("--max-series");
  for (const command of ["up", "cleanup", "doctor", "help", "completion"])
    expect(alone.stdout).toContain(`dashpreview ${command}`);
});

test("completion prints a script for bash or zsh, and what it asks for are the commands, flags and choices", async () => {
  const bash = await stack.run(["completion"], { env: { SHELL: "/bin/bash" } });
  expect([bash.code, bash.stdout.includes("complete -o bashdefault"), bash.stdout.includes("dashpreview")]).toEqual([
    0,
    true,
    true,
  ]);
  const zsh = await stack.run(["completion"], { env: { SHELL: "/bin/zsh" } });
  expect(zsh.stdout).toContain("compdef");
  const asked = async (...words: string[]) =>
    (await stack.run(["--get-yargs-completions", "dashpreview", ...words])).stdout.split("\n");
  expect(await asked("clea")).toContain("cleanup");
  expect(await asked("up", "--max-s")).toEqual(expect.arrayContaining(["--max-series", "--max-samples"]));
  expect(await asked("up", "--fail-on", "")).toEqual(expect.arrayContaining(["none", "error", "empty"]));
});

test("an error is JSON too where DASHPREVIEW_OUTPUT asks for it", async () => {
  const result = await stack.run(["up", "--ttl", "3x", "good.json"], { env: { DASHPREVIEW_OUTPUT: "json" } });
  expect(result.json()).toMatchObject({ error: { code: "usage" } });
});

test("validate takes a data spec by itself, and says what is wrong with it", async () => {
  const good = await stack.run(["validate", "good.data.yaml"]);
  expect([good.code, good.stdout]).toEqual([0, "ok  good.data.yaml: 4 series, at most 480 samples\n"]);
  expect((await stack.run(["validate", "good.data.yaml", "good.json"])).stdout).toContain('good.json: "Good"');
  stack.write("bad.data.yaml", "version: 1\nmetrics:\n  - {name: a, type: gauge, series: [{valu: 1}]}\n");
  const bad = await stack.run(["validate", "bad.data.yaml"]);
  expect(bad.code).toBe(2);
  expect(bad.stderr).toMatch(/^error: bad\.data\.yaml:3:\d+: .*valu/);
  expect((await stack.run(["validate", "nowhere.yaml"])).stderr).toBe("error: nowhere.yaml: no such file\n");
});

test("every problem of a spec is marked as an error, not only the first", async () => {
  stack.write(
    "worse.yaml",
    "version: 1\nmetrics:\n  - {name: a, type: gauge, series: [{valu: 1}]}\n  - {name: b, tpe: gauge, series: [{value: 1}]}\n",
  );
  const { stderr } = await stack.run(["validate", "worse.yaml"]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^error: worse\.yaml:[34]:\d+: /);
});

test("describe of a dashboard says that it is one, and how to get a spec", async () => {
  const { code, stdout, stderr } = await stack.run(["describe", "good.json"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(
    /^error: good\.json is a dashboard.*dashpreview infer good\.json -o good\.data\.yaml.*dashpreview validate good\.json\n$/,
  );
});

test("list has a head, keeps to 60 columns but for links, and puts those on lines of their own where they do not fit", async () => {
  expect((await stack.run(["up", "good.json", "--key", "pr-7"])).code).toBe(0);
  const lines = (await stack.run(["list"])).stdout.split("\n");
  expect(lines[0]).toMatch(/^DASHBOARD +PREVIEW +AGE +EXPIRES/);
  expect(lines[1]).toMatch(/Good +\w{8}\.pr-7 +\d+m?s? +\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  expect(lines.filter((line) => line.includes("http"))).toHaveLength(1);
  await stack.run(["cleanup", "--key", "pr-7"]);
}, 60_000);

test("the JSON of every command has the keys that docs/commands.md names, and no others", async () => {
  const json = ["--output", "json"];
  const runs: readonly (readonly string[])[] = [
    ["up", "good.json", "--key", "pr-8"],
    ["list"],
    ["extend", "--key", "pr-8"],
    ["keep", "--key", "pr-8"],
    ["check", "good.json"],
    ["infer", "good.json", "--no-check"],
    ["validate", "good.json"],
    ["describe", "good.data.yaml"],
    ["packs"],
    ["report", "good.json", "-o", "good.html"],
    ["test", "good.rules.yaml", "--data", "good.data.yaml"],
    ["export-promtool", "--data", "good.data.yaml", "-o", "good.test.yaml"],
    ["import-promtool", "good.test.yaml", "-o", "again.data.yaml"],
    ["import", "--from-csv", "good.csv", "-o", "csv.data.yaml"],
    ["live", "--once"],
    ["init", "--dry-run", "--ci", "github"],
    ["doctor"],
    ["cleanup", "--key", "pr-8"],
  ];
  stack.write("good.rules.yaml", "groups: [{name: g, rules: [{alert: A, expr: up == 0}]}]\n");
  stack.write("good.csv", "Time,queue\n2026-11-01 00:00:00,1\n2026-11-01 00:00:15,2\n2026-11-01 00:00:30,3\n");
  for (const [name, ...args] of runs) {
    const result = await stack.run([name!, ...args, ...json]);
    const printed = Object.keys(result.json<Record<string, unknown>>());
    const named = Object.keys(commands.find((one) => one.name === name)!.json);
    expect(
      printed.filter((key) => !named.includes(key) && !named.includes(`${key}?`)),
      `${name}: not in the document`,
    ).toEqual([]);
    expect(
      named.filter((key) => !key.endsWith("?") && !printed.includes(key)),
      `${name}: not printed`,
    ).toEqual([]);
  }
  const withJson = commands.filter(({ options }) => "output" in options).map(({ name }) => name);
  // `serve` runs until it is ended: test/serve reads what it prints; test/e2e/setup.test.ts reads what setup does.
  expect(withJson.sort()).toEqual([...runs.map(([name]) => name!), "serve", "setup"].sort());
}, 120_000);
