import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliResult, startCli } from "../e2e/cli.ts";

/** Nothing here needs a second on a quiet machine; before there were limits most took minutes, or did not end. */
const hangMs = 45_000;

let folder: string;
let socket: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-attack-"));
  for (const [name, text] of Object.entries(files())) writeFileSync(join(folder, name), text);
  execFileSync("mkfifo", [join(folder, "pipe.json"), join(folder, "pipe.yaml"), join(folder, "pipe.txt")]);
  mkdirSync(join(folder, "boards/a.data.yaml"), { recursive: true });
  writeFileSync(join(folder, "boards/a.json"), dashboard(["m"]));
  mkdirSync(join(folder, "mixed"));
  execFileSync("mkfifo", [join(folder, "mixed/pipe.json")]);
  writeFileSync(join(folder, "mixed/good.json"), dashboard(["m"]));
  writeFileSync(join(folder, "mixed/panels.json"), files()["panels.json"]!);
  symlinkSync("loop.json", join(folder, "loop.json"));
  socket = createServer();
  await new Promise<void>((done) => socket.listen(join(folder, "socket.json"), done));
});
afterAll(async () => {
  await new Promise((done) => socket.close(done));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the program to its own end; one that hangs is killed, and then has no exit code. */
async function run(...args: string[]): Promise<CliResult> {
  const { child, result } = startCli(args, { cwd: folder });
  const timer = setTimeout(() => child.kill("SIGKILL"), hangMs);
  const ended = await result;
  clearTimeout(timer);
  expect(ended.code, `${args.join(" ")} hung, or was killed: ${ended.stderr.slice(-500)}`).not.toBe(null);
  expect(ended.stderr).not.toContain("bug:");
  return ended;
}

describe("validate and infer end by themselves, without a bug, on", () => {
  test.for([
    ["a chain of 180 joins of 2.4 KB", "joins-180.json"],
    ["a chain of 290 joins of 3.8 KB", "joins-290.json"],
    ["150 panels of 400 sums each", "sums.json"],
    ["a sum of 60,000 metrics", "sum-60000.json"],
    ["a chain of or", "or.json"],
    ["400 nested label_replace", "label-replace.json"],
    ["a sum of 800 variables", "variables.json"],
    ["variables that name each other many times", "growing.json"],
    ["20 evil regular expressions of variables", "regexes.json"],
    ["a pattern that repeats nothing a thousand times in a thousand times", "repeat.json"],
    ["a custom variable whose value is no text", "value.json"],
  ] as const)("%s", async ([, file]) => {
    const [validated, inferred] = await Promise.all([run("validate", file), run("infer", "--no-check", file)]);
    expect([0, 1]).toContain(validated.code);
    expect(inferred.code).toBe(0);
  });
});

test("infer says which query is too complex, and infers the others", async () => {
  const { stdout, stderr, code } = await run("infer", "--no-check", "joins-290.json");
  expect(code).toBe(0);
  expect(stderr).toContain('nothing inferred for "Panel 1", query A: too complex');
  expect(stdout).toContain("name: other");
  const json = await run("infer", "--no-check", "--output", "json", "joins-290.json");
  expect(json.json()).toMatchObject({
    tooComplex: [{ panel: "Panel 1", refId: "A", reason: expect.stringContaining("split") }],
  });
});

test("validate refuses a query that takes too many steps, names it, and keeps the others", async () => {
  const { stdout, code } = await run("validate", "--output", "json", "growing.json");
  expect(code).toBe(1);
  const { dashboards } = JSON.parse(stdout) as {
    dashboards: { queries: number; findings: { panel: string; reason: string }[] }[];
  };
  expect(dashboards[0]!.queries).toBeGreaterThan(1);
  expect(dashboards[0]!.findings.map(({ panel }) => panel)).not.toContain("Panel 2");
});

test.concurrent.for([
  ["100,000 panels", ["validate", "panels.json"], /panels\.json: 100000 panels; a dashboard may have 5000: split/],
  ["100,000 panels", ["infer", "--no-check", "panels.json"], /panels\.json: 100000 panels/],
  ["a million empty lists", ["validate", "lists.json"], /lists\.json: more than 500000 objects and lists/],
  ["100,000 variables", ["validate", "many-variables.json"], /100000 variables; a dashboard may have 2000/],
  ["a folder named like a data spec", ["validate", "boards"], /a\.data\.yaml: expected a data spec, found a folder/],
  [
    "a folder named like a data spec",
    ["up", "--local", "boards/a.json"],
    /a\.data\.yaml: expected a data spec, found a folder/,
  ],
  [
    "a pipe for a dashboard",
    ["validate", "pipe.json"],
    /pipe\.json: expected a file, a folder or a glob, found a named pipe/,
  ],
  [
    "a pipe for a dashboard",
    ["infer", "pipe.json"],
    /pipe\.json: expected a file, a folder or a glob, found a named pipe/,
  ],
  [
    "a pipe for a dashboard",
    ["check", "pipe.json", "--prometheus-url", "http://127.0.0.1:9"],
    /pipe\.json: expected a file, a folder or a glob, found a named pipe/,
  ],
  ["a folder for a data spec", ["describe", "boards"], /error: boards: expected a data spec, found a folder\n/],
  ["a pipe for a data spec", ["describe", "pipe.yaml"], /pipe\.yaml: expected a data spec, found a named pipe/],
  [
    "a pipe for a data spec",
    ["validate", "or.json", "--data", "pipe.yaml"],
    /pipe\.yaml: expected a data spec, found a named pipe/,
  ],
  [
    "a pipe for a data spec",
    ["infer", "or.json", "--update", "pipe.yaml"],
    /pipe\.yaml: expected a data spec, found a named pipe/,
  ],
  [
    "a pipe for a page",
    ["infer", "--from-metrics", "pipe.txt"],
    /pipe\.txt: expected a \/metrics page, found a named pipe/,
  ],
  ["a pipe for rules", ["infer", "--from-rules", "pipe.yaml"], /pipe\.yaml: expected a rule file, found a named pipe/],
  ["a socket", ["validate", "socket.json"], /socket\.json: expected a file, a folder or a glob, found a socket/],
  ["a device", ["describe", "/dev/zero"], /\/dev\/zero: expected a data spec, found a device/],
  ["a link to itself", ["validate", "loop.json"], /loop\.json: cannot be read \(ELOOP\)/],
  ["a name that is too long", ["validate", "x".repeat(5000)], /cannot be read \(ENAMETOOLONG\)/],
  [
    "rules of nothing but brackets",
    ["infer", "--from-rules", "deep-rules.yaml"],
    /deep-rules\.yaml:1: nested deeper than/,
  ],
  ["rules of aliases of aliases", ["infer", "--from-rules", "alias-rules.yaml"], /alias-rules\.yaml: not valid YAML/],
  ["a spec of nothing but brackets", ["describe", "deep.yaml"], /deep\.yaml:\d+:\d+: nested deeper than/],
  ["JSON of nothing but brackets", ["validate", "deep.json"], /deep\.json: nested deeper than/],
] as const)("%s ends a command with exit code 2 and says what is wrong", async ([, args, message]) => {
  const { code, stderr } = await run(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

test("a folder with a pipe and a dashboard that is too large in it: the others are validated", async () => {
  const { code, stdout } = await run("validate", "mixed");
  expect(code).toBe(0);
  expect(stdout).toMatch(/ok {2}mixed\/good\.json/);
  expect(stdout).toMatch(/passed over: mixed\/panels\.json: 100000 panels/);
});

test("describe takes an add of 200,001 signals", async () => {
  const { code, stdout } = await run("describe", "add.yaml");
  expect(code).toBe(0);
  expect(stdout).toContain("… 199951 more");
});

test("infer ends on 300,000 samples of one metric and on 1,000 rules of joins", async () => {
  expect((await run("infer", "--from-metrics", "page.txt")).code).toBe(0);
  const { code, stderr } = await run("infer", "--from-rules", "rules.yaml");
  expect(code).toBe(0);
  expect(stderr).toContain("nothing inferred for alert A0: too complex");
});

test("up --local checks evil regular expressions and huge queries in bounded time, and says what came of each", async () => {
  const { code, stdout } = await run(
    "up",
    "--local",
    "--exit",
    "--output",
    "json",
    "--data",
    "evil.yaml",
    "regexes.json",
    "complex.json",
  );
  expect(code).toBe(1);
  expect(stdout).toContain("takes too long: it tries a huge number of ways to match");
  expect(stdout).toContain("longer than 100000 characters");
});

describe("SIGTERM ends the program in the middle of heavy work:", () => {
  test.for([
    ["inference", ["infer", "--from-rules", "rules.yaml"]],
    ["a large data spec", ["describe", "values.yaml"]],
    [
      "very many dashboards",
      ["validate", "or.json", "growing.json", "label-replace.json", "variables.json", "joins-290.json", "sums.json"],
    ],
  ] as const)("%s", async ([, args]) => {
    const { child, result } = startCli(args, { cwd: folder });
    await wait(900);
    child.kill("SIGTERM");
    const ended = await Promise.race([result, wait(15_000).then(() => undefined)]);
    child.kill("SIGKILL");
    expect(ended, "it went on for 15 s after SIGTERM").toBeDefined();
    // Done before, interrupted, or ended by the signal itself while a parser was at work.
    expect([0, 1, 130, null]).toContain(ended!.code);
    if (ended!.code === null) expect(ended!.signal).toBe("SIGTERM");
  });
});

function dashboard(exprs: readonly string[], variables: readonly object[] = [], unit = "percent"): string {
  const panels = exprs.map((expr, index) => ({
    id: index + 1,
    type: "timeseries",
    title: `Panel ${index + 1}`,
    datasource: { type: "prometheus", uid: "x" },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: [{ refId: "A", expr }],
  }));
  return JSON.stringify({ title: "D", schemaVersion: 39, templating: { list: variables }, panels });
}

function files(): Record<string, string> {
  const many = (count: number, text: (index: number) => string, between: string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(between);
  const spec = (value: string, label = "x") =>
    `version: 1\nstep: 15s\nhistory: 1h\nmetrics:\n  - name: m\n    type: gauge\n    series:\n      - labels: {a: "${label}"}\n        value: ${value}\n`;
  const custom = (name: string, query: string) => ({
    name,
    type: "custom",
    query,
    current: { text: query, value: query },
  });
  const joins = (count: number) => many(count, () => "m", " * on() ");
  const nested = (count: number) => `${"label_replace(".repeat(count)}m${', "a", "$1", "b", "(.*)")'.repeat(count)}`;
  return {
    "joins-180.json": dashboard([joins(180), "other"]),
    "joins-290.json": dashboard([joins(290), "other"]),
    "sums.json": dashboard(Array.from({ length: 150 }, (_, i) => `${many(400, () => "m", "+")}+${i}`)),
    "sum-60000.json": dashboard([many(60_000, () => "m", "+"), many(49_000, () => "m", "+")]),
    "or.json": dashboard([many(490, (i) => `m${i}`, " or "), many(20_000, () => "m", " or ").slice(0, 90_001)]),
    "label-replace.json": dashboard([nested(400), nested(160)]),
    "variables.json": dashboard(
      [many(800, (i) => `$v${i}`, "+"), `sum(${many(800, (i) => `$w${i}`, " + ")})`],
      Array.from({ length: 800 }, (_, i) => custom(`v${i}`, "1,a,5m,and,sum(x)")),
    ),
    "growing.json": dashboard(
      ["$v40", "other", `${many(900, (i) => `$v${i % 41}`, " ")}`],
      [
        custom("v0", "x".repeat(100)),
        ...Array.from({ length: 40 }, (_, i) => custom(`v${i + 1}`, `$v${i}`.repeat(50))),
      ],
    ),
    "regexes.json": dashboard(
      ['m{a="$v0"}'],
      Array.from({ length: 20 }, (_, i) => ({
        name: `v${i}`,
        type: "query",
        datasource: { type: "prometheus", uid: "x" },
        query: "label_values(m, a)",
        regex: `/^(a+)+${i}$/`,
      })),
    ),
    "complex.json": dashboard(
      [
        joins(290),
        many(490, () => "m", "+"),
        nested(150),
        "$huge",
        `m{${many(300, (i) => `l${i}="x"`, ",")}}`,
        many(200, () => "nothing", " or "),
      ],
      [custom("part", "x".repeat(5000)), custom("huge", "$part".repeat(50))],
    ),
    "repeat.json": dashboard([
      `{__name__=~"${"(".repeat(5)}${"){1000}".repeat(5)}"}`,
      `m{a=~"${"(".repeat(3)}x${"){100}".repeat(3)}"}`,
    ]),
    "value.json": dashboard(["m"], [custom("c", '[{"value": {"toString": 1}}]')]),
    "panels.json": JSON.stringify({
      title: "D",
      schemaVersion: 39,
      panels: Array.from({ length: 100_000 }, (_, id) => ({ id, type: "stat" })),
    }),
    "lists.json": `{"title": "D", "panels": [${"[],".repeat(1_000_000)}[]]}`,
    "many-variables.json": dashboard(
      ["m"],
      Array.from({ length: 100_000 }, (_, i) => custom(`v${i}`, "a")),
    ),
    "deep.json": `{"panels": ${"[".repeat(100_000)}`,
    "deep.yaml": spec(`${"{add: [".repeat(2000)}1${"]}".repeat(2000)}`),
    "deep-rules.yaml": `groups: ${"[".repeat(20_000)}`,
    "alias-rules.yaml": `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${many(8, (i) => `a${i + 1}: &a${i + 1} [${many(9, () => `*a${i}`, ",")}]`, "\n")}\ngroups: *a8\n`,
    "add.yaml": spec(`{add: [${"1,".repeat(200_000)}1]}`),
    "values.yaml": spec(`{values: [${"1,".repeat(500_000)}1]}`),
    "evil.yaml": spec("1", `${"a".repeat(40)}!`),
    "page.txt": many(300_000, (i) => `m{a="${i}"} ${i}`, "\n"),
    "rules.yaml": `groups:\n  - name: x\n    rules:\n${many(1000, (i) => `      - alert: A${i}\n        expr: "${joins(200)}"\n`, "")}`,
  };
}
