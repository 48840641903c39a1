import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { connectTo, type GrafanaTarget, startGrafanaTarget } from "../../test/servers/grafana-target.ts";
import type { TestServer } from "../../test/servers/process.ts";
import { startPrometheus } from "../../test/servers/prometheus.ts";
import { readFrames } from "./data-frames.ts";
import { type DataQuery, dsQuery } from "./data-query.ts";

let prometheus: TestServer;
let target: GrafanaTarget;
let double: GrafanaDouble;
beforeAll(async () => {
  prometheus = await startPrometheus();
  target = await startGrafanaTarget({ prometheusUrl: prometheus.url });
  double = await startGrafanaDouble();
});
afterAll(() => Promise.all([prometheus.stop(), target.stop(), double.stop()]));

const datasource = { uid: "prom-main", type: "prometheus" };
const query = (refId: string, expr: string, more: Partial<DataQuery> = {}): DataQuery => {
  return { refId, expr, datasource, type: "range", intervalMs: 15_000, maxDataPoints: 60, ...more };
};
/** Ten minutes that begin and end on a whole minute. */
const range = { fromMs: 1_795_450_200_000, toMs: 1_795_450_800_000 };
const every15s = Array.from({ length: 41 }, (_, index) => range.fromMs + index * 15_000);

test("dsQuery runs a range query on the grid of its step", async () => {
  const results = await dsQuery(target.grafana, [query("A", "time()")], range);
  const [series] = [results.get("A")].flatMap((result) => (result?.state === "ok" ? result.series : []));
  expect(series?.timesMs).toEqual(every15s);
  expect(series?.values).toEqual(every15s.map((timeMs) => timeMs / 1000));
});

test("dsQuery distinguishes series by their labels", async () => {
  const expr = 'label_replace(vector(1), "a", "x", "", "") or label_replace(vector(2), "a", "y", "", "")';
  const result = (await dsQuery(target.grafana, [query("A", expr)], range)).get("A");
  expect(result?.state === "ok" && result.series.map(({ labels, values }) => [{ ...labels }, values[0]])).toEqual([
    [{ a: "x" }, 1],
    [{ a: "y" }, 2],
  ]);
});

test("dsQuery returns NaN and infinities unchanged", async () => {
  const queries = [
    query("A", "vector(0)/0"),
    query("B", "vector(1)/0"),
    query("C", "-vector(1)/0", { type: "instant" }),
  ];
  const results = await dsQuery(target.grafana, queries, range);
  const firsts = ["A", "B", "C"].map(
    (refId) => [results.get(refId)].flatMap((result) => (result?.state === "ok" ? result.series : []))[0]?.values[0],
  );
  expect(firsts).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});

test("dsQuery returns the query with Grafana's macros filled in", async () => {
  const result = (await dsQuery(target.grafana, [query("A", "rate(up[$__rate_interval])")], range)).get("A");
  expect(result).toEqual({ state: "ok", series: [], rows: 0, executed: "rate(up[1m0s])", notices: [] });
});

test("dsQuery returns one query's error beside the others' results", async () => {
  const results = await dsQuery(target.grafana, [query("A", "sum("), query("B", "vector(1)")], range);
  expect(results.get("A")).toMatchObject({
    state: "error",
    message: expect.stringContaining("parse error"),
    status: 400,
  });
  expect(results.get("B")).toMatchObject({ state: "ok" });
});

test("dsQuery returns the error of the request for every query if there are no results", async () => {
  const wrong = { datasource: { uid: "nope", type: "prometheus" } };
  const results = await dsQuery(target.grafana, [query("A", "up", wrong), query("B", "up", wrong)], range);
  for (const refId of ["A", "B"])
    expect(results.get(refId)).toMatchObject({ state: "error", message: "Data source not found", status: 404 });
});

test("dsQuery sends what a panel would send", async () => {
  await dsQuery(connectTo(double), [query("A", "up", { interval: "1m" })], range);
  expect(double.requests.at(-1)?.body).toEqual({
    from: "1795450200000",
    to: "1795450800000",
    queries: [
      {
        refId: "A",
        datasource,
        expr: "up",
        range: true,
        instant: false,
        exemplar: false,
        intervalMs: 15_000,
        maxDataPoints: 60,
        interval: "1m",
      },
    ],
  });
});

test("dsQuery fails as a whole when it is forbidden, when there are no results, and when two queries have one refId", async () => {
  double.fail({ path: "/api/ds/query", status: 403 });
  await expect(dsQuery(connectTo(double), [query("A", "up")], range)).rejects.toMatchObject({ code: "forbidden" });
  double.fail({ path: "/api/ds/query", status: 200, body: {} });
  await expect(dsQuery(connectTo(double), [query("A", "up")], range)).rejects.toMatchObject({ code: "unexpected" });
  await expect(dsQuery(connectTo(double), [query("A", "up"), query("A", "up")], range)).rejects.toBeInstanceOf(
    RangeError,
  );
});

test("readFrames survives frames of any shape, and labels named like Object's own", () => {
  expect(
    readFrames([
      null,
      3,
      {},
      { schema: { fields: [{ type: "number" }] } },
      { schema: { fields: {} }, data: { values: 3 } },
    ]),
  ).toEqual([]);
  const fields = [{ type: "time" }, { type: "number", labels: JSON.parse('{"__proto__":"x","a":3}') as unknown }];
  const [series] = readFrames([
    { schema: { fields }, data: { values: [[1], ["no"]], entities: [null, { NaN: [7, "x"] }] } },
  ]);
  expect(series?.values).toEqual([null]);
  expect(Object.entries(series!.labels)).toEqual([["__proto__", "x"]]);
});

const calculation = (refId: string, settings: object) => ({ refId, settings: settings as Record<string, unknown> });

test("dsQuery has Grafana calculate expressions, whose numbers are of the end of the range", async () => {
  const queries = [
    query("A", "vector(3)"),
    calculation("B", { type: "math", expression: "$A * 2" }),
    calculation("C", { type: "reduce", reducer: "mean", expression: "B" }),
  ];
  const results = await dsQuery(target.grafana, queries, range);
  expect(results.get("B")).toMatchObject({ state: "ok", rows: 41, series: [{ timesMs: every15s }] });
  expect(results.get("C")).toMatchObject({ state: "ok", rows: 1, series: [{ timesMs: [range.toMs], values: [6] }] });
});

test("dsQuery takes what Grafana says against expressions as a whole for an answer, and asks once", async () => {
  const asked = double.requests.length;
  const queries = [query("A", "up"), calculation("B", { type: "math", expression: "$C" })];
  const failed = { state: "error", message: "Query data error", status: 500, aboutQuery: true };
  expect(await dsQuery(connectTo(double), queries, range)).toEqual(
    new Map([
      ["A", failed],
      ["B", failed],
    ]),
  );
  expect(double.requests.length - asked).toBe(1);
});
