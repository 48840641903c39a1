import { numeric } from "../../dashboard/fields/number-field.ts";
import type { JsonObject } from "../../json/read.ts";
import { objectsIn } from "./merge-json.ts";

/** Thresholds of an old graph, and how they are drawn. */
export interface GraphThresholds {
  readonly style: { readonly mode: "line" | "area" | "line+area" };
  readonly thresholds: { readonly mode: "absolute"; readonly steps: readonly ThresholdStep[] };
}

/** From `value` on, everything has this colour. The first step has the value null, which stands for minus infinity. */
export interface ThresholdStep {
  readonly value: number | null;
  readonly color: unknown;
}

/** `thresholds` of an old graph, each greater or less than a value; undefined if there are none. */
export function graphThresholds(value: unknown): GraphThresholds | undefined {
  const all = objectsIn(value)
    .map((one): JsonObject & { readonly at: number } => ({ ...one, at: numeric(one["value"]) ?? 0 }))
    .sort((a, b) => a.at - b.at);
  if (all.length === 0) return undefined;
  const steps: ThresholdStep[] = [];
  for (const [index, one] of all.entries()) {
    const next = all[index + 1];
    if (one["op"] === "gt") steps.push({ value: one.at, color: colorOf(one) });
    if (one["op"] !== "lt") continue;
    if (steps.length === 0) steps.push({ value: null, color: colorOf(one) });
    steps.push({ value: one.at, color: next?.["op"] === "lt" ? colorOf(next) : "transparent" });
  }
  if (steps.length > 0 && steps[0]!.value !== null) steps.unshift({ value: null, color: "transparent" });
  const [line, area] = [all.some((one) => one["line"]), all.some((one) => one["fill"])];
  const mode = area ? (line ? "line+area" : "area") : "line";
  return { style: { mode }, thresholds: { mode: "absolute", steps } };
}

function colorOf(threshold: JsonObject): unknown {
  switch (threshold["colorMode"]) {
    case "warning":
      return "orange";
    case "custom":
      return threshold["fillColor"] || threshold["lineColor"];
    default:
      return "red";
  }
}
