import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { classic, source, v2, v2Element } from "../../../test/dashboards/source.ts";
import { readDashboard } from "../read/read.ts";
import type { SourceDashboard } from "../read/source.ts";
import { parts } from "./parts.ts";
import { libraryPanelUids, panelsIn, queriesIn } from "./queries.ts";

const queriesOf = (dashboard: SourceDashboard) => queriesIn(parts(dashboard));
const panelsOf = (dashboard: SourceDashboard) => panelsIn(parts(dashboard));

const prometheus = { type: "prometheus", uid: "p" };
const variables = {
  templating: {
    list: [
      { name: "ds", type: "datasource", query: "prometheus" },
      { name: "logs", type: "datasource", query: "loki" },
    ],
  },
};
const kinds = (panel: object, more: object = variables) =>
  queriesOf(classic([panel], more)).map(({ dataSourceKind }) => dataSourceKind);
const asking = (datasource: unknown, target: object = { expr: "up" }) => ({
  type: "timeseries",
  datasource,
  targets: [{ refId: "A", ...target }],
});

describe("findQueries tells the data source", () => {
  test.for<[string, unknown, string]>([
    ["an object", prometheus, "prometheus"],
    ["a managed Prometheus", { type: "grafana-amazonprometheus-datasource", uid: "a" }, "prometheus"],
    ["null", null, "prometheus"],
    ["the word default", "default", "prometheus"],
    ["a name that nobody knows", "Prometheus-prod", "prometheus"],
    ["a name that says Loki", "Loki prod", "other"],
    ["$variable", "$ds", "prometheus"],
    ["${variable}", { uid: "${ds}" }, "prometheus"],
    ["[[variable]]", "[[ds]]", "prometheus"],
    ["a variable of another type, whatever the object says", { type: "prometheus", uid: "$logs" }, "other"],
    ["an undefined variable with a type", { type: "prometheus", uid: "$gone" }, "prometheus"],
    ["another type", { type: "loki", uid: "l" }, "other"],
    ["-- Grafana --", { type: "datasource", uid: "grafana" }, "grafana"],
    ["-- Dashboard --", { type: "datasource", uid: "-- Dashboard --" }, "dashboard"],
    ["an expression", { type: "__expr__", uid: "__expr__" }, "expression"],
  ])("by %s", ([, datasource, kind]) => {
    expect(kinds(asking(datasource))).toEqual([kind]);
  });

  test("by an input of an export", () => {
    const inputs = {
      __inputs: [
        { name: "DS_P", type: "datasource", pluginId: "prometheus" },
        { name: "DS_L", type: "datasource", pluginId: "loki" },
      ],
    };
    expect(kinds(asking("${DS_P}"), inputs)).toEqual(["prometheus"]);
    expect(kinds(asking({ uid: "${DS_L}" }), inputs)).toEqual(["other"]);
  });

  test("by the query's own reference in a mixed panel, by the panel's in any other", () => {
    const targets = [
      { refId: "A", expr: "up", datasource: { type: "loki", uid: "l" } },
      { refId: "B", expr: "up", datasource: prometheus },
    ];
    expect(kinds({ datasource: { type: "datasource", uid: "-- Mixed --" }, targets })).toEqual(["other", "prometheus"]);
    expect(kinds({ datasource: prometheus, targets })).toEqual(["prometheus", "prometheus"]);
    expect(kinds({ datasource: null, targets })).toEqual(["other", "prometheus"]);
  });

  test("and leaves out empty queries", () => {
    expect(kinds({ datasource: prometheus, targets: [{ refId: "A" }, { refId: "B", expr: " " }] })).toEqual([]);
    expect(kinds({ datasource: { type: "mysql", uid: "m" }, targets: [{ refId: "A", rawSql: "SELECT 1" }] })).toEqual([
      "other",
    ]);
  });
});

test("findQueries finds panels in old rows, in collapsed rows and in schema v2, with what they say about timing", () => {
  const panel = (id: number) => ({
    id,
    title: `P${id}`,
    type: "graph",
    interval: "1m",
    targets: [{ refId: "A", expr: `up${id}`, interval: "30s" }],
  });
  const rows = source({ schemaVersion: 14, rows: [{ title: "R", panels: [panel(1)] }] });
  expect(queriesOf(rows)).toMatchObject([
    { panelId: 1, panelTitle: "P1", panelInterval: "1m", interval: "30s", expr: "up1" },
  ]);
  const collapsed = classic([panel(1), { type: "row", title: "Row", collapsed: true, panels: [panel(2)] }]);
  expect(queriesOf(collapsed).map(({ expr }) => expr)).toEqual(["up1", "up2"]);
  expect(panelsOf(collapsed).map(({ title }) => title)).toEqual(["P1", "P2"]);
  const second = v2({
    a: v2Element(1, "A", [{ expr: "up", uid: "p" }]),
    b: v2Element(2, "B", [{ expr: "x", group: "loki", uid: "l" }]),
  });
  expect(queriesOf(second)).toMatchObject([
    { panelTitle: "A", prometheus: true, unit: "reqps", refId: "A" },
    { panelTitle: "B", prometheus: false, dataSource: "loki" },
  ]);
});

