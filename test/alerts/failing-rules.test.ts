import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder } from "../servers/process.ts";
import type { JsonAlert } from "./promtool.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schema/rule-test.schema.json"), "utf8"),
) as object;
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

const run = (...args: string[]) =>
  runCli(["test", ...args], { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

// a is 25 for the first 20 minutes, then 15; b is 15, and 25 from the 20th to the 30th minute.
const spec = `version: 1
history: 40m
metrics:
  - name: temperature
    type: gauge
    series:
      - {labels: {room: a}, value: [{limit: {of: 25, for: 20m}}, {limit: {of: 15, for: 20m}}]}
      - {labels: {room: b}, value: [{limit: {of: 15, for: 10m}}, {limit: {of: 25, for: 20m}}, {limit: {of: 15, for: 10m}}]}
`;

test("test names evaluations that failed: a limit resets alerts, equal labels leave them as they are", async () => {
  write("spec.yaml", spec);
  write(
    "rules.yaml",
    `groups:
  - name: limited
    limit: 1
    rules:
      - {alert: TooMany, expr: "temperature > 20", for: 5m}
      - {record: "hot", expr: "temperature > 20"}
      - {alert: Same, expr: "temperature > 20", labels: {room: any}}
      - {alert: Refused, expr: "temperature * on() temperature > 1"}
`,
  );
  const result = await run("rules.yaml", "--data", "spec.yaml", "--lead-in", "0s", "--output", "json");
  expect(result.code, result.stderr).toBe(1);
  const { alerts, records, ok } = result.json<{ alerts: JsonAlert[]; records: JsonAlert[]; ok: boolean }>();
  expect(ok).toBe(false);
  expect(validate(JSON.parse(result.stdout)) ? [] : validate.errors).toEqual([]);
  const [tooMany, same, refused] = alerts;
  expect(tooMany!.failures).toMatchObject([{ error: "exceeded limit of 1 with 2 alerts", count: 10 }]);
  expect(records[0]!.failures).toMatchObject([{ error: "exceeded limit of 1 with 2 series", count: 10 }]);
  // Both are hot for ten minutes, in which nothing is counted: a fired before, b has to wait again afterwards.
  expect(
    tooMany!.instances.map(({ labels, intervals }) => [labels["room"], intervals.map(({ state }) => state)]),
  ).toEqual([
    ["a", ["pending", "firing"]],
    ["b", ["pending", "firing"]],
  ]);
  expect(same!.failures).toMatchObject([{ count: 10 }]);
  expect(same!.instances).toHaveLength(1);
  expect(same!.instances[0]!.intervals).toHaveLength(1);
  expect(refused!.failures[0]!.error).toContain("many-to-many matching not allowed");
  expect(refused!.failures[0]!.count).toBeGreaterThanOrEqual(39);
});

test("test refuses rules that do not parse, with file and line of each mistake", async () => {
  write(
    "bad.yaml",
    "groups:\n  - name: a\n    rules:\n      - {alert: A, expr: 'sum('}\n      - alert: B\n        expr: up\n        fro: 5m\n" +
      "      - {record: 'a b', expr: up}\n      - {alert: C, expr: up, for: soon}\n---\ngroups: [{name: b, rules: [{expr: up}]}]\n",
  );
  const result = await run("bad.yaml");
  expect(result.code).toBe(2);
  for (const line of [
    'bad.yaml:4: alert "A": ',
    "bad.yaml:7: a rule has no key `fro`",
    'bad.yaml:8: "a b" is no metric name',
    "bad.yaml:9: `for: soon` is no duration",
    "bad.yaml:11: a rule has neither `alert` nor `record`",
  ])
    expect(result.stderr).toContain(line);
});

test("test infers a spec without --data, names groups in LogQL, and writes JUnit and TAP", async () => {
  write(
    "rules.yaml",
    `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: shop, namespace: prod}
spec:
  groups:
    - name: shop
      rules: [{alert: Idle, expr: 'sum by (job) (rate(http_requests_total[5m])) < 1e9'}]
---
namespace: logs
groups:
  - name: errors
    rules: [{alert: Errors, expr: 'sum(rate({app="shop"} |= "error" [5m])) > 1'}]
`,
  );
  const result = await run("rules.yaml", "--history", "30m", "--junit", "j.xml", "--tap", "t.tap");
  expect(result.code, result.stderr).toBe(0);
  expect(result.stdout).toContain("rules.yaml: prod/shop, every 1m");
  expect(result.stdout).toContain("Idle: fires");
  expect(result.stdout).toContain("errors (rules.yaml:11): it is in LogQL");
  expect(readFileSync(join(folder, "j.xml"), "utf8")).toContain('tests="2" failures="0" skipped="1"');
  expect(readFileSync(join(folder, "t.tap"), "utf8")).toContain("ok 1 - shop: Idle\n");
});

test("test fails where an expectation of the spec is not met, and with --require-firing where an alert never fires", async () => {
  write(
    "spec.yaml",
    `${spec}alerts:\n  - {alert: Hot, labels: {room: a}, fires: {after: 0s, within: 2m}}\n  - {alert: Ht, fires: never}\n`,
  );
  write(
    "rules.yaml",
    "groups: [{name: g, rules: [{alert: Hot, expr: temperature > 20, for: 5m}, {alert: Cold, expr: temperature < 0}]}]\n",
  );
  const args = ["rules.yaml", "--data", "spec.yaml", "--lead-in", "0s"];
  const missed = await run(...args);
  expect(missed.code, missed.stderr).toBe(1);
  expect(missed.stdout).toMatch(/not met {2}Hot\{room="a"\} fires within 2m after the start: it fires after [56]m/);
  expect(missed.stdout).toContain("no rule has this alert; did you mean Hot?");
  expect(missed.stdout).toContain("0 of 2 expectations met");
  write("spec.yaml", spec);
  expect((await run(...args)).code).toBe(0);
  expect((await run(...args, "--require-firing")).code).toBe(1);
});
