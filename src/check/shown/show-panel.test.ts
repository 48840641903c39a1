import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { classic } from "../../../test/dashboards/source.ts";
import { writeSeries } from "../../../test/promql/remote-write.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { checkDashboard } from "../check-dashboard.ts";
import { previewInput } from "../preview-input.ts";
import { failOn } from "../result.ts";
import { prometheusBackend } from "../run/prometheus-backend.ts";
import { checkRun } from "../testing/check-run.ts";
import { showPanel } from "./show-panel.ts";

const stepMs = 15_000;
const toMs = Math.floor(Date.now() / 60_000) * 60_000;
const window = { fromMs: toMs - 1_800_000, toMs };
const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };
const options = { uid: "dp-1", key: "pr-1", dataSource: { uid: "p", type: "prometheus", name: "P" }, isolation };

let server: TestServer;
beforeAll(async () => {
  server = await startPrometheus({ window: "30d" });
  const samples = (value: number) =>
    Array.from({ length: 120 }, (_, index) => ({ timeMs: window.fromMs + index * stepMs, value }));
  const series = (labels: Record<string, string>, value: number) => ({
    labels: { ...labels, dashpreview: isolation.value },
    samples: samples(value),
  });
  await writeSeries(server.url, [
    series({ __name__: "deploys", team: "red", job: "api" }, 3),
    series({ __name__: "deploys", team: "blue", job: "api" }, 4),
    series({ __name__: "builds", team: "green", job: "ci" }, 5),
    series({ __name__: "idle", job: "ci" }, 0),
  ]);
});
afterAll(() => server?.stop());

const check = (panels: readonly object[], list: readonly object[] = []) =>
  checkDashboard({
    ...previewInput(rewriteForPreview(classic(panels, { templating: { list } }), options), isolation),
    backend: prometheusBackend(createPrometheus({ url: server.url, userAgent: "test" })),
    window,
    scrapeIntervalMs: stepMs,
  });
const target = (expr: string, more: object = {}) => ({ refId: "A", expr, ...more });
const table = { type: "table", targets: [target("deploys", { format: "table", instant: true })] };
const lines = { type: "timeseries", targets: [target("deploys", { legendFormat: "{{team}}" })] };
const one = async (panel: object, list: readonly object[] = []) =>
  (await check([{ id: 7, title: "P", ...panel }], list)).panelResults[0]!;
const equal = (fieldName: string, value: string) => ({
  id: "filterByValue",
  options: { type: "include", match: "any", filters: [{ fieldName, config: { id: "equal", options: { value } } }] },
});
const hide = (id: string, options: unknown, property: string, value: unknown = true) => ({
  fieldConfig: { defaults: {}, overrides: [{ matcher: { id, options }, properties: [{ id: property, value }] }] },
});

describe("panels that show nothing", () => {
  test.for<[name: string, panel: object, code: string, reason: string]>([
    [
      "filterByValue",
      { ...table, transformations: [equal("team", "gone")] },
      "filtered-out",
      'transformation 1 (filterByValue) leaves nothing to show: it keeps rows where team equal "gone"',
    ],
    [
      "filterByValue of a field that is not there",
      { ...table, transformations: [equal("squad", "red")] },
      "field-missing",
      "transformation 1 (filterByValue) needs the field squad, and there are Time, __name__, job, team, Value",
    ],
    [
      "filterFieldsByName",
      { ...lines, transformations: [{ id: "filterFieldsByName", options: { include: { names: ["green"] } } }] },
      "field-missing",
      "transformation 1 (filterFieldsByName) needs the field green, and there are Time, blue, red",
    ],
    [
      "organize",
      {
        ...table,
        transformations: [
          {
            id: "organize",
            options: { excludeByName: { Time: true, __name__: true, job: true, team: true, Value: true } },
          },
        ],
      },
      "filtered-out",
      "transformation 1 (organize) leaves nothing to show: it leaves out Time, __name__, job, team, Value",
    ],
    [
      "filterByRefId",
      { ...lines, transformations: [{ id: "filterByRefId", options: { include: "B" } }] },
      "filtered-out",
      "transformation 1 (filterByRefId) leaves nothing to show: it keeps only query B",
    ],
    [
      "limit",
      { ...table, transformations: [{ id: "limit", options: { limitField: "0" } }] },
      "filtered-out",
      "transformation 1 (limit) leaves nothing to show: it keeps 0 rows",
    ],
    [
      "joinByField",
      {
        type: "table",
        targets: [...table.targets, target("builds", { refId: "B", format: "table", instant: true })],
        transformations: [{ id: "joinByField", options: { byField: "node", mode: "outer" } }],
      },
      "field-missing",
      "transformation 1 (joinByField) needs the field node, and there are Time, __name__, job, team, Value #A " +
        "and 1 more",
    ],
    [
      "an inner join of queries that share no value",
      {
        type: "table",
        targets: [...table.targets, target("builds", { refId: "B", format: "table", instant: true })],
        transformations: [{ id: "joinByField", options: { byField: "team", mode: "inner" } }],
      },
      "filtered-out",
      "transformation 1 (joinByField) leaves nothing to show: it keeps only rows whose team every query has",
    ],
    [
      "a field that the panel does not have",
      { ...lines, type: "stat", options: { reduceOptions: { calcs: ["lastNotNull"], fields: "/^green$/" } } },
      "field-missing",
      'the panel shows only fields that match "/^green$/", and there are Time, blue, red',
    ],
    [
      "a number that organize left out",
      { ...table, type: "stat", transformations: [{ id: "organize", options: { excludeByName: { Value: true } } }] },
      "no-value",
      "the panel shows numbers, and there is none among Time, __name__, job, team",
    ],
    [
      "a time that is left out",
      { ...lines, transformations: [{ id: "organize", options: { excludeByName: { Time: true } } }] },
      "no-value",
      "a time series needs a time and a number, and there are blue, red",
    ],
    [
      "hidden lines",
      { ...lines, ...hide("byRegexp", "/./", "custom.hideFrom", { viz: true, legend: false, tooltip: false }) },
      "fields-hidden",
      `the panel's field settings hide every field: Time, blue, red`,
    ],
    [
      "lines that are hidden for their zeros",
      {
        type: "timeseries",
        targets: [target("idle")],
        ...hide("byValue", { reducer: "allIsZero", op: "gte", value: 0 }, "custom.hideFrom", { viz: true }),
      },
      "fields-hidden",
      `the panel's field settings hide every field: Time, idle{job="ci"}`,
    ],
    [
      "hidden columns",
      { ...table, ...hide("byRegexp", "/.*/", "custom.hidden") },
      "fields-hidden",
      `the panel's field settings hide every field: Time, __name__, job, team, Value`,
    ],
    [
      "hidden columns of the old table",
      {
        ...table,
        styles: ["Time", "/^_/", "job", "team", "Value"].map((pattern) => ({ pattern, type: "hidden" })),
      },
      "fields-hidden",
      `the panel's field settings hide every field: Time, __name__, job, team, Value`,
    ],
    [
      "queries that are all hidden",
      {
        type: "timeseries",
        targets: [target("deploys", { hide: true }), target("builds", { refId: "B", hide: true })],
      },
      "all-hidden",
      "every query of the panel is hidden",
    ],
  ])("showPanel sees %s", async ([, panel, code, reason]) => {
    const result = await check([{ id: 7, title: "P", ...panel }]);
    const verdict = { state: "empty", code, reason };
    expect(result.panelResults[0]).toMatchObject({ panelId: 7, title: "P", ...verdict, shape: [] });
    expect(result.panelResults[0]!.lastValue).toBeUndefined();
    expect(result.panels).toMatchObject({ total: 1, ok: 0, empty: 1 });
    expect(result.findings.filter(({ state }) => state === "empty")).toEqual([{ panel: "P", panelId: 7, ...verdict }]);
    expect([failOn(result, "empty"), failOn(result, "error")]).toEqual([true, false]);
  });
});