test("findQueries reads variable queries in every form", () => {
  const list = [
    "label_values(up, job)",
    { query: "label_values(up, job)", refId: "x" },
    { qryType: 1, query: "label_values(up, job)", refId: "x" },
    { qryType: 0 },
    { qryType: 1, label: "job", metric: "up", labelFilters: [{ label: "a", op: "=~", value: 'x"y' }] },
    { qryType: 1, label: "job" },
    { qryType: 2, metric: "http" },
    { qryType: 3, varQuery: "sum(up)\n" },
    { qryType: 4, seriesQuery: "up{}" },
    { qryType: 5, classicQuery: "metrics(x)" },
    "",
  ].map((query, index) => ({ name: `v${index}`, type: "query", datasource: prometheus, query }));
  const found = queriesOf(classic([], { templating: { list } }));
  expect(found.map(({ expr }) => expr)).toEqual([
    "label_values(up, job)",
    "label_values(up, job)",
    "label_values(up, job)",
    "label_names()",
    'label_values(up{a=~"x\\"y"},job)',
    "label_values(job)",
    "metrics(http)",
    "query_result(sum(up))",
    "up{}",
    "metrics(x)",
  ]);
  expect(found.every(({ place, prometheus: asked }) => place === "variable" && asked)).toBe(true);
});

test("findQueries takes a variable without a data source for Prometheus' only if it looks like it", () => {
  const list = [
    { name: "a", type: "query", query: "label_values(job)" },
    { name: "b", type: "query", datasource: null, query: "SELECT x FROM y" },
  ];
  expect(queriesOf(classic([], { templating: { list } })).map(({ prometheus: asked }) => asked)).toEqual([true, false]);
});

test("findQueries reads annotations in both places, and none of Grafana's own", () => {
  const list = [
    { name: "old", datasource: "$ds", enable: true, expr: "changes(a[1m])" },
    { name: "new", datasource: prometheus, enable: false, target: { expr: "b" } },
    { name: "Annotations & Alerts", builtIn: 1, datasource: "-- Grafana --", type: "dashboard" },
    { name: "logs", datasource: { type: "loki", uid: "l" }, expr: "{}" },
  ];
  expect(queriesOf(classic([], { ...variables, annotations: { list } }))).toMatchObject([
    { place: "annotation", name: "old", expr: "changes(a[1m])", prometheus: true, hidden: false },
    { place: "annotation", name: "new", expr: "b", prometheus: true, hidden: true },
    { place: "annotation", name: "logs", prometheus: false, dataSource: "loki" },
  ]);
});

test("findQueries gives units, thresholds and limits of old and new panels", () => {
  const [graph, singlestat, stat] = queriesOf(
    classic([
      {
        type: "graph",
        yaxes: [{ format: "bytes", min: "0", max: null }, {}],
        thresholds: [{ value: 5, op: "gt" }],
        targets: [{ expr: "a" }],
      },
      {
        type: "singlestat",
        format: "percent",
        thresholds: "80,90",
        gauge: { show: true, minValue: 0, maxValue: 100 },
        targets: [{ expr: "b" }],
      },
      {
        type: "stat",
        fieldConfig: {
          defaults: {
            unit: "s",
            min: 0,
            max: 2,
            thresholds: {
              mode: "percentage",
              steps: [
                { color: "green", value: null },
                { color: "red", value: 80 },
              ],
            },
          },
          overrides: [{ matcher: { id: "byFrameRefID", options: "B" }, properties: [{ id: "unit", value: "reqps" }] }],
        },
        targets: [{ refId: "B", expr: "c" }],
      },
    ]),
  );
  expect(graph).toMatchObject({ unit: "bytes", panelContext: { min: 0, max: undefined, thresholds: [{ value: 5 }] } });
  expect(singlestat).toMatchObject({
    unit: "percent",
    panelContext: { min: 0, max: 100, thresholds: [{ value: 80 }, { value: 90 }] },
  });
  expect(stat).toMatchObject({
    unit: "reqps",
    panelContext: { unit: "s", max: 2, thresholdMode: "percentage", thresholds: [{ value: undefined }, { value: 80 }] },
  });
});

