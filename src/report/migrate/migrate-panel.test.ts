import { expect, test } from "vitest";
import { parts } from "../../dashboard/view/parts.ts";
import { migrated, newDashboard } from "../testing/dashboards.ts";
import { migratePanel } from "./migrate-panel.ts";

const row = { x: 0, y: 0, w: 24, h: 1 };

test.for([
  ["timeseries", ["legend", "tooltip"]],
  ["stat", ["reduceOptions", "orientation", "textMode", "colorMode", "graphMode", "justifyMode"]],
  ["gauge", ["reduceOptions", "showThresholdMarkers"]],
  ["bargauge", ["reduceOptions", "displayMode", "showUnfilled"]],
  ["barchart", ["orientation", "groupWidth", "barWidth", "stacking"]],
  ["table", ["showHeader", "cellHeight"]],
  ["piechart", ["pieType", "legend", "reduceOptions"]],
  ["heatmap", []],
  ["histogram", ["legend"]],
  ["state-timeline", ["rowHeight", "mergeValues"]],
  ["status-history", ["colWidth"]],
  ["xychart", ["mapping"]],
  ["candlestick", ["mode"]],
  ["trend", ["legend"]],
  ["text", ["content", "mode"]],
] as const)("a %s without settings has Grafana's own", ([type, names]) => {
  const { options, ...made } = migrated({ type, gridPos: row });
  expect(Object.keys(options)).toEqual(expect.arrayContaining([...names]));
  expect(made).not.toHaveProperty("writtenType");
});

test("settings that are written go before defaults, lists as a whole", () => {
  const made = migrated({
    type: "stat",
    pluginVersion: "12.0.0",
    options: { reduceOptions: { calcs: ["max"] }, graphMode: "none" },
    fieldConfig: {
      defaults: { thresholds: { mode: "percentage", steps: [{ value: 5, color: "blue" }] } },
      overrides: [],
    },
  });
  expect(made.options).toMatchObject({
    reduceOptions: { calcs: ["max"], values: false, fields: "" },
    graphMode: "none",
  });
  expect(made.fieldConfig.defaults["thresholds"]).toEqual({
    mode: "percentage",
    steps: [{ value: null, color: "blue" }],
  });
});

test("a type that Grafana does not know keeps its name and settings; none at all is a time series", () => {
  expect(migrated({ type: "acme-panel", options: { a: 1 } })).toEqual({
    type: "acme-panel",
    options: { a: 1 },
    fieldConfig: { defaults: {}, overrides: [] },
    transformations: [],
  });
  expect(migrated({ title: "x" })).toMatchObject({ type: "timeseries" });
  expect(migrated({ type: "constructor" })).toMatchObject({ type: "constructor", options: {} });
});

test("transformations that are off are left out", () => {
  const transformations = [
    { id: "merge", options: {}, disabled: true },
    { id: "reduce", options: { reducers: ["max"] }, filter: { id: "byRefId", options: "A" }, topic: "series" },
    { options: {} },
  ];
  expect(migrated({ type: "table", transformations }).transformations).toEqual([
    { id: "reduce", options: { reducers: ["max"] }, filter: { id: "byRefId", options: "A" }, topic: "series" },
  ]);
});

/** The panel of a dashboard of schema v2, with another visualisation. */
function ofNew(vizConfig: object, transformations: unknown[] = []) {
  const { model } = newDashboard({ kind: "GridLayout", spec: { items: [] } }, ["a"]);
  const copy = structuredClone(model) as { elements: { a: { spec: Record<string, unknown> } } };
  copy.elements.a.spec["vizConfig"] = vizConfig;
  copy.elements.a.spec["data"] = { kind: "QueryGroup", spec: { queries: [], queryOptions: {}, transformations } };
  const read = { model: copy as never, kind: "v2" } as const;
  return migratePanel(parts(read).panels[0]!, read.model);
}

test("a panel of schema v2 is read alike, its transformations too", () => {
  const spec = { options: { textMode: "name" }, fieldConfig: { defaults: { unit: "s" }, overrides: [] } };
  const organize = { kind: "organize", spec: { id: "organize", options: { a: 1 } } };
  const named = { kind: "Transformation", group: "merge", spec: { options: {}, disabled: false } };
  const made = ofNew({ kind: "VizConfig", group: "stat", version: "12.4.0", spec }, [organize, named]);
  expect(made).toMatchObject({ type: "stat", options: { textMode: "name", colorMode: "value" } });
  expect(made.fieldConfig.defaults).toMatchObject({ unit: "s" });
  expect(made.transformations).toEqual([
    { id: "organize", options: { a: 1 } },
    { id: "merge", options: {} },
  ]);
});

test("a panel that was old when it was converted to schema v2 is migrated by what was kept of it", () => {
  const kept = { autoMigrateFrom: "singlestat", originalOptions: { valueName: "max", format: "bytes" } };
  const spec = { options: { __angularMigration: kept }, fieldConfig: { defaults: {}, overrides: [] } };
  const made = ofNew({ kind: "VizConfig", group: "stat", version: "", spec });
  expect(made).toMatchObject({ type: "stat", options: { reduceOptions: { calcs: ["max"] } } });
  expect(made.fieldConfig.defaults["unit"]).toBe("bytes");
  expect(made.options).not.toHaveProperty("__angularMigration");
});

test.for([null, 1, "x", [], [null], { a: 1 }] as const)("settings that are %j break no migration", (wrong) => {
  const names =
    "options fieldConfig transformations styles columns yaxes xaxis legend tooltip thresholds seriesOverrides " +
    "aliasColors colors gauge sparkline valueMaps rangeMaps colorMaps yAxis cards color content mode transform " +
    "options-gauge pluginVersion links";
  const broken = Object.fromEntries(names.split(" ").map((name) => [name, wrong]));
  const types =
    "graph singlestat table table-old heatmap heatmap-new text text2 grafana-piechart-panel grafana-worldmap-panel " +
    "natel-discrete-panel stat gauge bargauge xychart timeseries barchart";
  for (const type of types.split(" "))
    for (const version of [0, 14, 25, 39]) {
      expect(() => migrated({ type, ...broken }, version)).not.toThrow();
      const inner = { defaults: wrong, overrides: [{ matcher: { id: "byName" }, properties: wrong }] };
      expect(() =>
        migrated({ type, fieldConfig: inner, options: { fieldOptions: wrong, legend: wrong } }, version),
      ).not.toThrow();
    }
});

test("a name that is __proto__ is a name like any other", () => {
  const options = JSON.parse('{"__proto__":{"polluted":true},"reduceOptions":{"__proto__":1}}') as object;
  const made = migrated({ type: "stat", options, pluginVersion: "12.0.0" });
  expect(Object.getPrototypeOf(made.options)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("a library panel that did not come along is none of Grafana's panels", () => {
  const made = migrated({ libraryPanel: { uid: "x", name: "X" } });
  expect(made).toMatchObject({ type: "library-panel", options: {} });
  expect(made).not.toHaveProperty("writtenType");
});
