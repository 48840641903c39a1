import { expect, test } from "vitest";
import { source } from "../../../test/dashboards/source.ts";
import { valueAt } from "../../json/edit.ts";
import type { SourceDashboard } from "../read/source.ts";
import { listPaths } from "./list-paths.ts";
import { parts } from "./parts.ts";
import { panelsIn, queriesIn } from "./queries.ts";
import { referenceChanges } from "./source-slot.ts";
import { readVariables } from "./variables.ts";

const fieldConfig = {
  defaults: { unit: "reqps", min: 0, max: 10, thresholds: { mode: "absolute", steps: [{ value: 5, color: "red" }] } },
  overrides: [{ matcher: { id: "byFrameRefID", options: "B" }, properties: [{ id: "unit", value: "s" }] }],
};
const link = { title: "Runbook", type: "link", url: "/d/runbook" };
const prometheus = { type: "prometheus", uid: "p" };

const classicModel = {
  uid: "shop",
  title: "Shop",
  schemaVersion: 39,
  time: { from: "now-1h", to: "now" },
  refresh: "30s",
  timezone: "utc",
  links: [link],
  templating: {
    list: [
      { name: "job", type: "query", datasource: prometheus, query: "label_values(up, job)", refresh: 2, hide: 2 },
      {
        name: "on",
        type: "switch",
        options: [{ value: "yes" }, { value: "no" }],
        current: { value: "no", text: "no" },
      },
    ],
  },
  annotations: { list: [{ name: "Deploys", enable: true, datasource: prometheus, expr: "changes(build[5m])" }] },
  panels: [
    {
      id: 7,
      type: "timeseries",
      title: "Requests",
      description: "Per second",
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      fieldConfig,
      options: { legend: {} },
      transformations: [],
      interval: "1m",
      targets: [
        { refId: "A", datasource: prometheus, expr: "rate(a[5m])" },
        { refId: "B", datasource: { type: "loki", uid: "l" }, expr: "{}", hide: true },
      ],
    },
  ],
};

const query = (group: string, name: string, expr: string) => ({
  kind: "DataQuery",
  group,
  version: "v0",
  datasource: { name },
  spec: { expr },
});
const v2Model = {
  title: "Shop",
  timeSettings: { from: "now-1h", to: "now", autoRefresh: "30s", timezone: "utc" },
  links: [link],
  variables: [
    {
      kind: "QueryVariable",
      spec: {
        name: "job",
        refresh: "onTimeRangeChanged",
        hide: "hideVariable",
        query: { ...query("prometheus", "p", ""), spec: { __legacyStringValue: "label_values(up, job)" } },
      },
    },
    { kind: "SwitchVariable", spec: { name: "on", enabledValue: "yes", disabledValue: "no", current: "no" } },
  ],
  annotations: [
    {
      kind: "AnnotationQuery",
      spec: { name: "Deploys", enable: true, query: query("prometheus", "p", "changes(build[5m])") },
    },
  ],
  elements: {
    "panel-7": {
      kind: "Panel",
      spec: {
        id: 7,
        title: "Requests",
        description: "Per second",
        links: [],
        data: {
          kind: "QueryGroup",
          spec: {
            queries: [
              {
                kind: "PanelQuery",
                spec: { refId: "A", hidden: false, query: query("prometheus", "p", "rate(a[5m])") },
              },
              { kind: "PanelQuery", spec: { refId: "B", hidden: true, query: query("loki", "l", "{}") } },
            ],
            transformations: [],
            queryOptions: { interval: "1m" },
          },
        },
        vizConfig: {
          kind: "VizConfig",
          group: "timeseries",
          version: "",
          spec: { options: { legend: {} }, fieldConfig },
        },
      },
    },
  },
  layout: {
    kind: "GridLayout",
    spec: {
      items: [
        {
          kind: "GridLayoutItem",
          spec: { x: 0, y: 0, width: 12, height: 8, element: { kind: "ElementReference", name: "panel-7" } },
        },
      ],
    },
  },
};

const resource = (version: string, spec: object) => ({
  apiVersion: `dashboard.grafana.app/${version}`,
  kind: "Dashboard",
  metadata: { name: "shop" },
  spec,
});
const forms: [string, SourceDashboard][] = [
  ["classic JSON", source(classicModel)],
  ["a v1 resource", source(resource("v1beta1", classicModel))],
  ["a v2beta1 resource", source(resource("v2beta1", v2Model))],
];

