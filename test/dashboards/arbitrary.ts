import fc from "fast-check";

/**
 * Dashboards as people have them, for properties: every way to name a data source, old and new schema, rows, variables,
 * annotations.
 */

const expressions = fc.constantFrom(
  "up",
  'sum by (job) (rate(http_requests_total{job=~"$job"}[$__rate_interval]))',
  "a / on (x) group_left b or vector(0)",
  "{%(broken)s}",
  "",
  "histogram_quantile(0.9, sum(rate(x_bucket{}[5m])) by (le)) # comment",
  'topk(3, {__name__=~"a.*"})',
);

const classicSources = fc.constantFrom<unknown>(
  undefined,
  null,
  "Prometheus",
  "$ds",
  "${DS_PROM}",
  "${DS_LOKI}",
  "[[ds]]",
  "-- Mixed --",
  "-- Dashboard --",
  { type: "prometheus", uid: "prod" },
  { type: "prometheus", uid: "${ds}" },
  { uid: "$ds" },
  { type: "loki", uid: "logs" },
  { type: "datasource", uid: "grafana" },
  { type: "datasource", uid: "-- Mixed --" },
  { type: "__expr__", uid: "__expr__" },
);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Without what is undefined, as JSON has it. */
const json = <T>(arbitrary: fc.Arbitrary<T>) => arbitrary.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const target = fc.record({
  refId: optional(fc.constantFrom("A", "B", "C")),
  expr: optional(expressions),
  datasource: classicSources,
  hide: optional(fc.boolean()),
  interval: optional(fc.constantFrom("", "15s", "5m", "$step")),
  legendFormat: optional(fc.constantFrom("{{job}}", "x")),
});

const panel = fc.record({
  id: optional(fc.integer({ min: 1, max: 4 })),
  title: optional(fc.constantFrom("One", "Two", "${VAR_NAME} panel", "")),
  type: fc.constantFrom("timeseries", "graph", "stat", "text", "geomap", "canvas"),
  datasource: classicSources,
  targets: optional(fc.array(target, { maxLength: 3 })),
  interval: optional(fc.constantFrom("1m", "")),
  alert: optional(fc.constant({ name: "fires" })),
  description: optional(fc.constantFrom("![x](https://example.org/a.png)", "see [b](/d/src-2/b)")),
  links: optional(
    fc.constant([
      { title: "l", url: "/d/src-2/other?x=1" },
      { title: "out", url: "https://example.org/${__user.login}" },
    ]),
  ),
  options: optional(fc.constant({ content: "<img src=x> [a](/d/src-2)", mode: "markdown" })),
  fieldConfig: optional(
    fc.constant({
      defaults: { unit: "s", links: [{ url: "/d/src-2" }], custom: { cellOptions: { type: "image" } } },
      overrides: [],
    }),
  ),
  gridPos: optional(fc.constant({ x: 0, y: 0, w: 12, h: 8 })),
});

const libraryPanel = fc.record({
  id: fc.constant(9),
  gridPos: fc.constant({ x: 0, y: 0, w: 1, h: 1 }),
  libraryPanel: fc.constant({ uid: "lib1", name: "L" }),
});
const row = fc.record({
  type: fc.constant("row"),
  title: fc.constant("Row"),
  id: fc.constant(7),
  collapsed: fc.constant(true),
  panels: fc.array(panel, { maxLength: 2 }),
});

const variable = fc.oneof(
  fc.record({
    name: fc.constantFrom("job", "ns"),
    type: fc.constant("query"),
    datasource: classicSources,
    refresh: optional(fc.constantFrom(0, 1, 2)),
    query: fc.constantFrom<unknown>(
      "label_values(up, job)",
      "label_values(job)",
      "metrics(http.*)",
      "label_names()",
      { query: "query_result(sum(up))", refId: "x" },
      { qryType: 1, label: "job", metric: "up" },
      { qryType: 3, varQuery: "up ~ up" },
      "up{",
    ),
    current: optional(fc.constant({ text: "a", value: "a" })),
  }),
  fc.record({
    name: fc.constant("ds"),
    type: fc.constant("datasource"),
    query: fc.constant("prometheus"),
    regex: optional(fc.constant("/a/")),
    multi: optional(fc.boolean()),
  }),
  fc.record({
    name: fc.constant("step"),
    type: fc.constant("custom"),
    query: fc.constant("1m,5m"),
    current: fc.constant({ text: "1m", value: "1m" }),
  }),
  fc.record({ name: fc.constant("prefix"), type: fc.constant("constant"), query: fc.constant("${VAR_NAME}") }),
  fc.record({ name: fc.constant("filters"), type: fc.constant("adhoc"), datasource: classicSources }),
);

const annotation = fc.record({
  name: fc.constantFrom("deploys", "alerts"),
  datasource: classicSources,
  enable: fc.boolean(),
  expr: optional(expressions),
  target: optional(fc.record({ expr: expressions })),
});

const inputs = [
  { name: "DS_PROM", type: "datasource", pluginId: "prometheus" },
  { name: "DS_LOKI", type: "datasource", pluginId: "loki" },
  { name: "VAR_NAME", type: "constant", value: "shop" },
];