describe("panels that show something", () => {
  test.for<[name: string, panel: object]>([
    ["a filter that leaves rows", { ...table, transformations: [equal("team", "red")] }],
    [
      "a transformation that is switched off",
      { ...table, transformations: [{ ...equal("team", "x"), disabled: true }] },
    ],
    ["one of annotations", { ...table, transformations: [{ ...equal("team", "x"), topic: "annotations" }] }],
    [
      "one that is kept from the panel's query",
      { ...table, transformations: [{ ...equal("team", "x"), filter: { id: "byRefId", options: "B" } }] },
    ],
    [
      "labels that become fields",
      {
        ...lines,
        type: "table",
        transformations: [
          { id: "labelsToFields", options: {} },
          { id: "merge", options: {} },
          { id: "filterFieldsByName", options: { include: { names: ["team"] } } },
        ],
      },
    ],
    [
      "groups and what is calculated of them",
      {
        ...table,
        type: "bargauge",
        options: { reduceOptions: { values: true, calcs: [], fields: "/^Value \\(sum\\)$/" } },
        transformations: [
          {
            id: "groupBy",
            options: {
              fields: {
                team: { operation: "groupby", aggregations: [] },
                Value: { operation: "aggregate", aggregations: ["sum"] },
              },
            },
          },
        ],
      },
    ],
    [
      "a field by the name of its legend",
      { ...lines, type: "stat", options: { reduceOptions: { calcs: ["lastNotNull"], fields: "/^red$/" } } },
    ],
    ["one line of two that is hidden", { ...lines, ...hide("byName", "red", "custom.hideFrom", { viz: true }) }],
    ["one hidden query of two", { type: "stat", targets: [target("deploys", { hide: true }), target("idle")] }],
  ])("showPanel sees %s", async ([, panel]) => {
    const result = await one(panel);
    expect(result.state).toBe("ok");
    expect(result.notJudged).toBeUndefined();
  });

  test("showPanel fills variables into transformations", async () => {
    const variable = (value: string) => [
      { name: "team", type: "custom", query: "red,gone", current: { value, text: value } },
    ];
    const panel = { ...table, transformations: [equal("team", "$team")] };
    expect(await one(panel, variable("red"))).toMatchObject({ state: "ok" });
    expect(await one(panel, variable("gone"))).toMatchObject({ state: "empty", code: "filtered-out" });
  });

  test("showPanel notes what it does not judge, and leaves the panel as its queries are", async () => {
    const steps = [{ id: "partitionByValues", options: {} }, equal("team", "gone")];
    expect(await one({ ...table, transformations: steps })).toMatchObject({
      state: "ok",
      notJudged: "transformation 1 (partitionByValues): it is not one of those that are judged",
    });
    const loki = { refId: "B", expr: '{a="b"}', datasource: { type: "loki", uid: "l" } };
    const mixed = { ...table, targets: [...table.targets, loki], transformations: [equal("team", "gone")] };
    expect((await one(mixed)).notJudged).toMatch(/^query B is not run here: /);
  });
});

test("showPanel leaves a panel alone that nobody knows the settings of", () => {
  const joined = { title: "P", state: "ok", series: 1, samples: 1, shape: [] } as const;
  expect(showPanel(joined, { panel: { title: "P" } }, { answers: [], run: checkRun() })).toEqual({
    panel: joined,
    findings: [],
  });
});
