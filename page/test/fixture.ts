import { defaultsOf } from "../../src/report/migrate/defaults/of-type.ts";
import { withDefaults } from "../../src/report/migrate/merge-json.ts";
import type {
  PageAnnotation,
  PageDashboard,
  PageData,
  PageItem,
  PageLayout,
  PagePanel,
  PageSeries,
  PageTarget,
  PageView,
} from "../../src/report/page-data.ts";

/** A dashboard made by hand, with every kind of panel and setting that the page draws; the same in every run. */
export const endMs = Date.UTC(2026, 10, 26, 12, 0, 0);
export const stepMs = 60_000;
export const count = 361;
export const startMs = endMs - (count - 1) * stepMs;

/** Numbers that look like measurements: a wave with noise, always the same. */
export function waves(seed: number, base: number, amplitude: number, period: number, noise: number): number[] {
  let state = seed * 7919 + 17;
  const next = () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return Array.from(
    { length: count },
    (_, i) => base + amplitude * Math.sin((2 * Math.PI * i) / period + seed) + noise * (next() - 0.5),
  );
}

export const series = (
  name: string,
  values: PageSeries["values"],
  labels: Record<string, string> = {},
): PageSeries => ({
  name,
  labels,
  values: values ?? [],
});

/** A range query that was answered. */
export function rangeTarget(
  refId: string,
  answered: readonly PageSeries[],
  more: Partial<PageTarget> = {},
): PageTarget {
  const length = answered[0]?.values?.length ?? answered[0]?.histograms?.length ?? count;
  return {
    refId,
    hidden: false,
    dataSource: "prometheus",
    format: "time_series",
    instant: false,
    expr: `sum by (pod) (rate(requests_total{pod=~"$pod"}[$__rate_interval]))`,
    ranExpr: `sum by (pod) (rate(requests_total{pod=~"api-.*"}[4m]))`,
    sentExpr: `sum by (pod) (rate(requests_total{pod=~"api-.*",preview="demo"}[4m]))`,
    state: answered.length === 0 ? "empty" : "ok",
    seriesCount: answered.length,
    sampleCount: answered.length * length,
    instants: { startMs: endMs - (length - 1) * stepMs, stepMs, count: length },
    series: answered,
    ...more,
  };
}

/** An instant query, of one value a series. */
export function instantTarget(
  refId: string,
  answered: readonly PageSeries[],
  more: Partial<PageTarget> = {},
): PageTarget {
  const { instants: _, ...target } = rangeTarget(refId, answered);
  return { ...target, instant: true, format: "table", timeMs: endMs, sampleCount: answered.length, ...more };
}

const steps = (...pairs: readonly (readonly [number | null, string])[]) => ({
  mode: "absolute",
  steps: pairs.map(([value, color]) => ({ value, color })),
});

/** Grafana's own defaults of a time series. */
const line = {
  drawStyle: "line",
  lineInterpolation: "linear",
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: "none",
  showPoints: "auto",
  spanNulls: false,
  axisPlacement: "auto",
  pointSize: 5,
  stacking: { mode: "none", group: "A" },
  thresholdsStyle: { mode: "off" },
  scaleDistribution: { type: "linear" },
  hideFrom: { legend: false, tooltip: false, viz: false },
};

let lastId = 0;

/** The next panel has the id after this one: ids are the same in every run. */
export function numberPanelsAfter(id: number): void {
  lastId = id;
}

/** A panel with what every panel has; the rest as given. */
export function panel(type: string, title: string, more: Partial<PagePanel>): PagePanel {
  const { defaults = {}, overrides = [] } = more.fieldConfig ?? {};
  lastId++;
  return {
    key: `panel-${lastId}`,
    id: lastId,
    title,
    links: [],
    type,
    transparent: false,
    options: {},
    transformations: [],
    targets: [],
    annotations: true,
    state: "ok",
    findings: [],
    ...more,
    fieldConfig: { defaults: withDefaults(defaults, defaultsOf(type).fields), overrides },
  };
}