test.for(forms)("parts of %s are the same panels, variables, annotations, links and settings", ([, dashboard]) => {
  const read = parts(dashboard);
  expect(read.settings).toEqual({ from: "now-1h", to: "now", refresh: "30s", timezone: "utc" });
  expect(read.links).toEqual([link]);
  expect(read.panels).toHaveLength(1);
  expect(read.panels[0]).toMatchObject({
    id: 7,
    title: "Requests",
    type: "timeseries",
    position: { x: 0, y: 0, width: 12, height: 8 },
    settings: {
      description: "Per second",
      unit: "reqps",
      min: 0,
      max: 10,
      thresholds: [{ value: 5, color: "red" }],
      overrides: [{ matcher: "byFrameRefID", option: "B", unit: "s" }],
    },
    targets: [
      { refId: "A", hidden: false, use: { kind: "prometheus" } },
      { refId: "B", hidden: true, use: { kind: "other", label: "loki" } },
    ],
  });
  expect(read.variables).toMatchObject([
    { name: "job", type: "query", query: { text: "label_values(up, job)" }, use: { kind: "prometheus" } },
    { name: "on", type: "switch", source: undefined },
  ]);
  expect(readVariables(read)).toMatchObject([
    { name: "job", query: "label_values(up, job)", prometheus: true, refresh: 2, hide: 2 },
    { name: "on", options: [{ value: "yes" }, { value: "no" }], current: { value: "no" } },
  ]);
  expect(read.annotations).toMatchObject([{ name: "Deploys", enabled: true, use: { kind: "prometheus" } }]);
});

test.for(forms)("parts of %s lead to each text in the model by its path", ([, dashboard]) => {
  const { panels, variables, annotations } = parts(dashboard);
  const { node, paths, targets } = panels[0]!;
  expect(targets.map(({ path }) => valueAt(node, [...path, "expr"]))).toEqual(["rate(a[5m])", "{}"]);
  expect(targets.map(({ source: { path, holder } }) => valueAt(node, path) === holder)).toEqual([true, true]);
  expect(valueAt(node, paths.description)).toBe("Per second");
  expect(valueAt(node, paths.options)).toEqual({ legend: {} });
  expect(valueAt(node, paths.fieldConfig)).toEqual(fieldConfig);
  expect(valueAt(node, paths.transformations)).toEqual([]);
  expect(valueAt(node, [...paths.queryOptions, "interval"])).toBe("1m");
  expect(valueAt(node, paths.queries)).toHaveLength(2);
  expect(variables.map((view) => valueAt(view.node, [...view.bodyPath, "name"]))).toEqual(["job", "on"]);
  expect(annotations.map((view) => valueAt(view.node, view.exprPaths[0]!))).toEqual(["changes(build[5m])"]);
  for (const { slot, node: own } of [...panels, ...variables, ...annotations])
    expect((slot.holder as { [name: string | number]: unknown })[slot.name]).toBe(own);
});

test.for(forms)("listPaths of %s lead to the lists that hold its parts", ([, { model, kind }]) => {
  const paths = listPaths({ model, kind });
  const { panels, variables, annotations } = parts({ model, kind });
  for (const { slot } of [...panels, ...variables, ...annotations])
    expect(valueAt(model, paths.get(slot.holder)!)).toBe(slot.holder);
});

test.for(forms)("queriesIn and panelsIn of %s agree", ([, dashboard]) => {
  const read = parts(dashboard);
  expect(queriesIn(read)).toMatchObject([
    {
      place: "panel",
      panelId: 7,
      refId: "A",
      expr: "rate(a[5m])",
      unit: "reqps",
      panelInterval: "1m",
      prometheus: true,
    },
    { place: "panel", panelId: 7, refId: "B", unit: "s", hidden: true, prometheus: false, dataSource: "loki" },
    { place: "variable", name: "job", expr: "label_values(up, job)", prometheus: true },
    { place: "annotation", name: "Deploys", expr: "changes(build[5m])", hidden: false, prometheus: true },
  ]);
  expect(panelsIn(read)).toMatchObject([{ id: 7, title: "Requests", type: "timeseries", unit: "reqps" }]);
});

test.for(forms)(
  "referenceChanges of %s say what to write for another data source, and nothing for its own",
  ([, d]) => {
    const { panels, variables, annotations } = parts(d);
    const slots = [panels[0]!.targets[0]!.source, variables[0]!.source!, annotations[0]!.source];
    for (const slot of slots) {
      expect(referenceChanges(slot, prometheus)).toEqual([]);
      const changes = referenceChanges(slot, { type: "prometheus", uid: "other" });
      expect(changes).toHaveLength(1);
      expect(changes[0]!.path).toEqual([...slot.path, "datasource"]);
      expect(JSON.stringify(changes[0]!.value)).toContain('"other"');
    }
  },
);

test("parts keeps to the names that it is given, though a copy's own variables have changed", () => {
  const model = { panels: [{ id: 1, datasource: "$ds", targets: [{ expr: "up" }] }] };
  const names = { variables: new Map([["ds", "loki"]]), inputs: new Map() };
  expect(parts({ model, kind: "classic", names }).panels[0]!.use).toMatchObject({ kind: "other", label: "loki" });
  expect(parts({ model, kind: "classic" }).panels[0]!.use).toMatchObject({ kind: "prometheus" });
});
