import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

/** As Grafana 7 saved a new graph. */
const plain = {
  type: "graph",
  aliasColors: {},
  bars: false,
  dashes: false,
  dashLength: 10,
  spaceLength: 10,
  fill: 1,
  fillGradient: 0,
  lines: true,
  linewidth: 1,
  points: false,
  pointradius: 2,
  nullPointMode: "null",
  percentage: false,
  stack: false,
  steppedLine: false,
  seriesOverrides: [],
  thresholds: [],
  timeRegions: [],
  legend: { show: true, values: false, current: false, max: false },
  tooltip: { shared: true, sort: 0, value_type: "individual" },
  xaxis: { mode: "time", show: true, values: [] },
  yaxes: [
    { format: "bytes", label: null, logBase: 1, max: null, min: "0", show: true },
    { format: "short", label: "right", logBase: 10, max: "100", min: null, show: true, decimals: 1 },
  ],
};
const custom = (more: object) => migrated({ ...plain, ...more }).fieldConfig.defaults["custom"];

test("a graph becomes a time series, with its left axis as field settings and all of Grafana's defaults", () => {
  expect(migrated(plain)).toEqual({
    type: "timeseries",
    writtenType: "graph",
    options: {
      legend: { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] },
      tooltip: { mode: "multi", sort: "none", hideZeros: false },
    },
    fieldConfig: {
      defaults: {
        unit: "bytes",
        min: 0,
        nullValueMode: "null",
        mappings: [],
        color: { mode: "palette-classic" },
        thresholds: {
          mode: "absolute",
          steps: [
            { value: null, color: "green" },
            { value: 80, color: "red" },
          ],
        },
        custom: {
          drawStyle: "line",
          lineInterpolation: "linear",
          lineWidth: 1,
          fillOpacity: 10,
          gradientMode: "none",
          barAlignment: 0,
          barWidthFactor: 0.6,
          spanNulls: false,
          insertNulls: false,
          showPoints: "never",
          showValues: false,
          pointSize: 5,
          stacking: { mode: "none", group: "A" },
          axisPlacement: "auto",
          axisLabel: "",
          axisColorMode: "text",
          axisBorderShow: false,
          axisCenteredZero: false,
          scaleDistribution: { type: "linear" },
          hideFrom: { tooltip: false, viz: false, legend: false },
          thresholdsStyle: { mode: "off" },
        },
      },
      overrides: [],
    },
    transformations: [],
  });
});

test("lines, bars, points, steps, fills, stacks and missing values keep their look", () => {
  expect(custom({ bars: true, lines: false })).toMatchObject({ drawStyle: "bars", fillOpacity: 100 });
  expect(custom({ lines: false, points: true, pointradius: 3 })).toMatchObject({
    drawStyle: "points",
    showPoints: "always",
    pointSize: 8,
  });
  expect(custom({ points: true })).toMatchObject({ drawStyle: "line", showPoints: "always", pointSize: 6 });
  expect(custom({ steppedLine: true, fill: 0, linewidth: 2 })).toMatchObject({
    lineInterpolation: "stepAfter",
    fillOpacity: 0,
    lineWidth: 2,
  });
  expect(custom({ fillGradient: 4 })).toMatchObject({ gradientMode: "opacity", fillOpacity: 40 });
  expect(custom({ stack: true })).toMatchObject({ stacking: { mode: "normal", group: "A" } });
  expect(custom({ stack: true, percentage: true })).toMatchObject({ stacking: { mode: "percent", group: "A" } });
  expect(custom({ nullPointMode: "connected" })).toMatchObject({ spanNulls: true });
  expect(custom({ dashes: true })).toMatchObject({ lineStyle: { fill: "dash", dash: [10, 10] } });
  expect(migrated({ ...plain, nullPointMode: "null as zero" }).fieldConfig.defaults["nullValueMode"]).toBe(
    "null as zero",
  );
});

test("a stack of shares loses the bounds of its axis, which counted to 100 and counts to 1 today", () => {
  const axis = { format: "percent", logBase: 1, show: true, min: 0, max: 100, decimals: 0 };
  const bounds = (settings: object) => {
    const { min, max, decimals } = migrated({ ...plain, yaxes: [axis, axis], ...settings }).fieldConfig.defaults;
    return [min, max, decimals];
  };
  expect(bounds({ stack: true, percentage: true, yaxis: { align: false } })).toEqual([undefined, undefined, undefined]);
  expect(bounds({ stack: true, yaxis: { align: false } })).toEqual([0, 100, 0]);
});

