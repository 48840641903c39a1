import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { type CliResult, runCli } from "./cli.ts";
import { dashboard, startStack } from "./stack.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures");
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<CliResult> =>
  runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
const read = (file: string) => readFileSync(join(folder, file), "utf8");

interface Local {
  dashboards: { panels: { total: number; ok: number; empty: number }; findings: unknown[] }[];
  warnings: string[];
}

test.for(["web-service", "hosts", "queue"])("up fills the fixture %s without a data spec", async (name) => {
  copyFileSync(join(fixtures, name, `${name}.json`), join(folder, "x.json"));
  const result = await run("up", "--local", "--exit", "--output", "json", "--history", "1h", "x.json");
  expect(result.code, result.stderr).toBe(0);
  const { dashboards, warnings } = result.json<Local>();
  expect(dashboards[0]!.panels.ok, JSON.stringify(dashboards[0]!.findings)).toBe(dashboards[0]!.panels.total);
  expect(warnings.join()).toContain("no data spec for x.json: inferred one");
});

test("up on servers infers too, and the preview of it has data", async () => {
  const stack = await startStack();
  try {
    stack.write(
      "a.json",
      dashboard("A", [
        'sum by (code) (rate(http_requests_total{job="api"}[5m]))',
        "node_load1 > 0",
        'up{job="api"} == 1',
      ]),
    );
    const result = await stack.run(["up", "a.json", "--history", "30m", "--output", "json"]);
    expect(result.code, result.stderr).toBe(0);
    expect(result.json<Local>().dashboards[0]!.panels).toMatchObject({ total: 3, ok: 3 });
  } finally {
    await stack.stop();
  }
});

test("infer writes a spec that validates, the same one each time, and says that every query returns data", async () => {
  copyFileSync(join(fixtures, "hosts", "hosts.json"), join(folder, "x.json"));
  const first = await run("infer", "x.json", "-o", "x.data.yaml");
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).toContain("every query returns data");
  const text = read("x.data.yaml");
  expect(text).toContain("# for ");
  expect((await run("infer", "x.json")).stdout).toBe(text);
  const validated = await run("validate", "x.json");
  expect(validated.code, validated.stderr).toBe(0);
});

test("infer -o - writes the spec to standard output, and no file", async () => {
  copyFileSync(join(fixtures, "hosts", "hosts.json"), join(folder, "x.json"));
  const { code, stdout } = await run("infer", "x.json", "--no-check", "-o", "-");
  expect([code, stdout.startsWith("# ") || stdout.startsWith("version:")]).toEqual([0, true]);
  expect(readdirSync(folder).filter((name) => !name.startsWith("tmp-"))).toEqual(["x.json"]);
});

test("infer -o leaves a file that is there as it is, and names --update and --force, which overwrites it", async () => {
  copyFileSync(join(fixtures, "hosts", "hosts.json"), join(folder, "taken.json"));
  const mine = "version: 1\nmetrics: [{name: mine, type: gauge, series: [{value: 1}]}]\n";
  writeFileSync(join(folder, "taken.data.yaml"), mine);
  const refused = await run("infer", "taken.json", "--no-check", "-o", "taken.data.yaml");
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toMatch(/^error: taken\.data\.yaml .*--update taken\.data\.yaml .*--force/);
  expect(read("taken.data.yaml")).toBe(mine);
  const forced = await run("infer", "taken.json", "--no-check", "--force", "-o", "taken.data.yaml");
  expect(forced.code, forced.stderr).toBe(0);
  expect(read("taken.data.yaml")).not.toContain("name: mine");
});

test("infer reads no spec beside the dashboard: --force overwrites a broken one, which would be refused elsewhere", async () => {
  copyFileSync(join(fixtures, "hosts", "hosts.json"), join(folder, "x.json"));
  writeFileSync(join(folder, "x.data.yaml"), "version: 1\nmetrics: [\n");
  expect((await run("validate", "x.json")).code).toBe(2);
  const forced = await run("infer", "x.json", "--no-check", "--force", "-o", "x.data.yaml");
  expect(forced.code, forced.stderr).toBe(0);
  const validated = await run("validate", "x.json");
  expect(validated.code, validated.stderr).toBe(0);
});

test("infer --update adds what is missing and changes nothing that a person wrote", async () => {
  writeFileSync(
    join(folder, "a.json"),
    JSON.stringify(dashboard("A", ["sum(rate(jobs_done_total[5m]))", "my_own_gauge", "queue_depth"])),
  );
  const mine = `version: 1 # mine
history: 1h
metrics:
  # as measured in May
  - name: my_own_gauge
    type: gauge
    series:
      - {labels: {team: blue}, value: 3}   # do not touch
`;
  writeFileSync(join(folder, "a.data.yaml"), mine);
  const result = await run("infer", "a.json", "--update", "a.data.yaml");
  expect(result.code, result.stderr).toBe(0);
  expect(result.stderr).toContain("a.data.yaml: added 2 metrics: jobs_done_total, queue_depth\n");
  const lines = read("a.data.yaml").split("\n");
  let at = 0;
  for (const line of mine.trimEnd().split("\n")) {
    const found = lines.indexOf(line, at);
    expect(found, line).toBeGreaterThanOrEqual(at);
    at = found + 1;
  }
  expect(read("a.data.yaml")).toMatch(
    /name: jobs_done_total[\s\S]*name: queue_depth|name: queue_depth[\s\S]*name: jobs_done_total/,
  );
  expect((await run("validate", "a.json")).code).toBe(0);
  const again = read("a.data.yaml");
  const second = await run("infer", "a.json", "--update", "a.data.yaml");
  expect(second.code).toBe(0);
  expect(second.stderr).toContain("a.data.yaml: unchanged, nothing was missing\n");
  expect(read("a.data.yaml")).toBe(again);
});

test("infer takes the shapes of a /metrics page alone, and fills them into what rules ask for", async () => {
  writeFileSync(
    join(folder, "page.txt"),
    '# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total{queue="mail"} 1027\n# TYPE temperature_celsius gauge\ntemperature_celsius 21.5\n',
  );
  writeFileSync(
    join(folder, "rules.yaml"),
    "groups: [{name: g, rules: [{alert: Slow, expr: 'rate(jobs_total{queue=\"mail\"}[5m]) < 1'}]}]\n",
  );
  const typesOf = async (...args: string[]) => {
    const result = await run("infer", ...args, "--force", "-o", "made.yaml");
    expect(result.code, result.stderr).toBe(0);
    const described = await run("describe", "made.yaml", "--output", "json");
    expect(described.code, described.stderr).toBe(0);
    return described
      .json<{ metrics: { name: string; type: string }[] }>()
      .metrics.map(({ name, type }) => `${name} ${type}`);
  };
  expect(await typesOf("--from-metrics", "page.txt")).toEqual(["jobs_total counter", "temperature_celsius gauge"]);
  expect(await typesOf("--from-metrics", "page.txt", "--from-rules", "rules.yaml")).toEqual(["jobs_total counter"]);
});

test("infer says what it needs", async () => {
  expect((await run("infer")).stderr).toContain("Name dashboards");
  expect((await run("infer", "--from-prometheus", "--prometheus-url", "http://127.0.0.1:9")).stderr).toContain(
    "--match",
  );
  expect((await run("infer", "nowhere.json")).code).toBe(2);
});
