import { asArray, asObject, field, type JsonObject } from "../../json/read.ts";
import { objectsIn, without } from "./merge-json.ts";
import type { WrittenOverride, WrittenPanel } from "./written-panel.ts";

/** Series that one chart has, at most. */
const most = 100;
const numbers = { id: "byType", options: "number" };
const named = (name: unknown) => ({ id: "byName", options: name });

/**
 * An XY chart of before Grafana 11.1: series were named by fields and frames, and are found by matchers now.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/plugins/panel/xychart/migrations.ts
 */
export function migrateXyChart(panel: WrittenPanel): WrittenPanel {
  const { seriesMapping, dims, series } = panel.options;
  const isOld = panel.pluginVersion < 11.1 && (seriesMapping !== undefined || dims !== undefined);
  if (!isOld) return panel;
  const auto = seriesMapping === "auto";
  const old = auto ? [{}] : objectsIn(series).slice(0, most);
  return {
    ...panel,
    options: {
      ...without(panel.options, "dims", "seriesMapping", "series"),
      mapping: auto ? "auto" : "manual",
      series: old.map((one, index) => seriesOf(one, { dims: asObject(dims) ?? {}, index: auto ? 0 : index })),
    },
    overrides: [...panel.overrides, ...old.flatMap((one) => overridesOf(one, panel))],
  };
}

function seriesOf(old: JsonObject, { dims, index }: { readonly dims: JsonObject; readonly index: number }): JsonObject {
  const x = old["x"] ?? dims["x"];
  const [color, size] = [field(old["pointColor"], "field"), field(old["pointSize"], "field")];
  const exclude = asArray(dims["exclude"]);
  return {
    frame: { matcher: { id: "byIndex", options: old["frame"] ?? dims["frame"] ?? index } },
    x: { matcher: x === undefined || x === null ? numbers : named(x) },
    y: {
      matcher: yOf(old),
      ...(exclude.length === 0 ? {} : { exclude: { id: "byNames", options: exclude } }),
    },
    ...(color ? { color: { matcher: named(color) } } : {}),
    ...(size ? { size: { matcher: named(size) } } : {}),
  };
}

const yOf = ({ y }: JsonObject) => (y === undefined || y === null ? numbers : named(y));

/** Fixed colours and sizes of points, and the bounds of sizes. */
function overridesOf(old: JsonObject, panel: WrittenPanel): WrittenOverride[] {
  const [color, size] = [asObject(old["pointColor"]) ?? {}, asObject(old["pointSize"]) ?? {}];
  const isSet = (id: string) =>
    panel.overrides.some(({ matcher, properties }) => {
      return JSON.stringify(matcher) === JSON.stringify(yOf(old)) && properties.some((one) => one.id === id);
    });
  const ofY = (id: string, value: unknown): WrittenOverride[] =>
    !value || isSet(id) ? [] : [{ matcher: yOf(old), properties: [{ id, value }] }];
  const bound = (id: string, value: unknown): WrittenOverride[] =>
    value ? [{ matcher: named(size["field"]), properties: [{ id, value }] }] : [];
  const fixed = color["fixed"] ? { mode: "fixed", fixedColor: color["fixed"] } : undefined;
  return [
    ...(color["field"] ? [] : ofY("color", fixed)),
    ...(size["field"]
      ? [...bound("custom.pointSize.min", size["min"]), ...bound("custom.pointSize.max", size["max"])]
      : ofY("custom.pointSize.fixed", size["fixed"])),
  ];
}
