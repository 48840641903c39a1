import type { PageData, PageFieldConfig, PageItem, PagePanel, PageSeries } from "../../src/report/page-data.ts";
import {
  count,
  endMs,
  instantTarget,
  numberPanelsAfter,
  panel,
  rangeTarget,
  series,
  startMs,
  stepMs,
  waves,
} from "./fixture.ts";

// A dashboard of the panels that are drawn by cells, slices and points; the same in every run.

const steps = (...pairs: readonly (readonly [number | null, string])[]) => ({
  mode: "absolute",
  steps: pairs.map(([value, color]) => ({ value, color })),
});
const defaults = (values: Record<string, unknown>, overrides: unknown[] = []): PageFieldConfig => ({
  defaults: values,
  overrides,
});
const legend = (more: Record<string, unknown> = {}) => ({
  displayMode: "list",
  placement: "bottom",
  showLegend: true,
  calcs: [],
  ...more,
});
const few = 61;
/** Every sixth instant of the window. */
const wide = { instants: { startMs, stepMs: 6 * stepMs, count: few } };
const every = <T>(values: readonly T[]) => values.filter((_, i) => i % 6 === 0);

/** Cumulative buckets whose middle moves up and down. */
export const bounds = ["0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf"];
export function buckets(): PageSeries[] {
  const middle = every(waves(5, 3, 1.5, 200, 0.6));
  let below = middle.map(() => 0);
  return bounds.map((le, index) => {
    below = below.map((count, at) => count + Math.round(120 * Math.exp(-((index - middle[at]!) ** 2))));
    return series(le, below, { le });
  });
}

/** Native histograms: exponential buckets of schema 1. */
function natives(): PageSeries {
  const middle = every(waves(6, 4, 3, 250, 0.5));
  const histograms = middle.map((at, index) =>
    index % 17 === 5
      ? null
      : Array.from({ length: 16 }, (_, bucket) => {
          const lower = 2 ** (bucket / 2 - 6);
          return [lower, lower * Math.SQRT2, Math.round(90 * Math.exp(-(((bucket - at - 4) / 2) ** 2)))] as const;
        }).filter(([, , count]) => count > 0),
  );
  return { name: "request_seconds", labels: {}, histograms };
}

function heatmaps(): PagePanel[] {
  const color = {
    mode: "scheme",
    scheme: "Oranges",
    fill: "dark-orange",
    steps: 64,
    exponent: 0.5,
    scale: "exponential",
  };
  const plain = ["a", "b", "c", "d"].map((pod, k) => series(pod, waves(40 + k, 60 + 12 * k, 30, 150, 20), { pod }));
  return [
    panel("heatmap", "Classic buckets", {
      options: { color, yAxis: { unit: "s" }, tooltip: { mode: "multi" }, legend: { show: true } },
      targets: [rangeTarget("A", buckets(), { format: "heatmap", ...wide })],
    }),
    panel("heatmap", "Native histograms, Turbo", {
      options: { color: { ...color, scheme: "Turbo" }, yAxis: { unit: "s" }, tooltip: { mode: "single" } },
      targets: [rangeTarget("A", [natives()], wide)],
    }),
    panel("heatmap", "Counted from series, by opacity", {
      options: {
        calculate: true,
        calculation: { xBuckets: { mode: "size", value: "10m" }, yBuckets: { mode: "count", value: "12" } },
        color: { ...color, mode: "opacity", fill: "blue" },
        cellGap: 2,
      },
      targets: [rangeTarget("A", plain)],
    }),
  ];
}

function states(): PagePanel[] {
  const mappings = [
    {
      type: "value",
      options: { "0": { text: "Down", color: "red", index: 0 }, "1": { text: "Up", color: "green", index: 1 } },
    },
    { type: "range", options: { from: 2, to: 5, result: { text: "Degraded", color: "orange", index: 2 } } },
  ];
  const up = ["db", "cache", "api"].map((job, k) =>
    series(
      job,
      Array.from({ length: count }, (_, i) =>
        i > 120 && i < 140 && k === 1 ? null : (i + k * 50) % 90 > 70 ? 0 : (i + k * 31) % 120 > 100 ? 3 : 1,
      ),
      { job },
    ),
  );
  const load = ["node-1", "node-2", "node-3", "node-4"].map((node, k) =>
    series(node, waves(60 + k, 60, 30, 120, 10).slice(0, few), { node }),
  );
  const three = steps([null, "green"], [60, "orange"], [80, "red"]);
  return [
    panel("state-timeline", "States by mapping", {
      options: { mergeValues: true, showValue: "auto", alignValue: "left", rowHeight: 0.9, legend: legend() },
      fieldConfig: defaults({ mappings, custom: { fillOpacity: 70, lineWidth: 0 } }),
      targets: [rangeTarget("A", up)],
    }),
    panel("state-timeline", "Load by threshold, merged", {
      options: { mergeValues: true, showValue: "auto", rowHeight: 0.8, legend: legend({ placement: "right" }) },
      fieldConfig: defaults({ unit: "percent", thresholds: three, color: { mode: "thresholds" } }),
      targets: [rangeTarget("A", load, wide)],
    }),
    panel("status-history", "Load, each sample", {
      options: { showValue: "auto", rowHeight: 0.9, colWidth: 0.9, legend: legend() },
      fieldConfig: defaults({ unit: "percent", decimals: 0, thresholds: three, color: { mode: "thresholds" } }),
      targets: [
        rangeTarget(
          "A",
          load.map((one) => ({ ...one, values: one.values!.filter((_, i) => i % 5 === 0) })),
          { instants: { startMs, stepMs: 30 * stepMs, count: 13 } },
        ),
      ],
    }),
  ];
}