test("findQueries names the variables that a panel and what is around it repeat for", () => {
  const one = { type: "stat", targets: [{ refId: "A", expr: "up" }] };
  const found = queriesOf(
    classic([
      one,
      { type: "row", title: "R", repeat: "pod" },
      one,
      { ...one, repeat: "job" },
      { type: "row", title: "S", repeat: "ns", collapsed: true, panels: [one] },
    ]),
  );
  expect(found.map(({ repeats }) => repeats)).toEqual([[], ["pod"], ["pod", "job"], ["ns"]]);
  const rows = source({ rows: [{ repeat: "pod", panels: [one] }, { panels: [one] }] });
  expect(queriesOf(rows).map(({ repeats }) => repeats)).toEqual([["pod"], []]);
  const element = { kind: "ElementReference", name: "a" };
  const layout = {
    kind: "RowsLayout",
    spec: {
      rows: [
        {
          kind: "RowsLayoutRow",
          spec: {
            title: "R",
            repeat: { mode: "variable", value: "pod" },
            layout: { kind: "AutoGridLayout", spec: { items: [{ kind: "AutoGridLayoutItem", spec: { element } }] } },
          },
        },
      ],
    },
  };
  expect(queriesOf(v2({ a: v2Element(1, "A", [{ expr: "up" }]) }, { layout })).map(({ repeats }) => repeats)).toEqual([
    ["pod"],
  ]);
});

test("findQueries takes panels behind a collapsed row for panels outside of it", () => {
  const one = { type: "stat", targets: [{ refId: "A", expr: "up" }] };
  const found = queriesOf(
    classic([
      { type: "row", title: "R", repeat: "pod", collapsed: true, panels: [one] },
      one,
      { type: "row", title: "S", repeat: "ns" },
      { ...one, repeat: "ns" },
    ]),
  );
  expect(found.map(({ repeats }) => repeats)).toEqual([["pod"], [], ["ns"]]);
});

test("findQueries nests what rows, tabs and items of schema v2 repeat for, and finds the rows of a grid", () => {
  const repeat = (value: string) => ({ mode: "variable", value });
  const item = (name: string, more: object = {}) => {
    return { kind: "GridLayoutItem", spec: { element: { kind: "ElementReference", name }, ...more } };
  };
  const grid = (...items: object[]) => ({ kind: "GridLayout", spec: { items } });
  const tab = { title: "T", repeat: repeat("zone"), layout: grid(item("a", { repeat: repeat("pod") }), item("b")) };
  const tabs = { kind: "TabsLayout", spec: { tabs: [{ kind: "TabsLayoutTab", spec: tab }] } };
  const gridRow = { kind: "GridLayoutRow", spec: { title: "G", repeat: repeat("ns"), elements: [item("c")] } };
  const row = (spec: object) => ({ kind: "RowsLayoutRow", spec });
  const rows = [row({ title: "R", repeat: repeat("ns"), layout: tabs }), row({ title: "S", layout: grid(gridRow) })];
  const elements = Object.fromEntries(["a", "b", "c"].map((name, id) => [name, v2Element(id, name, [{ expr: "up" }])]));
  const found = queriesOf(v2(elements, { layout: { kind: "RowsLayout", spec: { rows } } }));
  expect(found.map(({ panelTitle, repeats }) => [panelTitle, repeats])).toEqual([
    ["a", ["ns", "zone", "pod"]],
    ["b", ["ns", "zone"]],
    ["c", ["ns"]],
  ]);
});

test.for(["hosts/hosts.json", "queue/queue.json", "web-service/web-service.json"])(
  "findQueries finds only Prometheus in fixtures/%s",
  (file) => {
    const text = readFileSync(join(import.meta.dirname, "../../../fixtures", file), "utf8");
    const found = queriesOf(readDashboard(text, { file }));
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ prometheus: asked }) => !asked)).toEqual([]);
  },
);

test("libraryPanelUids names those that did not come along", () => {
  const panels = ["a", "b", "b"].map((uid, id) => ({ id, libraryPanel: { uid, name: uid } }));
  const dashboard = classic(panels, {
    __elements: { a: { uid: "a", model: { type: "stat", targets: [{ expr: "up" }] } } },
  });
  expect(libraryPanelUids(parts(dashboard))).toEqual(["b"]);
  expect(queriesOf(dashboard).map(({ expr }) => expr)).toEqual(["up"]);
});

test("findQueries and findPanels take 2,000 panels with one id, and lists that hold anything but objects", () => {
  const panels = Array.from({ length: 2000 }, () => ({
    id: 1,
    title: "same",
    type: "stat",
    targets: [{ expr: "up" }],
  }));
  expect(queriesOf(classic(panels))).toHaveLength(2000);
  expect(queriesOf(classic([null, 1, "x", [], { targets: "no" }, { targets: [null, 5] }]))).toEqual([]);
});
