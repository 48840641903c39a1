import { asObject, type JsonObject, textField } from "../../json/read.ts";
import { rightAxis } from "./graph-axis.ts";
import type { WrittenOverride, WrittenProperty } from "./written-panel.ts";

/** The graph that an entry of `seriesOverrides` belongs to. */
interface GraphAround {
  readonly body: JsonObject;
  readonly yaxes: readonly unknown[];
  /** Field settings for all series. */
  readonly left: JsonObject;
}

const regex = /^([/~@;%#'])(.*?)\1[gimsuy]*$/s;

/** An entry of `seriesOverrides` of an old graph; none without an alias or settings that are still known. */
export function seriesOverrides(value: unknown, around: GraphAround): WrittenOverride[] {
  const override = asObject(value) ?? {};
  const alias = textField(override, "alias") ?? "";
  if (alias === "") return [];
  const properties = Object.entries(override).flatMap(([name, setting]) => {
    return Object.hasOwn(settings, name) ? settings[name]!(setting, around) : [];
  });
  const style = lineStyle(override, around.body);
  const all = style === undefined ? properties : [...properties, { id: "custom.lineStyle", value: style }];
  if (all.length === 0) return [];
  return [{ matcher: { id: regex.test(alias) ? "byRegexp" : "byName", options: alias }, properties: all }];
}

type Setting = (value: unknown, around: GraphAround) => WrittenProperty[];

const one = (id: string, value: unknown): WrittenProperty[] => [{ id: `custom.${id}`, value }];
const tenfold = (value: unknown) => Number(value) * 10;

const settings: Readonly<Record<string, Setting>> = {
  yaxis: (value, { left, yaxes }) => (value === 2 ? rightAxis(left, yaxes[1]) : []),
  fill: (value) => one("fillOpacity", tenfold(value)),
  fillBelowTo: (value) => one("fillBelowTo", value),
  fillGradient: (value) => (value ? one("fillOpacity", tenfold(value)) : []),
  points: (value) => one("showPoints", value ? "always" : "never"),
  bars: (value) => (value ? [...one("drawStyle", "bars"), ...one("fillOpacity", 100)] : one("drawStyle", "line")),
  lines: (value) => (value ? one("drawStyle", "line") : one("lineWidth", 0)),
  linewidth: (value) => one("lineWidth", value),
  pointradius: (value) => one("pointSize", 2 + Number(value) * 2),
  stack: (value) =>
    one("stacking", { mode: value ? "normal" : "none", group: typeof value === "string" ? value : "A" }),
  color: (value) => [{ id: "color", value: { fixedColor: value, mode: "fixed" } }],
  transform: (value) => one("transform", value === "negative-Y" ? "negative-Y" : "constant"),
};

/** Dashes of one series; what it does not say is as for all. */
function lineStyle(override: JsonObject, body: JsonObject): JsonObject | undefined {
  if (!["dashes", "dashLength", "spaceLength"].some((name) => Object.hasOwn(override, name))) return undefined;
  const dashes = Object.hasOwn(override, "dashes") ? override["dashes"] : body["dashes"];
  const length = (name: string) => override[name] ?? body[name] ?? 10;
  return { fill: dashes ? "dash" : "solid", dash: [length("dashLength"), length("spaceLength")] };
}