function shares(): PagePanel[] {
  const parts = ["eu-1", "eu-2", "us-1", "us-2", "ap-1"].map((region, k) =>
    series(region, waves(80 + k, 40 + 35 * k, 5, 100, 3), { region }),
  );
  const reduceOptions = { calcs: ["lastNotNull"], fields: "", values: false };
  return [
    panel("piechart", "Pie", {
      options: { pieType: "pie", reduceOptions, legend: legend({ values: ["percent"] }), displayLabels: [] },
      fieldConfig: defaults({ unit: "reqps" }),
      targets: [rangeTarget("A", parts)],
    }),
    panel("piechart", "Donut with a table", {
      options: {
        pieType: "donut",
        reduceOptions,
        legend: legend({ displayMode: "table", placement: "right", values: ["value", "percent"] }),
        displayLabels: ["name", "percent"],
      },
      fieldConfig: defaults({ unit: "bytes" }),
      targets: [rangeTarget("A", parts)],
    }),
    panel("histogram", "Histogram", {
      options: { bucketCount: 30, combine: false, legend: legend({ calcs: ["mean"] }) },
      fieldConfig: defaults({ unit: "ms", custom: { fillOpacity: 80, lineWidth: 1 } }),
      targets: [rangeTarget("A", parts.slice(0, 2))],
    }),
  ];
}

function bars(): PagePanel[] {
  const rows = ["GET /", "POST /login", "GET /cart", "PUT /cart"].map((handler, k) =>
    series("", [[120, 80, 45, 20][k]!], { handler }),
  );
  const errors = rows.map(({ labels }, k) => series("", [[4, 12, 1, 6][k]!], { ...labels }));
  const table = (options: Record<string, unknown>, title: string) =>
    panel("barchart", title, {
      options: { legend: legend({ calcs: ["max"] }), xTickLabelRotation: 0, ...options },
      fieldConfig: defaults({ unit: "reqps" }),
      transformations: [
        { id: "merge", options: {} },
        {
          id: "organize",
          options: { excludeByName: { Time: true }, renameByName: { "Value #A": "requests", "Value #B": "errors" } },
        },
      ],
      targets: [instantTarget("A", rows), instantTarget("B", errors)],
    });
  const x = waves(90, 50, 30, 60, 20).slice(0, 80);
  const y = waves(91, 40, 25, 45, 25).slice(0, 80);
  return [
    table({ orientation: "auto", showValue: "auto", groupWidth: 0.7, barWidth: 0.97 }, "Bars in groups"),
    table({ orientation: "horizontal", stacking: "normal", showValue: "always" }, "Bars lying, stacked"),
    panel("xychart", "Two series against each other", {
      options: { mapping: "auto", series: [], legend: legend() },
      fieldConfig: defaults({ custom: { show: "points", pointSize: { fixed: 6 } } }),
      transformations: [
        { id: "joinByField", options: { byField: "Time" } },
        { id: "organize", options: { excludeByName: { Time: true } } },
      ],
      targets: [rangeTarget("A", [series("cpu", x), series("latency", y)])],
    }),
    panel("candlestick", "Candles", { targets: [rangeTarget("A", [series("price", x)])] }),
    panel("histogram", "Smoothed", {
      transformations: [{ id: "smoothing", options: {} }],
      targets: [rangeTarget("A", [series("price", x)])],
    }),
  ];
}

/** The document: one dashboard of fourteen panels. */
export function vizFixture(): PageData {
  numberPanelsAfter(100);
  const panels = [...heatmaps(), ...states(), ...shares(), ...bars()];
  const items = panels.map(
    (_, index): PageItem => ({ panel: index, x: (index % 3) * 8, y: Math.floor(index / 3) * 9, w: 8, h: 9 }),
  );
  return {
    version: 1,
    generator: "dashpreview 0.0.0",
    title: "Kinds of panels",
    untrusted: false,
    dashboards: [
      {
        source: "dashboards/kinds.json",
        title: "Kinds of panels",
        tags: [],
        links: [],
        timeZone: "utc",
        range: { fromMs: startMs, toMs: endMs },
        sharedCursor: "crosshair",
        variables: [],
        views: [{ chosen: {}, layout: { kind: "grid", items }, panels, annotations: [] }],
        findings: [],
      },
    ],
  };
}
