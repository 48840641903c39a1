import { asObject, type JsonObject } from "../../json/read.ts";
import { withoutNulls } from "./merge-json.ts";
import type { WrittenProperty } from "./written-panel.ts";

/** One of the `yaxes` of an old graph as field settings; none for an axis that is not written. */
export function graphAxis(value: unknown): JsonObject {
  const axis = asObject(value);
  if (axis === undefined) return {};
  const log = axis["logBase"] === 2 || axis["logBase"] === 10 ? axis["logBase"] : undefined;
  return withoutNulls({
    unit: axis["format"],
    decimals: numberIn(axis["decimals"]),
    min: numberIn(axis["min"]),
    max: numberIn(axis["max"]),
    custom: {
      axisPlacement: axis["show"] ? "auto" : "hidden",
      ...(axis["label"] ? { axisLabel: axis["label"] } : {}),
      ...(log === undefined ? {} : { scaleDistribution: { type: "log", log } }),
    },
  });
}

/** The settings of the right axis that differ from those of the left one, as an override's properties. */
export function rightAxis(left: JsonObject, value: unknown): WrittenProperty[] {
  const right = graphAxis(value);
  const differing = (one: JsonObject, other: JsonObject, prefix: string) =>
    Object.entries(one).flatMap(([name, own]) =>
      name === "custom" || own === (Object.hasOwn(other, name) ? other[name] : undefined)
        ? []
        : [{ id: `${prefix}${name}`, value: own }],
    );
  return [
    ...differing(right, left, ""),
    { id: "custom.axisPlacement", value: "right" },
    ...differing(asObject(right["custom"]) ?? {}, asObject(left["custom"]) ?? {}, "custom."),
  ];
}

/** A number, also as a text; the empty text is 0, as JavaScript has it. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