const pods = ["api-1", "api-2", "api-3"].map((pod, k) => series(pod, waves(k, 120 + 15 * k, 40, 240, 12), { pod }));
const modes = ["user", "system", "iowait"].map((mode, k) =>
  series(mode, waves(k + 4, [0.35, 0.15, 0.05][k]!, [0.12, 0.05, 0.02][k]!, 180, 0.02), { mode }),
);
const codes = ["200", "404", "500"].map((code, k) =>
  series(
    code,
    waves(k + 9, [300, 40, 6][k]!, [90, 9, 3][k]!, 200, [20, 6, 2][k]!).map((v, i) =>
      k === 2 && i > 200 && i < 240 ? null : Math.max(0, v),
    ),
    { code },
  ),
);
const handlers = ["GET /", "POST /login", "GET /cart", "PUT /cart"].map((handler, k) =>
  series(handler, waves(k + 20, 40 + 30 * k, 10, 200, 4), { handler }),
);
const nodes = ["eu-1", "eu-2", "us-1", "us-2", "ap-1"].map((instance, k) =>
  series(instance, [[18.2, 35.4, 55.7, 77.1, 91.5][k]!], { instance, job: "node" }),
);
const legend = (displayMode: string, placement: string, calcs: string[] = []) => ({
  displayMode,
  placement,
  showLegend: true,
  calcs,
});
const reduce = (calc = "lastNotNull") => ({ calcs: [calc], fields: "", values: false });
const red = (value: number) => steps([null, "green"], [value, "red"]);

function graphs(): PagePanel[] {
  return [
    panel("timeseries", "Requests", {
      description: "Requests a second, by **pod**. <script>alert(1)</script>",
      links: [{ title: "Runbook", url: "https://example.org/runbook" }],
      timeInfo: "Last 6 hours",
      options: {
        legend: legend("table", "bottom", ["mean", "max", "lastNotNull"]),
        tooltip: { mode: "multi", sort: "desc" },
      },
      fieldConfig: {
        defaults: {
          unit: "reqps",
          custom: { ...line, lineWidth: 2, fillOpacity: 10, thresholdsStyle: { mode: "line+area" } },
          thresholds: steps([null, "transparent"], [170, "red"]),
          color: { mode: "palette-classic" },
        },
        overrides: [
          {
            matcher: { id: "byName", options: "api-2" },
            properties: [
              { id: "color", value: { mode: "fixed", fixedColor: "purple" } },
              { id: "custom.lineStyle", value: { fill: "dash", dash: [10, 10] } },
            ],
          },
        ],
      },
      targets: [rangeTarget("A", pods)],
    }),
    panel("timeseries", "CPU", {
      options: { legend: legend("list", "right"), tooltip: { mode: "multi", sort: "none" } },
      fieldConfig: {
        defaults: {
          unit: "percentunit",
          min: 0,
          max: 1,
          custom: { ...line, fillOpacity: 60, gradientMode: "opacity", stacking: { mode: "normal", group: "A" } },
          color: { mode: "palette-classic" },
        },
        overrides: [],
      },
      targets: [rangeTarget("A", modes)],
    }),
    panel("timeseries", "Responses (500 on the right axis)", {
      options: { legend: legend("list", "bottom"), tooltip: { mode: "single", sort: "none" } },
      fieldConfig: {
        defaults: {
          unit: "short",
          custom: { ...line, drawStyle: "bars", fillOpacity: 80, stacking: { mode: "normal", group: "A" } },
          color: { mode: "palette-classic" },
        },
        overrides: [
          {
            matcher: { id: "byName", options: "500" },
            properties: [
              { id: "custom.axisPlacement", value: "right" },
              { id: "custom.drawStyle", value: "line" },
              { id: "custom.stacking", value: { mode: "none", group: "A" } },
              { id: "color", value: { mode: "fixed", fixedColor: "red" } },
              { id: "custom.showPoints", value: "always" },
              { id: "custom.fillOpacity", value: 0 },
            ],
          },
        ],
      },
      targets: [rangeTarget("A", codes)],
    }),
  ];
}