test("settings of single series become overrides, those of the right axis only where they differ", () => {
  const { overrides } = migrated({
    ...plain,
    aliasColors: { up: "#7EB26D" },
    seriesOverrides: [
      { alias: "/limit.*/i", yaxis: 2, fill: 0, dashes: true, spaceLength: 4, color: "#F00", zindex: 3 },
      { alias: "in", transform: "negative-Y", stack: "B", linewidth: 3, lines: false, bars: true },
      { alias: "max", fillBelowTo: "min", points: false, pointradius: 1, lines: true },
      { alias: "nothing", zindex: -1 },
      { yaxis: 2 },
    ],
  }).fieldConfig;
  expect(overrides).toEqual([
    {
      matcher: { id: "byName", options: "up" },
      properties: [{ id: "color", value: { mode: "fixed", fixedColor: "#7EB26D" } }],
    },
    {
      matcher: { id: "byRegexp", options: "/limit.*/i" },
      properties: [
        { id: "unit", value: "short" },
        { id: "decimals", value: 1 },
        { id: "max", value: 100 },
        { id: "custom.axisPlacement", value: "right" },
        { id: "custom.axisLabel", value: "right" },
        { id: "custom.scaleDistribution", value: { type: "log", log: 10 } },
        { id: "custom.fillOpacity", value: 0 },
        { id: "color", value: { mode: "fixed", fixedColor: "#F00" } },
        { id: "custom.lineStyle", value: { fill: "dash", dash: [10, 4] } },
      ],
    },
    {
      matcher: { id: "byName", options: "in" },
      properties: [
        { id: "custom.transform", value: "negative-Y" },
        { id: "custom.stacking", value: { mode: "normal", group: "B" } },
        { id: "custom.lineWidth", value: 3 },
        { id: "custom.lineWidth", value: 0 },
        { id: "custom.drawStyle", value: "bars" },
        { id: "custom.fillOpacity", value: 100 },
      ],
    },
    {
      matcher: { id: "byName", options: "max" },
      properties: [
        { id: "custom.fillBelowTo", value: "min" },
        { id: "custom.showPoints", value: "never" },
        { id: "custom.pointSize", value: 4 },
        { id: "custom.drawStyle", value: "line" },
      ],
    },
  ]);
  expect(custom({ seriesOverrides: [{ alias: "max", fillBelowTo: "min" }] })).toMatchObject({ fillOpacity: 35 });
});

test("a legend keeps its place and calculations; one that leaves out empty series does so by an override", () => {
  const legend = {
    show: true,
    values: true,
    alignAsTable: true,
    rightSide: true,
    sideWidth: 300,
    avg: true,
    current: true,
    total: true,
    min: false,
    max: true,
    hideZero: true,
    hideEmpty: true,
  };
  const made = migrated({ ...plain, legend });
  expect(made.options["legend"]).toEqual({
    showLegend: true,
    displayMode: "table",
    placement: "right",
    width: 300,
    calcs: ["mean", "lastNotNull", "sum", "max"],
  });
  expect(made.fieldConfig.overrides).toMatchObject([
    { matcher: { id: "byValue", options: { reducer: "allIsZero" } } },
    { matcher: { id: "byValue", options: { reducer: "allIsNull" } } },
  ]);
  expect(migrated({ ...plain, legend: { show: false } }).options["legend"]).toMatchObject({ showLegend: false });
  const tooltip = { shared: true, sort: 2 };
  expect(migrated({ ...plain, tooltip }).options["tooltip"]).toMatchObject({ mode: "multi", sort: "desc" });
});

test("thresholds become steps with transparent gaps, lines and areas", () => {
  const steps = (thresholds: unknown[]) => {
    const { defaults } = migrated({ ...plain, thresholds }).fieldConfig;
    return [defaults["thresholds"], (defaults["custom"] as Record<string, unknown>)["thresholdsStyle"]];
  };
  const gt = { op: "gt", value: 90, colorMode: "critical", fill: true, line: true };
  expect(steps([gt, { ...gt, value: "70", colorMode: "warning" }])).toEqual([
    {
      mode: "absolute",
      steps: [
        { value: null, color: "transparent" },
        { value: 70, color: "orange" },
        { value: 90, color: "red" },
      ],
    },
    { mode: "line+area" },
  ]);
  const lt = { op: "lt", value: 10, colorMode: "custom", fillColor: "#123", fill: true, line: false };
  expect(steps([lt, { ...gt, line: false }])).toEqual([
    {
      mode: "absolute",
      steps: [
        { value: null, color: "#123" },
        { value: 10, color: "transparent" },
        { value: 90, color: "red" },
      ],
    },
    { mode: "area" },
  ]);
  expect(steps([{ ...gt, fill: false }])[1]).toEqual({ mode: "line" });
});

test("a graph without an axis of time becomes bars or a histogram", () => {
  const series = { ...plain, xaxis: { mode: "series", values: ["current"] } };
  expect(migrated(series)).toMatchObject({
    type: "barchart",
    options: { groupWidth: 1 },
    transformations: [
      { id: "reduce", options: { reducers: ["lastNotNull"] } },
      { id: "transpose", options: {} },
    ],
  });
  expect(migrated({ ...series, legend: { show: true, values: true, min: true } })).toMatchObject({
    type: "bargauge",
    options: { reduceOptions: { calcs: ["lastNotNull"] }, legend: { showLegend: true, calcs: ["min"] } },
    fieldConfig: { defaults: { color: { mode: "palette-classic" } } },
  });
  expect(migrated({ ...plain, xaxis: { mode: "histogram" }, stack: true })).toMatchObject({
    type: "histogram",
    options: { combine: false },
    fieldConfig: { defaults: { custom: { stacking: { mode: "normal", group: "A" } } } },
  });
});

test("a hidden axis stays hidden", () => {
  const yaxes = [{ ...plain.yaxes[0], show: false }, plain.yaxes[1]];
  const made = migrated({ ...plain, yaxes, xaxis: { mode: "time", show: false } });
  expect(made.fieldConfig.defaults["custom"]).toMatchObject({ axisPlacement: "hidden" });
  expect(made.fieldConfig.overrides).toEqual([
    { matcher: { id: "byType", options: "time" }, properties: [{ id: "custom.axisPlacement", value: "hidden" }] },
  ]);
});
