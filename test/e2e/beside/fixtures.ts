/** One hour of the data that the dashboards of {@link fixtureDashboards} ask for: numbers of every size and sign. */
export const fixtureSpec = `version: 1
seed: 11
step: 15s
history: 1h
metrics:
  - name: load
    type: gauge
    series:
      - labels: {host: alpha}
        value: {wave: {min: 12, max: 87, period: 40m, peak: 10m}}
      - labels: {host: beta}
        value: {wave: {min: 2, max: 31, period: 25m, peak: 5m}}
      - labels: {host: gamma}
        value: {walk: {start: 50, step: 1.5, min: 20, max: 95}}
  - name: memory_bytes
    type: gauge
    series:
      - labels: {host: [alpha, beta, gamma]}
        value: {walk: {start: 5300000000, step: 30000000, min: 4000000000, max: 8000000000}}
  - name: balance
    type: gauge
    series:
      - labels: {account: main}
        value: {wave: {min: -1500, max: 2500, period: 50m, peak: 20m}}
  - name: ready
    type: gauge
    series:
      - labels: {host: alpha}
        value: [{limit: {of: 1, for: 20m}}, {limit: {of: 0, for: 10m}}, 1]
      - labels: {host: beta}
        value: [{limit: {of: 2, for: 40m}}, 1]
  - name: requests_total
    type: counter
    series:
      - labels: {host: [alpha, beta], code: ["200", "500"]}
        rate: {wave: {min: 3, max: 40, period: 30m}}
  - name: latency_seconds
    type: histogram
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5]
    series:
      - labels: {host: alpha}
        rate: 40
        observe: {lognormal: {p50: 0.06, p99: 0.8}}
`;

const reds = {
  mode: "absolute",
  steps: [
    { color: "green", value: null },
    { color: "orange", value: 30 },
    { color: "red", value: 60 },
  ],
};
const onOff = [
  {
    type: "value",
    options: {
      0: { text: "down", color: "red", index: 0 },
      1: { text: "up", color: "green", index: 1 },
      2: { text: "degraded", color: "#c4962d", index: 2 },
    },
  },
];

interface Panel {
  readonly title: string;
  readonly expr: string;
  readonly instant?: boolean;
  readonly legend?: string;
  readonly format?: "table" | "heatmap";
  readonly defaults?: Record<string, unknown>;
  readonly overrides?: readonly unknown[];
  readonly options?: Record<string, unknown>;
  readonly transformations?: readonly unknown[];
  /** Columns and units; default 12 and 8. */
  readonly size?: readonly [number, number];
}

const lastValue = { reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false } };
const calculated = { legend: { displayMode: "table", placement: "bottom", calcs: ["mean", "max", "lastNotNull"] } };
const listed = { legend: { displayMode: "list", placement: "bottom", calcs: [] } };
const load = { expr: "load", legend: "{{host}}" };