function numbers(): PagePanel[] {
  return [
    panel("stat", "Availability", {
      options: {
        reduceOptions: reduce(),
        colorMode: "value",
        graphMode: "area",
        textMode: "auto",
        justifyMode: "auto",
      },
      fieldConfig: {
        defaults: {
          unit: "percentunit",
          decimals: 2,
          thresholds: steps([null, "red"], [0.995, "orange"], [0.998, "green"]),
          color: { mode: "thresholds" },
        },
        overrides: [],
      },
      targets: [rangeTarget("A", [series("availability", waves(31, 0.9987, 0.0008, 200, 0.0004))])],
    }),
    panel("stat", "Latency p95", {
      options: {
        reduceOptions: reduce("mean"),
        colorMode: "background",
        graphMode: "area",
        textMode: "auto",
        justifyMode: "auto",
      },
      fieldConfig: {
        defaults: { unit: "s", thresholds: red(0.3), color: { mode: "thresholds" } },
        overrides: [],
      },
      targets: [rangeTarget("A", [series("p95", waves(32, 0.183, 0.05, 150, 0.02))])],
    }),
    panel("gauge", "Memory", {
      options: { reduceOptions: reduce(), showThresholdMarkers: true, showThresholdLabels: false },
      fieldConfig: {
        defaults: {
          unit: "percent",
          min: 0,
          max: 100,
          thresholds: steps([null, "green"], [70, "orange"], [90, "red"]),
          color: { mode: "thresholds" },
        },
        overrides: [],
      },
      targets: [rangeTarget("A", [series("memory", waves(33, 72, 9, 190, 3))])],
    }),
    panel("bargauge", "Requests by handler", {
      options: {
        reduceOptions: reduce(),
        displayMode: "gradient",
        orientation: "horizontal",
        showUnfilled: true,
        valueMode: "color",
      },
      fieldConfig: {
        defaults: {
          unit: "reqps",
          min: 0,
          max: 160,
          thresholds: steps([null, "green"], [80, "yellow"], [120, "red"]),
          color: { mode: "continuous-GrYlRd" },
        },
        overrides: [],
      },
      targets: [rangeTarget("A", handlers)],
    }),
  ];
}

function texts(): PagePanel[] {
  return [
    panel("table", "Nodes", {
      options: { cellHeight: "sm", showHeader: true, footer: { show: true, reducer: ["mean"], fields: "" } },
      fieldConfig: {
        defaults: {
          unit: "percent",
          decimals: 1,
          thresholds: steps([null, "green"], [60, "orange"], [80, "red"]),
          color: { mode: "thresholds" },
          custom: { align: "auto", cellOptions: { type: "color-background" } },
        },
        overrides: [],
      },
      targets: [instantTarget("A", nodes)],
    }),
    panel("text", "Notes", {
      options: {
        mode: "markdown",
        content:
          "## Runbook\nAsk **platform** first.\n\n- one\n- two\n\n`kubectl get pods`\n\n<script>alert(1)</script>",
      },
    }),
    panel("timeseries", "Errors", {
      targets: [rangeTarget("A", [], { reason: "no series has the label code" })],
      state: "empty",
      findings: [
        {
          severity: "error",
          code: "empty",
          text: "The query returns no series: errors_total has no label code",
          refId: "A",
          expr: 'sum(rate(errors_total{code="5.."}[5m]))',
        },
      ],
    }),
    panel("news", "News", {}),
  ];
}

const annotations: readonly PageAnnotation[] = [
  {
    name: "Deployments",
    color: "#5794f2",
    timeMs: startMs + 90 * stepMs,
    title: "v1.4.2",
    text: "by ada",
    tags: ["deploy"],
  },
  {
    name: "Maintenance",
    color: "#ff9830",
    timeMs: startMs + 200 * stepMs,
    endMs: startMs + 230 * stepMs,
    text: "database upgrade",
    tags: [],
  },
];

/** Eleven panels in a grid. */
export function webDashboard(): PageDashboard {
  numberPanelsAfter(0);
  const panels = [...numbers(), ...graphs(), ...texts()];
  const places: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 6, 4],
    [6, 0, 6, 4],
    [12, 0, 6, 8],
    [18, 0, 6, 8],
    [0, 4, 12, 9],
    [12, 8, 12, 9],
    [0, 13, 12, 8],
    [12, 17, 12, 8],
    [0, 21, 6, 6],
    [6, 21, 6, 6],
    [12, 25, 12, 4],
  ];
  const items = places.map(([x, y, w, h], index): PageItem => ({ panel: index, x, y, w, h }));
  return {
    source: "dashboards/web.json",
    title: "Web service",
    tags: ["web", "prod"],
    links: [],
    timeZone: "utc",
    range: { fromMs: startMs, toMs: endMs },
    sharedCursor: "tooltip",
    variables: [],
    views: [{ chosen: {}, layout: { kind: "grid", items }, panels, annotations }],
    findings: [],
  };
}

