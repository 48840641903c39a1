import { asArray, asObject, field, type JsonObject } from "../../json/read.ts";
import { graphAxis } from "./graph-axis.ts";
import { seriesOverrides } from "./graph-overrides.ts";
import { graphThresholds } from "./graph-thresholds.ts";
import { withoutNulls } from "./merge-json.ts";
import { legendCalcs, reducerId } from "./reducers.ts";
import { colorOverride, type WrittenOverride, type WrittenPanel } from "./written-panel.ts";

/**
 * The `graph` panel of before Grafana 8 as a time series; with another x axis than time as bars or a histogram.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/plugins/panel/timeseries/migrations.ts
 */
export function migrateGraph(panel: WrittenPanel): WrittenPanel {
  const mode = field(panel.body["xaxis"], "mode");
  if (mode === "series") return field(panel.body["legend"], "values") ? barGauge(panel) : barChart(panel);
  return mode === "histogram" ? histogram(panel) : timeSeries(panel);
}

function timeSeries(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const yaxes = asArray(body["yaxes"]);
  const left = graphAxis(yaxes[0]);
  const base = { ...panel.defaults, ...left };
  const colors = Object.entries(asObject(body["aliasColors"]) ?? {}).flatMap(([alias, color]) =>
    color ? [colorOverride(alias, color)] : [],
  );
  const series = asArray(body["seriesOverrides"]).flatMap((one) => seriesOverrides(one, { body, yaxes, left: base }));
  const fillsBelow = series.some(({ properties }) => properties.some(({ id }) => id === "custom.fillBelowTo"));
  const thresholds = graphThresholds(body["thresholds"]);
  const custom = {
    ...(asObject(base["custom"]) ?? {}),
    ...drawing(body, fillsBelow),
    ...(thresholds === undefined ? {} : { thresholdsStyle: thresholds.style }),
  };
  const defaults = {
    ...(isPercentStack(body) ? withoutBounds(base) : base),
    nullValueMode: body["nullPointMode"],
    custom: withoutNulls(custom),
    ...(thresholds === undefined ? {} : { thresholds: thresholds.thresholds }),
  };
  const legend = asObject(body["legend"]);
  return {
    ...panel,
    type: "timeseries",
    options: { legend: legendOf(legend), tooltip: tooltipOf(asObject(body["tooltip"])) },
    defaults: withoutNulls(defaults),
    overrides: [...panel.overrides, ...colors, ...series, ...hidden(legend), ...hiddenTime(asObject(body["xaxis"]))],
  };
}

/** How series are drawn. */
function drawing(body: JsonObject, fillsBelow: boolean): JsonObject {
  const drawStyle = body["bars"] ? "bars" : body["lines"] ? "line" : "points";
  const number = (name: string) => (typeof body[name] === "number" ? body[name] : undefined);
  const [fill, gradient, radius] = [number("fill"), number("fillGradient"), number("pointradius")];
  const hasGradient = gradient !== undefined && gradient > 0;
  const opacity = hasGradient ? gradient * 10 : fillsBelow ? 35 : fill === undefined ? undefined : fill * 10;
  const points = body["points"]
    ? { showPoints: "always", ...(radius === undefined ? {} : { pointSize: 2 + radius * 2 }) }
    : drawStyle === "points"
      ? {}
      : { showPoints: "never" };
  return {
    drawStyle,
    ...points,
    lineWidth: body["linewidth"],
    ...(body["dashes"]
      ? { lineStyle: { fill: "dash", dash: [body["dashLength"] ?? 10, body["spaceLength"] ?? 10] } }
      : {}),
    fillOpacity: drawStyle === "bars" ? 100 : opacity,
    ...(hasGradient ? { gradientMode: "opacity" } : {}),
    spanNulls: body["nullPointMode"] === "connected",
    ...(body["steppedLine"] ? { lineInterpolation: "stepAfter" } : {}),
    ...(body["stack"] ? { stacking: { mode: body["percentage"] ? "percent" : "normal", group: "A" } } : {}),
  };
}

