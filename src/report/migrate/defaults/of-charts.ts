import { axis, fields, hideFrom, legend, type PanelDefaults, tooltip } from "./shared.ts";

/** Of series on an axis of time. */
const graph = {
  drawStyle: "line",
  lineInterpolation: "linear",
  barAlignment: 0,
  barWidthFactor: 0.6,
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: "none",
  spanNulls: false,
  insertNulls: false,
  showPoints: "auto",
  showValues: false,
  pointSize: 5,
  stacking: { mode: "none", group: "A" },
  ...axis,
  hideFrom,
  thresholdsStyle: { mode: "off" },
};
const bars = { lineWidth: 1, fillOpacity: 80, gradientMode: "none", hideFrom };
const timeline = { fillOpacity: 70, hideFrom, axisPlacement: "auto" };

/** Panels with axes, by their type. */
export const charts: Readonly<Record<string, PanelDefaults>> = {
  timeseries: { options: { legend, tooltip }, fields: fields("palette-classic", graph) },
  trend: { options: { legend, tooltip }, fields: fields("palette-classic", graph) },
  candlestick: {
    options: {
      mode: "candles+volume",
      candleStyle: "candles",
      colorStrategy: "open-close",
      colors: { up: "green", down: "red" },
      fields: {},
      includeAllFields: false,
      legend,
      tooltip,
    },
    fields: fields("palette-classic", graph),
  },
  barchart: {
    options: {
      orientation: "auto",
      xTickLabelRotation: 0,
      xTickLabelSpacing: 0,
      showValue: "auto",
      stacking: "none",
      groupWidth: 0.7,
      barWidth: 0.97,
      barRadius: 0,
      fullHighlight: false,
      legend,
      tooltip,
    },
    fields: fields("palette-classic", { ...bars, ...axis, thresholdsStyle: { mode: "off" } }),
  },
  histogram: {
    options: { bucketCount: 30, bucketOffset: 0, combine: false, legend, tooltip },
    fields: fields("palette-classic", { ...bars, stacking: { mode: "none", group: "A" } }),
  },
  "state-timeline": {
    options: { mergeValues: true, showValue: "auto", alignValue: "left", rowHeight: 0.9, legend, tooltip },
    fields: fields("continuous-GrYlRd", { ...timeline, lineWidth: 0, spanNulls: false, insertNulls: false }),
  },
  "status-history": {
    options: { showValue: "auto", rowHeight: 0.9, colWidth: 0.9, legend, tooltip },
    fields: fields("thresholds", { ...timeline, lineWidth: 1 }),
  },
  xychart: {
    options: { mapping: "auto", series: [{}], legend, tooltip },
    fields: fields("palette-classic", {
      show: "points",
      pointSize: { fixed: 5 },
      pointShape: "circle",
      pointStrokeWidth: 1,
      fillOpacity: 50,
      ...axis,
      hideFrom,
    }),
  },
  heatmap: {
    options: {
      calculate: false,
      color: {
        mode: "scheme",
        scheme: "Oranges",
        fill: "dark-orange",
        scale: "exponential",
        exponent: 0.5,
        steps: 64,
        reverse: false,
      },
      yAxis: { axisPlacement: "left", reverse: false },
      rowsFrame: { layout: "auto" },
      cellGap: 1,
      filterValues: { le: 1e-9 },
      tooltip: { mode: "single", yHistogram: false, showColorScale: false },
      legend: { show: true },
      exemplars: { color: "rgba(255,0,255,0.7)" },
    },
    fields: { custom: { scaleDistribution: { type: "linear" }, hideFrom } },
  },
};
