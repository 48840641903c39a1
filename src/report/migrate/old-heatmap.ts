import { numeric } from "../../dashboard/fields/number-field.ts";
import { asObject, field, type JsonObject, textField } from "../../json/read.ts";
import { without } from "./merge-json.ts";
import type { WrittenPanel } from "./written-panel.ts";

/** Names of d3's schemes of colours that today's heatmap knows, in its order. */
const schemes = (
  "BrBG PiYG PRGn PuOr RdBu RdGy RdYlBu RdYlGn Spectral Blues Greens Greys Oranges Purples Reds Turbo Cividis " +
  "Viridis Magma Inferno Plasma Warm Cool Cubehelix BuGn BuPu GnBu OrRd PuBuGn PuBu PuRd RdPu YlGnBu YlGn YlOrBr " +
  "YlOrRd Rainbow Sinebow"
).split(" ");

/**
 * A heatmap: without options it is the one of before Grafana 9, whose settings lie beside them; of later ones only the
 * tooltip has changed.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/plugins/panel/heatmap/migrations.ts
 */
export function migrateHeatmap(panel: WrittenPanel): WrittenPanel {
  if (panel.type === "heatmap-new") {
    const { bucketFrame, ...options } = panel.options;
    return { ...panel, type: "heatmap", options: bucketFrame ? { ...options, rowsFrame: bucketFrame } : options };
  }
  if (Object.keys(panel.options).length === 0)
    return { ...panel, options: optionsOf(panel.body), defaults: {}, overrides: [] };
  const tooltip = asObject(panel.options["tooltip"]);
  if (typeof tooltip?.["show"] !== "boolean") return panel;
  const mode = tooltip["show"] ? "single" : "none";
  return { ...panel, options: { ...panel.options, tooltip: { ...without(tooltip, "show"), mode } } };
}

function optionsOf(body: JsonObject): JsonObject {
  const calculate = body["dataFormat"] !== "tsbuckets";
  const axis: JsonObject = { logBase: 1, ...asObject(body["yAxis"]) };
  const gap = numeric(field(body["cards"], "cardPadding")) ?? 2;
  const shows = (name: string, property = "show") => Boolean(field(body[name], property));
  return {
    calculate,
    calculation: calculate ? calculation(body, axis) : {},
    color: colorOf(asObject(body["color"]) ?? {}),
    cellGap: gap || 1,
    ...set("cellRadius", numeric(field(body["cards"], "cardRound"))),
    yAxis: {
      axisPlacement: axis["show"] === false ? "hidden" : "left",
      reverse: Boolean(body["reverseYBuckets"]),
      ...set("axisWidth", numeric(axis["width"])),
      ...set("min", numeric(axis["min"])),
      ...set("max", numeric(axis["max"])),
      ...set("unit", axis["format"]),
      ...set("decimals", numeric(axis["decimals"])),
    },
    cellValues: set("decimals", numeric(body["tooltipDecimals"])),
    rowsFrame: { layout: layoutOf(body["yBucketBound"]) },
    legend: { show: shows("legend") },
    showValue: "never",
    tooltip: { mode: shows("tooltip") ? "single" : "none", yHistogram: shows("tooltip", "showHistogram") },
  };
}

const set = (name: string, value: unknown): JsonObject =>
  value === undefined || value === null ? {} : { [name]: value };

function calculation(body: JsonObject, axis: JsonObject): JsonObject {
  const buckets = (size: unknown, count: unknown) =>
    size ? { mode: "size", value: String(size) } : count ? { mode: "count", value: String(count) } : undefined;
  const log = Number(axis["logBase"]);
  const split = Number(axis["splitFactor"]);
  const yBuckets =
    log > 1
      ? { mode: "count", ...(split > 0 ? { value: String(split) } : {}), scale: { type: "log", log } }
      : buckets(body["yBucketSize"], body["yBucketNumber"]);
  return { ...set("xBuckets", buckets(body["xBucketSize"], body["xBucketNumber"])), ...set("yBuckets", yBuckets) };
}

function colorOf(color: JsonObject): JsonObject {
  const [min, max] = [color["min"], color["max"]];
  const reversed = typeof min === "number" && typeof max === "number" && min > max;
  const scheme = textField(color, "colorScheme") ?? "";
  const known = schemes.find((name) => name === scheme) ?? schemes.find((name) => scheme.includes(name));
  return {
    steps: 128,
    ...(color["mode"] === "spectrum" ? { mode: "scheme", ...set("scheme", known) } : {}),
    ...(color["mode"] === "opacity" ? { mode: "opacity", ...set("scale", color["scale"]) } : {}),
    ...set("fill", color["cardColor"]),
    ...set("min", reversed ? max : min),
    ...set("max", reversed ? min : max),
    ...(reversed ? { reverse: true } : {}),
  };
}

function layoutOf(bound: unknown): string {
  const layouts: Readonly<Record<string, string>> = { upper: "ge", lower: "le", middle: "unknown" };
  return typeof bound === "string" && Object.hasOwn(layouts, bound) ? layouts[bound]! : "auto";
}