/** Stacked up to 100 %: a panel of the time when the axis counted to 100, where it counts to 1 today. */
function isPercentStack(body: JsonObject): boolean {
  return Boolean(body["stack"]) && Boolean(body["percentage"]) && Boolean(body["yaxis"]);
}

function withoutBounds({ min: _min, max: _max, decimals, ...rest }: JsonObject): JsonObject {
  return decimals === undefined || decimals === 0 ? rest : { ...rest, decimals };
}

function legendOf(legend: JsonObject | undefined): JsonObject {
  const width = legend?.["sideWidth"];
  const shown = legend === undefined || Boolean(legend["show"]);
  return {
    displayMode: shown && legend?.["alignAsTable"] ? "table" : "list",
    showLegend: shown,
    placement: legend?.["rightSide"] ? "right" : "bottom",
    calcs: legend === undefined ? [] : legendCalcs(legend),
    ...(width ? { width } : {}),
  };
}

function tooltipOf(tooltip: JsonObject | undefined): JsonObject {
  const shared = Boolean(tooltip?.["shared"]);
  const sort = shared ? ({ 1: "asc", 2: "desc" } as const)[Number(tooltip?.["sort"])] : undefined;
  return { mode: shared ? "multi" : "single", sort: sort ?? "none" };
}

/** Series that the legend leaves out because they are empty or zero. */
function hidden(legend: JsonObject | undefined): WrittenOverride[] {
  const rule = (reducer: string): WrittenOverride => ({
    matcher: { id: "byValue", options: { reducer, op: "gte", value: 0 } },
    properties: [{ id: "custom.hideFrom", value: { tooltip: true, viz: false, legend: true } }],
  });
  return [...(legend?.["hideZero"] ? [rule("allIsZero")] : []), ...(legend?.["hideEmpty"] ? [rule("allIsNull")] : [])];
}

function hiddenTime(xaxis: JsonObject | undefined): WrittenOverride[] {
  if (xaxis?.["show"] !== false || xaxis["mode"] !== "time") return [];
  return [
    { matcher: { id: "byType", options: "time" }, properties: [{ id: "custom.axisPlacement", value: "hidden" }] },
  ];
}

/** One bar for each series. */
function barChart(panel: WrittenPanel): WrittenPanel {
  return {
    ...panel,
    type: "barchart",
    options: { ...panel.options, groupWidth: 1 },
    overrides: [
      ...panel.overrides,
      { matcher: { id: "byName", options: "Field" }, properties: [{ id: "custom.axisPlacement", value: "hidden" }] },
    ],
    transformations: [
      ...panel.transformations,
      { id: "reduce", options: { reducers: axisCalcs(panel.body) } },
      { id: "transpose", options: {} },
    ],
  };
}

function barGauge(panel: WrittenPanel): WrittenPanel {
  const legend = asObject(panel.body["legend"]);
  const calcs = field(panel.body["xaxis"], "values") === undefined ? [] : axisCalcs(panel.body);
  return {
    ...panel,
    type: "bargauge",
    options: { orientation: "auto", reduceOptions: { values: false, calcs }, legend: legendOf(legend) },
    defaults: { ...panel.defaults, color: { mode: "palette-classic" } },
  };
}

function histogram(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const stacking = body["stack"] ? { stacking: { mode: body["percentage"] ? "percent" : "normal", group: "A" } } : {};
  const options = { legend: legendOf(undefined), tooltip: tooltipOf(undefined), combine: false };
  return {
    ...panel,
    type: "histogram",
    options,
    defaults: { custom: stacking },
    overrides: [],
  };
}

/** `xaxis.values`; the sum where it is missing. */
function axisCalcs(body: JsonObject): string[] {
  const values = field(body["xaxis"], "values");
  if (values === undefined || values === null) return ["sum"];
  return asArray(values).flatMap((name) => reducerId(name) ?? []);
}
