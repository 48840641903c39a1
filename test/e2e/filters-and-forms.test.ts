import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { runCli } from "./cli.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const datasource = { type: "prometheus", uid: "p" };

function write(file: string, exprs: readonly string[], variables: readonly object[] = []): void {
  const panels = exprs.map((expr, index) => ({
    id: index + 1,
    type: "timeseries",
    title: `Panel ${index + 1}`,
    datasource,
    targets: [{ refId: "A", expr }],
  }));
  const time = { from: "now-6h", to: "now" };
  writeFileSync(
    join(folder, file),
    JSON.stringify({
      uid: file.replace(".json", ""),
      title: file,
      schemaVersion: 39,
      time,
      templating: { list: variables },
      panels,
    }),
  );
}

const local = (...args: string[]) => runCli(["up", "--local", "--exit", ...args], { cwd: folder });

const filters = {
  name: "Filters",
  type: "adhoc",
  datasource,
  baseFilters: [{ key: "base", operator: "=", value: "narrows keys only" }],
  filters: [
    { key: "env", operator: "=|", value: "prod", values: ["prod", "stage"] },
    { key: "team", operator: "!=|", value: "ops", values: ["ops", "it"] },
    { key: "zone", operator: "=~", value: ".*" },
    { key: "region", operator: "=~", value: "eu-.+", origin: "dashboard" },
  ],
};

test("up --local infers series that satisfy every saved filter, and says which filter leaves nothing of a spec's", async () => {
  write(
    "a.json",
    ["sum by (pod) (items)", 'sum(rate(hits_total{x="y"}[5m])) or sum(rate(other_total[5m]))'],
    [filters],
  );
  const inferred = await local("a.json");
  expect(inferred.code, inferred.stdout + inferred.stderr).toBe(0);
  expect(inferred.stdout).toContain("2 panels: 2 ok");
  writeFileSync(
    join(folder, "a.data.yaml"),
    "version: 1\nmetrics:\n  - name: items\n    type: gauge\n    series:\n" +
      "      - {labels: {pod: a, env: [dev, test], region: eu-1}, value: 3}\n" +
      "  - {name: other_total, type: counter, series: [{labels: {env: stage, region: eu-2, team: it}, rate: 3}]}\n",
  );
  const { stdout, stderr } = await local("a.json");
  const text = (stdout + stderr).replaceAll(/\s+/g, " ");
  expect(text).toContain(
    'the saved filter env =| prod, stage of $Filters leaves nothing: no series of items has env=~"prod|stage"; ' +
      'there is "dev", "test"',
  );
  expect(text).toContain("the saved filter team !=| ops, it of $Filters leaves nothing");
});

test("up --local tells a filter that Prometheus has no matcher for", async () => {
  write("a.json", ["items"], [{ ...filters, filters: [{ key: "size", operator: "<", value: "5" }] }]);
  const { code, stdout, stderr } = await local("a.json");
  expect(code).not.toBe(0);
  expect((stdout + stderr).replaceAll(/\s+/g, " ")).toContain(
    "the saved filter size < 5 of $Filters is no matcher of PromQL, which has =, !=, =~ and !~",
  );
});

test("up --local fills dashboards that ask for several kinds of metrics by one name", async () => {
  write("a.json", [
    "histogram_quantile(0.95, sum by (le) (rate(wait_seconds_bucket[5m]))) or " +
      "histogram_quantile(0.95, sum(rate(wait_seconds[5m])))",
    "histogram_count(rate(wait_seconds[5m]))",
    "depth",
    "histogram_quantile(0.9, sum by (le) (rate(depth_bucket[5m])))",
    'gc_seconds{quantile="0.99"}',
    "histogram_quantile(0.9, sum by (le) (rate(gc_seconds_bucket[5m])))",
  ]);
  write("b.json", [
    "rate(gc_seconds_sum[5m]) / rate(gc_seconds_count[5m])",
    "depth_sum",
    "depth_created",
    "rate(depth_total[5m])",
  ]);
  const { code, stdout, stderr } = await local("a.json", "b.json");
  expect(code, stdout + stderr).toBe(0);
  expect(stdout).toContain("6 panels: 6 ok");
  expect(stdout).toContain("4 panels: 4 ok");
});