/** Classic dashboards as JSON. */
export const classicDashboards = json(
  fc.record({
    __inputs: optional(fc.constant(inputs)),
    __elements: optional(
      fc.constant({
        lib1: { uid: "lib1", name: "L", model: { type: "stat", title: "Lib", targets: [{ refId: "A", expr: "up" }] } },
      }),
    ),
    id: optional(fc.constantFrom(null, 12)),
    uid: optional(fc.constant("src-1")),
    version: optional(fc.constant(3)),
    title: optional(fc.constantFrom("Shop", "[pr-1] Shop", "")),
    tags: optional(fc.constantFrom<string[]>([], ["web", "prod"])),
    editable: optional(fc.boolean()),
    refresh: optional(fc.constantFrom<unknown>("1m", "", false)),
    time: optional(fc.constantFrom<object>({ from: "now-6h", to: "now" }, {})),
    links: optional(
      fc.constantFrom<unknown[]>(
        [],
        [
          { type: "link", url: "/d/src-2", title: "Two" },
          { type: "link", url: "https://example.org", title: "Out" },
        ],
      ),
    ),
    schemaVersion: optional(fc.constantFrom<unknown>(14, 39, "39")),
    panels: fc.array(fc.oneof({ weight: 4, arbitrary: panel }, libraryPanel, row), { maxLength: 4 }),
    rows: optional(
      fc.array(fc.record({ title: fc.constant("R"), panels: fc.array(panel, { maxLength: 2 }) }), { maxLength: 2 }),
    ),
    templating: optional(fc.record({ list: fc.array(variable, { maxLength: 4 }) })),
    annotations: optional(fc.record({ list: fc.array(annotation, { maxLength: 2 }) })),
    description: optional(fc.constant("about ${__user.login}")),
  }),
);

const v2Query = fc.record({
  kind: fc.constant("DataQuery"),
  group: fc.constantFrom("prometheus", "loki", "grafana", "__expr__"),
  version: fc.constant("v0"),
  datasource: optional(fc.constantFrom<object>({ name: "prod" }, { name: "${ds}" }, {})),
  spec: fc.record({ expr: optional(expressions), interval: optional(fc.constantFrom("15s", "1h")) }),
});

const v2Panel = fc.record({
  kind: fc.constant("Panel"),
  spec: fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    title: fc.constantFrom("One", "Two"),
    links: fc.constantFrom<unknown[]>([], [{ title: "l", url: "/d/src-2" }]),
    data: fc.record({
      kind: fc.constant("QueryGroup"),
      spec: fc.record({
        queries: fc.array(
          fc.record({
            kind: fc.constant("PanelQuery"),
            spec: fc.record({ query: v2Query, refId: fc.constantFrom("A", "B"), hidden: fc.boolean() }),
          }),
          { maxLength: 3 },
        ),
        transformations: fc.constant([]),
        queryOptions: fc.constantFrom<object>({}, { interval: "1m" }),
      }),
    }),
    vizConfig: fc.record({
      kind: fc.constant("VizConfig"),
      group: fc.constantFrom("timeseries", "text", "canvas"),
      version: fc.constant("12.4.0"),
      spec: fc.constant({ options: { content: "<b onclick=x>y</b>" }, fieldConfig: { defaults: {}, overrides: [] } }),
    }),
  }),
});

const v2Variable = fc.oneof(
  fc.record({
    kind: fc.constant("QueryVariable"),
    spec: fc.record({
      name: fc.constant("job"),
      refresh: fc.constantFrom("never", "onDashboardLoad"),
      query: v2Query.map((query) => ({ ...query, spec: { query: "label_values(up, job)" } })),
    }),
  }),
  fc.record({
    kind: fc.constant("DatasourceVariable"),
    spec: fc.record({ name: fc.constant("ds"), pluginId: fc.constant("prometheus"), regex: fc.constant("") }),
  }),
  fc.record({
    kind: fc.constant("AdhocVariable"),
    group: fc.constant("prometheus"),
    datasource: fc.constant({ name: "prod" }),
    spec: fc.constant({ name: "f", filters: [] }),
  }),
);

/** Specs of schema v2beta1 as JSON. */
export const v2Specs = json(
  fc.record({
    title: fc.constant("V2"),
    tags: fc.constantFrom<string[]>([], ["web"]),
    editable: optional(fc.boolean()),
    elements: fc.dictionary(
      fc.constantFrom("panel-1", "panel-2", "x"),
      fc.oneof(
        { weight: 4, arbitrary: v2Panel },
        fc.constant({ kind: "LibraryPanel", spec: { id: 5, title: "L", libraryPanel: { uid: "lib1", name: "L" } } }),
      ),
    ),
    layout: fc.constant({ kind: "AutoGridLayout", spec: { items: [] } }),
    links: fc.constant([]),
    variables: fc.array(v2Variable, { maxLength: 3 }),
    annotations: fc.array(
      fc.record({
        kind: fc.constant("AnnotationQuery"),
        spec: fc.record({ name: fc.constantFrom("a", "b"), enable: fc.boolean(), query: v2Query }),
      }),
      { maxLength: 2 },
    ),
    timeSettings: fc.constant({ from: "now-1h", to: "now", autoRefresh: "5s" }),
  }),
);