const stat = (title: string, value: number, more: Partial<PagePanel> = {}) =>
  panel("stat", title, {
    options: { reduceOptions: reduce(), colorMode: "background", graphMode: "none", textMode: "auto" },
    fieldConfig: { defaults: { unit: "short", thresholds: red(80), color: { mode: "thresholds" } }, overrides: [] },
    targets: [instantTarget("A", [series(title, [value])])],
    ...more,
  });

/** Rows, tabs, a grid that fits itself, and a variable with two values. */
export function layoutDashboard(): PageDashboard {
  const view = (pod: string, base: number) => {
    numberPanelsAfter(100);
    const panels = Array.from({ length: 12 }, (_, k) => stat(`${pod} number ${k + 1}`, base + 10 * k));
    const grid = (from: number, count: number): PageLayout => ({
      kind: "grid",
      items: Array.from({ length: count }, (_, k) => ({ panel: from + k, x: 6 * k, y: 0, w: 6, h: 4 })),
    });
    const auto: PageLayout = {
      kind: "auto-grid",
      maxColumns: 3,
      minColumnWidth: 300,
      rowHeight: 120,
      fillScreen: false,
      panels: [8, 9, 10, 11],
    };
    const layout: PageLayout = {
      kind: "rows",
      rows: [
        { collapsed: false, layout: grid(0, 4) },
        { title: `Pod ${pod}`, collapsed: false, layout: grid(4, 2) },
        { title: "Folded", collapsed: true, layout: grid(6, 2) },
        {
          title: "Tabs",
          collapsed: false,
          layout: {
            kind: "tabs",
            tabs: [
              { title: "Fitting", layout: auto },
              { title: "Grid", layout: grid(4, 2) },
            ],
          },
        },
      ],
    };
    return { chosen: { pod, region: "eu" }, layout, panels, annotations: [] };
  };
  const variable = { type: "query", multi: false };
  return {
    ...webDashboard(),
    source: "dashboards/pods.yaml",
    title: "Pods",
    tags: [],
    links: [{ title: "Handbook", url: "https://example.org/handbook" }],
    timeZone: "Europe/Berlin",
    variables: [
      { ...variable, name: "pod", label: "Pod", options: ["api-1", "api-2"], total: 7 },
      { ...variable, name: "region", label: "", options: ["eu"], total: 1 },
      { ...variable, name: "zone", label: "Zone", options: [], total: 0, problem: "no series has the label zone" },
    ],
    views: [view("api-1", 1), view("api-2", 41)],
    findings: [{ severity: "warning", code: "variable-empty", text: "variable zone has no values" }],
  };
}

/** One panel changed, one added, one removed, the others as they were. */
export function changedDashboard(): PageDashboard {
  const { views, ...now } = webDashboard();
  const view = views[0]!;
  const [first, second, third, ...others] = view.panels;
  const before: PageView = {
    ...view,
    panels: [
      {
        ...first!,
        fieldConfig: { ...first!.fieldConfig, defaults: { ...first!.fieldConfig.defaults, unit: "short" } },
      },
      { ...third!, key: "panel-gone", title: "Disk" },
      ...others,
    ],
  };
  const kept = others.map(({ key, title }) => ({
    kind: "unchanged" as const,
    before: key,
    after: key,
    title,
    changes: [],
  }));
  return {
    ...now,
    title: "Web service, changed",
    views,
    comparison: {
      base: "main",
      before: { ...now, title: "Web service", views: [before] },
      changes: [{ what: "title", before: "Web service", after: "Web service, changed" }],
      panels: [
        {
          kind: "changed",
          before: first!.key,
          after: first!.key,
          title: first!.title,
          changes: [
            { what: "unit", before: "short", after: "percentunit" },
            { what: "query A", before: "up", after: "avg(up)" },
          ],
        },
        { kind: "added", after: second!.key, title: second!.title, changes: [] },
        { kind: "removed", before: "panel-gone", title: "Disk", changes: [] },
        ...kept,
      ],
    },
  };
}

/** The document of some dashboards. */
export function documentOf(dashboards: readonly PageDashboard[], more: Partial<PageData> = {}): PageData {
  return {
    version: 1,
    generator: "dashpreview 0.0.0",
    title: dashboards[0]?.title ?? "Nothing",
    untrusted: false,
    dashboards,
    ...more,
  };
}

/** All of them. */
export function fixture(): PageData {
  return documentOf([webDashboard(), layoutDashboard(), changedDashboard()]);
}