/** By panel type, the panels of its dashboard. */
const types: Readonly<Record<string, readonly Panel[]>> = {
  timeseries: [
    { ...load, title: "Percent", defaults: { unit: "percent", thresholds: reds }, options: calculated },
    { title: "Bytes", expr: "memory_bytes", legend: "{{host}}", defaults: { unit: "bytes" }, options: listed },
    { title: "Below zero", expr: "balance", defaults: { unit: "currencyEUR", decimals: 1 }, options: listed },
    { ...load, title: "Stacked", defaults: { custom: { stacking: { mode: "normal" }, fillOpacity: 30 } } },
    { ...load, title: "Log", defaults: { custom: { scaleDistribution: { type: "log", log: 10 } } } },
    { ...load, title: "Soft limits", defaults: { custom: { axisSoftMin: -20, axisSoftMax: 150, axisLabel: "Load" } } },
    {
      title: "Legend at the right",
      expr: "sum by (code) (rate(requests_total[5m]))",
      defaults: { unit: "reqps", min: 0 },
      options: { legend: { displayMode: "table", placement: "right", calcs: ["min", "sum"] } },
    },
    { ...load, title: "Low and narrow", size: [6, 5], options: listed },
    { title: "Constant", expr: "vector(7)", size: [6, 5], options: listed },
    { title: "Nothing", expr: "no_such_metric", size: [6, 5] },
  ],
  stat: [
    { ...load, title: "Values", defaults: { unit: "percent", thresholds: reds }, options: lastValue },
    {
      ...load,
      title: "Backgrounds",
      defaults: { thresholds: reds },
      options: { ...lastValue, colorMode: "background", graphMode: "none" },
    },
    { title: "Mapped", expr: "ready", legend: "{{host}}", defaults: { mappings: onOff }, options: lastValue },
    { title: "Bytes", expr: "memory_bytes", legend: "{{host}}", defaults: { unit: "bytes" }, options: lastValue },
    ...([2, 3, 4] as const).map((height) => ({
      title: `Height ${height}`,
      expr: "balance",
      size: [4, height] as const,
      defaults: { unit: "short" },
      options: lastValue,
    })),
    {
      title: "Small, without a graph",
      expr: "sum(memory_bytes)",
      instant: true,
      size: [3, 2],
      defaults: { unit: "bytes", decimals: 0 },
      options: { ...lastValue, graphMode: "none", colorMode: "none" },
    },
    { title: "Mean", expr: "load", options: { reduceOptions: { calcs: ["mean"] }, textMode: "value" }, size: [9, 4] },
    { title: "Nothing", expr: "no_such_metric", options: lastValue, size: [4, 4] },
  ],
  bargauge: [
    ...(["basic", "lcd", "gradient"] as const).map((displayMode) => ({
      ...load,
      title: `Horizontal ${displayMode}`,
      defaults: { unit: "percent", min: 0, max: 100, thresholds: reds },
      options: { ...lastValue, orientation: "horizontal", displayMode },
    })),
    {
      ...load,
      title: "Vertical",
      defaults: { thresholds: reds, max: 100 },
      options: { ...lastValue, orientation: "vertical", displayMode: "gradient" },
    },
    { ...load, title: "Automatic, small", size: [4, 4], options: lastValue },
  ],
  table: [
    {
      title: "Labels and values",
      expr: "load",
      instant: true,
      format: "table",
      defaults: { unit: "percent", decimals: 1, thresholds: reds },
      overrides: [
        {
          matcher: { id: "byName", options: "Value" },
          properties: [{ id: "custom.cellOptions", value: { type: "color-background" } }],
        },
      ],
      transformations: [{ id: "organize", options: { excludeByName: { Time: true } } }],
    },
    {
      title: "Coloured text",
      expr: "memory_bytes",
      instant: true,
      format: "table",
      defaults: { unit: "bytes", thresholds: { ...reds, steps: [{ color: "blue", value: null }] } },
      overrides: [
        {
          matcher: { id: "byName", options: "Value" },
          properties: [{ id: "custom.cellOptions", value: { type: "color-text" } }],
        },
      ],
      transformations: [
        { id: "organize", options: { excludeByName: { Time: true, __name__: true }, renameByName: { host: "Host" } } },
      ],
    },
    {
      title: "Reduced",
      expr: "load",
      legend: "{{host}}",
      transformations: [{ id: "reduce", options: { reducers: ["min", "max", "mean"] } }],
    },
    {
      title: "Mapped",
      expr: "ready",
      instant: true,
      format: "table",
      defaults: { mappings: onOff },
      // How times are written is a setting of the Grafana.
      transformations: [{ id: "organize", options: { excludeByName: { Time: true } } }],
    },
  ],
  barchart: [
    { title: "By host", expr: "load", instant: true, format: "table", defaults: { unit: "percent" } },
    {
      title: "Horizontal",
      expr: "load",
      instant: true,
      format: "table",
      options: { orientation: "horizontal", showValue: "always", xField: "host" },
    },
  ],
  heatmap: [
    {
      title: "Buckets",
      expr: "sum by (le) (rate(latency_seconds_bucket[5m]))",
      format: "heatmap",
      legend: "{{le}}",
      options: { calculate: false, yAxis: { unit: "s" }, color: { mode: "scheme", scheme: "Oranges" } },
    },
    { title: "Calculated", expr: "load", options: { calculate: true, color: { mode: "scheme", scheme: "Blues" } } },
  ],
  histogram: [{ title: "Load", expr: "load", legend: "{{host}}", defaults: { unit: "percent" }, options: listed }],
  piechart: [
    {
      ...load,
      title: "With a table",
      defaults: { unit: "percent" },
      options: {
        ...lastValue,
        displayLabels: ["name", "percent"],
        legend: { displayMode: "table", placement: "right", values: ["value", "percent"], showLegend: true },
      },
    },
    { ...load, title: "Donut", options: { ...lastValue, pieType: "donut", legend: { showLegend: false } } },
  ],
  "state-timeline": [
    { title: "Ready", expr: "ready", legend: "{{host}}", defaults: { mappings: onOff }, options: listed },
    { ...load, title: "Thresholds", defaults: { thresholds: reds }, options: { ...listed, mergeValues: true } },
  ],
  "status-history": [
    {
      title: "Ready",
      expr: "max_over_time(ready[5m])",
      legend: "{{host}}",
      defaults: { mappings: onOff },
      options: listed,
    },
  ],
  text: [
    {
      title: "Markdown",
      expr: "",
      options: { mode: "markdown", content: "# Heading\n\nA *word*, `code`\n\n- one\n- two" },
    },
  ],
};

/** A dashboard for each panel type, by the name of its file. */
export function fixtureDashboards(): Readonly<Record<string, Record<string, unknown>>> {
  return Object.fromEntries(
    Object.entries(types).map(([type, panels]) => [
      `${type}.json`,
      {
        uid: `beside-${type}`,
        title: `Beside ${type}`,
        schemaVersion: 41,
        timezone: "utc",
        time: { from: "now-1h", to: "now" },
        panels: placed(panels).map(({ panel, gridPos }, index) => written(type, panel, index + 1, gridPos)),
      },
    ]),
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** From left to right, the next line where one is full. */
function placed(panels: readonly Panel[]): { readonly panel: Panel; readonly gridPos: Place }[] {
  let [x, y, tallest] = [0, 0, 0];
  return panels.map((panel) => {
    const [w, h] = panel.size ?? [12, 8];
    if (x + w > 24) [x, y, tallest] = [0, y + tallest, 0];
    const gridPos = { x, y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return { panel, gridPos };
  });
}

function written(type: string, panel: Panel, id: number, gridPos: Place): Record<string, unknown> {
  const { title, expr, instant, legend, format, defaults, overrides, options, transformations } = panel;
  const target = {
    refId: "A",
    expr,
    ...(instant ? { instant: true, range: false } : { range: true }),
    ...(legend === undefined ? {} : { legendFormat: legend }),
    ...(format === undefined ? {} : { format }),
  };
  return {
    ...{ id, type, title, gridPos, options: options ?? {}, transformations: transformations ?? [] },
    fieldConfig: { defaults: defaults ?? {}, overrides: overrides ?? [] },
    ...(expr === "" ? {} : { datasource: { type: "prometheus", uid: "prom" }, targets: [target] }),
  };
}
