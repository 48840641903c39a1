import { asArray, asObject, type JsonObject, textField } from "../../json/read.ts";
import type { ThresholdStep } from "./graph-thresholds.ts";

/** A value mapping of today. */
export type PageMapping = { readonly type: "value" | "range" | "special"; readonly options: JsonObject };

/**
 * `valueMaps` or `rangeMaps` of a panel from before Grafana 7: those that `mappingType` names, else those that there
 * are. A text that is a number has the colour that the thresholds give this number.
 */
export function oldMappings(body: JsonObject, steps: readonly ThresholdStep[]): PageMapping[] {
  const [values, ranges] = [asArray(body["valueMaps"]), asArray(body["rangeMaps"])];
  const kind = body["mappingType"] || (values.length > 0 ? 1 : ranges.length > 0 ? 2 : 0);
  if (kind === 1) return values.flatMap((one) => oldMapping({ ...asObject(one), type: 1 }, steps));
  return kind === 2 ? ranges.flatMap((one) => oldMapping({ ...asObject(one), type: 2 }, steps)) : [];
}

/**
 * A mapping of before Grafana 8, whose type is 1 for a value and 2 for a range; those of today stay.
 *
 * @returns none for what maps nothing.
 */
export function oldMapping(value: unknown, steps: readonly ThresholdStep[]): PageMapping[] {
  const old = asObject(value);
  if (old === undefined) return [];
  if (typeof old["type"] === "string" && asObject(old["options"]) !== undefined) return [old as PageMapping];
  const color = colorAt(Number.parseFloat(String(old["text"])), steps);
  const result = { text: old["text"], ...(color === undefined ? {} : { color }) };
  const isNull = [old["value"], old["from"], old["to"]].includes("null");
  if (isNull) return [{ type: "special", options: { match: "null", result } }];
  if (old["type"] === 1)
    return old["value"] === undefined || old["value"] === null
      ? []
      : [{ type: "value", options: Object.fromEntries([[String(old["value"]), result]]) }];
  const bound = (name: string) => {
    const number = Number(old[name]);
    return Number.isFinite(number) ? number : null;
  };
  return old["type"] === 2 ? [{ type: "range", options: { from: bound("from"), to: bound("to"), result } }] : [];
}

/** Mappings of before Grafana 8 as those of today: all values together, before the others. */
export function upgradeMappings(mappings: unknown, thresholds: unknown): PageMapping[] {
  const steps = asArray(asObject(thresholds)?.["steps"]).flatMap((step): ThresholdStep[] => {
    const object = asObject(step);
    return object === undefined ? [] : [{ value: numberOrNull(object["value"]), color: object["color"] }];
  });
  const all = asArray(mappings).flatMap((one) => oldMapping(one, steps));
  const values = all.filter(({ type }) => type === "value");
  const options = Object.fromEntries(values.flatMap((one) => Object.entries(one.options)));
  const others = all.filter(({ type }) => type !== "value");
  return values.length === 0 ? others : [{ type: "value", options }, ...others];
}

const numberOrNull = (value: unknown) => (typeof value === "number" ? value : null);

function colorAt(value: number, steps: readonly ThresholdStep[]): string | undefined {
  if (Number.isNaN(value)) return undefined;
  const step = steps.findLast((one, index) => index === 0 || (one.value !== null && value >= one.value));
  return textField(step, "color");
}
