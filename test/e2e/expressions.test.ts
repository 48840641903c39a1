import { afterAll, beforeAll, expect, test } from "vitest";
import { expectResult } from "../result-schema.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;

interface Result {
  readonly state: string;
  readonly dashboards: {
    readonly panelResults: { title: string; state: string; note?: string; code?: string; lastValue?: number }[];
    readonly queries: { panel: string; refId: string; state: string; expr: string; sharedFrom?: number }[];
    readonly findings: { panel: string; refId: string; state: string; code: string }[];
  }[];
}

const source = { type: "prometheus", uid: "prod" };
const calculated = { type: "__expr__", uid: "__expr__" };
const dashboard = { type: "datasource", uid: "-- Dashboard --" };
const hidden = (refId: string, expr: string) => ({ refId, expr, datasource: source, range: true, hide: true });
const failed = 'sum(rate(shop_requests_total{status=~"5.."}[$__rate_interval]))';
const panels = [
  {
    title: "Error share",
    datasource: source,
    fieldConfig: { defaults: { unit: "percentunit" }, overrides: [] },
    targets: [
      hidden("A", failed),
      hidden("B", "sum(rate(shop_requests_total[$__rate_interval]))"),
      { refId: "C", datasource: calculated, type: "math", expression: "$A / $B" },
    ],
  },
  {
    title: "Reduced",
    datasource: source,
    targets: [
      hidden("A", "shop_cart_size"),
      { refId: "B", datasource: calculated, type: "reduce", reducer: "mean", expression: "A" },
    ],
  },
  {
    title: "Copy",
    datasource: dashboard,
    targets: [{ refId: "A", datasource: dashboard, panelId: 1, withTransforms: true }],
  },
];
const spec = (metrics: string) => `version: 1\nmetrics:\n${metrics}`;
const filled = spec(`
  - name: shop_requests_total
    type: counter
    series:
      - { labels: { status: "200" }, rate: 9 }
      - { labels: { status: "500" }, rate: 1 }
  - { name: shop_cart_size, type: gauge, series: [ { value: 40 } ] }
`);
const other = spec("  - { name: other, type: gauge, series: [ { value: 5 } ] }\n");

beforeAll(async () => {
  stack = await startStack();
  const model = { uid: "calculated", title: "Calculated", schemaVersion: 39, time: { from: "now-6h", to: "now" } };
  const placed = panels.map((panel, at) => ({
    id: at + 1,
    type: "stat",
    gridPos: { h: 8, w: 8, x: 8 * at, y: 0 },
    ...panel,
  }));
  for (const name of ["filled", "other"]) stack.write(`${name}/a.json`, { ...model, panels: placed });
  stack.write("filled/a.data.yaml", filled);
  stack.write("other/a.data.yaml", other);
});
afterAll(() => stack?.stop());

const expected = [
  { title: "Error share", state: "ok", lastValue: expect.closeTo(0.1, 2) },
  { title: "Reduced", state: "ok", lastValue: expect.closeTo(40, 0) },
  { title: "Copy", state: "ok", lastValue: expect.closeTo(0.1, 2) },
];

test("up --local works expressions out itself, in JSON and as a table", async () => {
  const run = await stack.run(["up", "filled/a.json", "--local", "--exit", "--output", "json", "--fail-on", "empty"]);
  expect(run.code, run.stderr).toBe(0);
  const [{ panelResults, queries, findings }] = expectResult(run.json<Result>()).dashboards as [
    Result["dashboards"][0],
  ];
  expect(panelResults).toMatchObject(expected);
  expect(panelResults.every(({ note }) => note === undefined)).toBe(true);
  expect(findings).toEqual([]);
  expect(queries.map(({ state, expr, sharedFrom }) => [state, expr, sharedFrom])).toEqual([
    ["ok", failed, undefined],
    ["ok", "sum(rate(shop_requests_total[$__rate_interval]))", undefined],
    ["ok", "$A / $B", undefined],
    ["ok", "shop_cart_size", undefined],
    ["ok", "mean of A", undefined],
    ["ok", "", 1],
  ]);
  const { stdout } = await stack.run(["up", "filled/a.json", "--local", "--exit"]);
  expect(stdout).toMatch(/^Error share +ok .*10/m);
  expect(stdout).toContain("3 panels: 3 ok");
  expect(stdout).not.toContain("not computed here");
});

test("up lets Grafana calculate expressions, and check does again", async () => {
  const run = await stack.run(["up", "filled/a.json", "--key", "calc", "--output", "json", "--fail-on", "empty"]);
  expect(run.code, run.stderr).toBe(0);
  expect(expectResult(run.json<Result>()).dashboards[0]!.panelResults).toMatchObject(expected);
  const again = await stack.run(["check", "filled/a.json", "--key", "calc", "--output", "json"]);
  const { panelResults } = expectResult(again.json<Result>()).dashboards[0]!;
  expect(panelResults).toMatchObject(expected);
  expect(panelResults.every(({ note }) => note === undefined)).toBe(true);
});

test("panels of expressions without data are empty, and --fail-on empty counts them", async () => {
  for (const how of [
    ["--local", "--exit"],
    ["--key", "none"],
  ]) {
    const run = await stack.run(["up", "other/a.json", ...how, "--output", "json", "--fail-on", "empty"]);
    expect(run.code, run.stderr).toBe(1);
    const [{ panelResults, findings }] = expectResult(run.json<Result>()).dashboards as [Result["dashboards"][0]];
    expect(panelResults.map(({ state }) => state)).toEqual(["empty", "empty", "empty"]);
    expect(findings.filter(({ state }) => state === "empty")).toMatchObject([
      { panel: "Error share", refId: "C", code: "input-empty" },
      { panel: "Reduced", refId: "B", code: "input-empty" },
      { panel: "Copy", refId: "A", code: "input-empty" },
    ]);
  }
});

test("up infers data for hidden queries, so that what Grafana calculates of them has data and a share is one", async () => {
  const by = (metric: string) => `sum by (pod) (${metric})`;
  const targets = [
    hidden("A", by("disk_used")),
    hidden("B", by("disk_size")),
    { refId: "C", datasource: calculated, type: "math", expression: "$A / $B" },
  ];
  const share = { id: 1, type: "timeseries", title: "Disk", datasource: source, targets };
  const fieldConfig = { defaults: { unit: "percentunit" }, overrides: [] };
  stack.write("inferred/a.json", { uid: "inferred", title: "Inferred", panels: [{ ...share, fieldConfig }] });
  const run = await stack.run(["up", "inferred/a.json", "--key", "infer", "--output", "json", "--fail-on", "empty"]);
  expect(run.code, run.stderr).toBe(0);
  const [panel] = expectResult(run.json<Result>()).dashboards[0]!.panelResults;
  expect(panel).toMatchObject({ state: "ok", series: 3 });
  expect(panel!.lastValue).toBeGreaterThan(0);
  expect(panel!.lastValue).toBeLessThan(1);
});
