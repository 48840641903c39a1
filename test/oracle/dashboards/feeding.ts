import { classic, type Json, panel, source, target } from "./build.ts";

const expression = (refId: string, rest: Json): Json => ({
  refId,
  datasource: { type: "__expr__", uid: "__expr__" },
  ...rest,
});
const hidden = (refId: string, expr: string): Json => target(expr, { refId, hide: true, instant: true, range: false });
const errors = 'sum(rate(oracle_requests_total{code="500"}[2m]))';
const all = "sum(rate(oracle_requests_total[2m]))";

/** Panels that show what is worked out from hidden queries, or from another panel. */
export const expressions = classic("Expressions", [
  panel("Share", [hidden("A", errors), hidden("B", all), expression("C", { type: "math", expression: "$A / $B" })]),
  panel("Share of nothing", [
    hidden("A", "sum(rate(oracle_not_there[2m]))"),
    hidden("B", all),
    expression("C", { type: "math", expression: "$A / $B" }),
  ]),
  panel("Reduced", [
    target(all, { hide: true }),
    expression("B", { type: "reduce", expression: "A", reducer: "mean" }),
    expression("C", { type: "threshold", expression: "B", conditions: [{ evaluator: { type: "gt", params: [1] } }] }),
  ]),
  panel("Reduced to nothing", [
    target("oracle_not_there", { hide: true }),
    expression("B", { type: "reduce", expression: "A", reducer: "mean" }),
  ]),
  panel("Resampled", [
    target(all, { hide: true }),
    expression("B", { type: "resample", expression: "A", window: "2m", downsampler: "mean", upsampler: "fillna" }),
  ]),
  panel("Of a query that is not there", [hidden("A", all), expression("C", { type: "math", expression: "$A / $D" })]),
  panel("Only hidden", [hidden("A", all)]),
  panel("Shared", [{ refId: "A", panelId: 1, datasource: { type: "datasource", uid: "-- Dashboard --" } }], {
    datasource: { type: "datasource", uid: "-- Dashboard --" },
  }),
  panel("Shared from an empty one", [{ refId: "A", panelId: 2, datasource: { uid: "-- Dashboard --" } }], {
    datasource: { uid: "-- Dashboard --" },
  }),
  { title: "Words", type: "text", options: { mode: "markdown", content: "Words" } },
]);

/** A dashboard from before there was a grid. */
export const rows = {
  title: "Old rows",
  schemaVersion: 14,
  rows: [
    {
      title: "First",
      panels: [
        { id: 1, type: "graph", title: "Graph", datasource: "oracle", targets: [target("oracle_temperature_celsius")] },
        { id: 2, type: "singlestat", title: "Single", datasource: "oracle", targets: [target(all)] },
      ],
    },
    {
      title: "Second",
      collapse: true,
      panels: [
        {
          id: 3,
          type: "table",
          title: "Old table",
          datasource: "oracle",
          targets: [target("oracle_up", { instant: true, format: "table" })],
        },
        { id: 4, type: "graph", title: "Nothing", datasource: "oracle", targets: [target("oracle_not_there")] },
      ],
    },
  ],
  templating: { list: [] },
};

const element = (id: number, title: string, queries: readonly Json[]): Json => ({
  kind: "Panel",
  spec: {
    id,
    title,
    links: [],
    description: "",
    vizConfig: {
      kind: "VizConfig",
      group: "timeseries",
      version: "",
      spec: { options: {}, fieldConfig: { defaults: {}, overrides: [] } },
    },
    data: {
      kind: "QueryGroup",
      spec: {
        queries: queries.map(({ refId = "A", hide = false, expr }) => ({
          kind: "PanelQuery",
          spec: {
            refId,
            hidden: hide,
            query: {
              kind: "DataQuery",
              group: "prometheus",
              version: "v0",
              datasource: { name: source.uid },
              spec: { expr },
            },
          },
        })),
        transformations: [],
        queryOptions: {},
      },
    },
  },
});
const item = (name: string, x: number): Json => ({
  kind: "GridLayoutItem",
  spec: { x, y: 0, width: 8, height: 8, element: { kind: "ElementReference", name } },
});
const row = (title: string, items: readonly Json[], rest: Json = {}): Json => ({
  kind: "RowsLayoutRow",
  spec: { title, collapse: false, layout: { kind: "GridLayout", spec: { items } }, ...rest },
});

/** Schema v2: rows, one of them repeated. */
export const second = {
  apiVersion: "dashboard.grafana.app/v2beta1",
  kind: "Dashboard",
  metadata: { name: "oracle-second" },
  spec: {
    title: "Schema v2",
    elements: {
      "panel-1": element(1, "Temperatures", [{ expr: "oracle_temperature_celsius" }]),
      "panel-2": element(2, "Requests of $job", [{ expr: 'sum(rate(oracle_requests_total{job="$job"}[2m]))' }]),
      "panel-3": element(3, "Nothing", [{ expr: "oracle_not_there" }]),
      "panel-4": element(4, "Hidden and not", [
        { expr: "oracle_up", hide: true },
        { refId: "B", expr: "oracle_zero" },
      ]),
    },
    layout: {
      kind: "RowsLayout",
      spec: {
        rows: [
          row("Plain", [item("panel-1", 0), item("panel-3", 8), item("panel-4", 16)]),
          row("Of $job", [item("panel-2", 0)], { repeat: { mode: "variable", value: "job" } }),
        ],
      },
    },
    variables: [
      {
        kind: "QueryVariable",
        spec: {
          name: "job",
          multi: true,
          includeAll: true,
          current: { text: ["All"], value: ["$__all"] },
          options: [],
          refresh: "onDashboardLoad",
          regex: "",
          sort: "disabled",
          hide: "dontHide",
          skipUrlSync: false,
          allowCustomValue: true,
          query: {
            kind: "DataQuery",
            group: "prometheus",
            version: "v0",
            datasource: { name: source.uid },
            spec: { query: "label_values(oracle_up, job)", refId: "V" },
          },
        },
      },
    ],
    annotations: [],
    links: [],
    preload: false,
    editable: true,
    cursorSync: "Off",
    liveNow: false,
    tags: [],
    timeSettings: {
      from: "now-30m",
      to: "now",
      autoRefresh: "",
      autoRefreshIntervals: [],
      hideTimepicker: false,
      fiscalYearStartMonth: 0,
      timezone: "utc",
    },
  },
};
