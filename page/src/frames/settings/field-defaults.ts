import { type FieldConfig, type ThresholdsConfig, ThresholdsMode } from "@grafana/data";

const line = {
  drawStyle: "line",
  lineInterpolation: "linear",
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: "none",
  barAlignment: 0,
  barWidthFactor: 0.6,
  showPoints: "auto",
  pointSize: 5,
  spanNulls: false,
  insertNulls: false,
  stacking: { mode: "none", group: "A" },
  axisPlacement: "auto",
  axisColorMode: "text",
  axisBorderShow: false,
  axisCenteredZero: false,
  axisGridShow: true,
  axisLabel: "",
  scaleDistribution: { type: "linear" },
  hideFrom: { legend: false, tooltip: false, viz: false },
  thresholdsStyle: { mode: "off" },
};
const axis = {
  axisPlacement: "auto",
  axisColorMode: "text",
  axisBorderShow: false,
  axisCenteredZero: false,
  axisLabel: "",
  scaleDistribution: { type: "linear" },
  hideFrom: { legend: false, tooltip: false, viz: false },
};
const bars = { lineWidth: 1, fillOpacity: 80, gradientMode: "none", ...axis };
const states = { fillOpacity: 70, axisPlacement: "auto", hideFrom: axis.hideFrom };

/** Of each type: the mode of colours, and the settings that only it has. What is not here colours by thresholds. */
const byType: Readonly<Record<string, { readonly color?: string; readonly custom?: object }>> = {
  timeseries: { color: "palette-classic", custom: line },
  trend: { color: "palette-classic", custom: line },
  candlestick: { color: "palette-classic", custom: line },
  barchart: { color: "palette-classic", custom: { ...bars, thresholdsStyle: { mode: "off" } } },
  histogram: { color: "palette-classic", custom: { ...bars, stacking: { mode: "none", group: "A" } } },
  piechart: { color: "palette-classic", custom: { hideFrom: axis.hideFrom } },
  xychart: {
    color: "palette-classic",
    custom: {
      show: "points",
      pointSize: { fixed: 5 },
      pointShape: "circle",
      pointStrokeWidth: 1,
      fillOpacity: 50,
      ...axis,
    },
  },
  "state-timeline": { color: "continuous-GrYlRd", custom: { lineWidth: 0, ...states, spanNulls: false } },
  "status-history": { color: "thresholds", custom: { lineWidth: 1, ...states } },
  heatmap: { custom: { scaleDistribution: { type: "linear" }, hideFrom: axis.hideFrom } },
  table: { custom: { cellOptions: { type: "auto" }, align: "auto", inspect: false, footer: { reducers: [] } } },
};

/**
 * A panel's field settings, completed by what Grafana gives to its type: colours, thresholds (green, red from 80) and
 * settings of drawing. What the panel has stays.
 */
export function fieldDefaults(type: string, own: FieldConfig): FieldConfig {
  const { color, custom } = Object.hasOwn(byType, type) ? byType[type]! : {};
  const thresholds = own.thresholds ?? {
    mode: ThresholdsMode.Absolute,
    steps: [
      { value: Number.NEGATIVE_INFINITY, color: "green" },
      { value: 80, color: "red" },
    ],
  };
  return {
    ...own,
    mappings: own.mappings ?? [],
    color: own.color?.mode === undefined ? { mode: color ?? "thresholds" } : own.color,
    thresholds: withLowest(thresholds),
    custom: { ...structuredClone(custom), ...own.custom },
  };
}

/** Thresholds whose lowest step, which has no value in JSON, begins below every number. */
export function withLowest(thresholds: ThresholdsConfig): ThresholdsConfig {
  const steps = thresholds.steps.map((step, index) => ({
    ...step,
    value: (step.value as number | null) ?? (index === 0 ? Number.NEGATIVE_INFINITY : 0),
  }));
  return { ...thresholds, steps };
}
