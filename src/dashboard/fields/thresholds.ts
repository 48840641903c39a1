import { asArray, field, numberField, textField } from "../../json/read.ts";
import { numeric } from "./number-field.ts";

/** A step of a panel's thresholds; the base has no value. */
export interface PanelThreshold {
  readonly value: number | undefined;
  readonly color: string | undefined;
}

/** Thresholds of a panel or of a field. */
export interface ThresholdSettings {
  /** Whether thresholds are per cent of the range from min to max. */
  readonly thresholdMode: "absolute" | "percentage";
  readonly thresholds: readonly PanelThreshold[];
}

/** Reads `{mode, steps}`; undefined without steps. */
export function readThresholds(thresholds: unknown): ThresholdSettings | undefined {
  const steps = asArray(field(thresholds, "steps"));
  if (steps.length === 0) return undefined;
  return {
    thresholdMode: textField(thresholds, "mode") === "percentage" ? "percentage" : "absolute",
    thresholds: steps.map((step) => ({ value: numberField(step, "value"), color: textField(step, "color") })),
  };
}

/** Thresholds of old panels: `"80,90"` and `colors` of `singlestat`, `[{value, op}]` of `graph`. */
export function oldThresholds(value: unknown, colors: unknown): PanelThreshold[] {
  const isText = typeof value === "string";
  const values = isText ? value.slice(0, 1000).split(",") : asArray(value).map((each) => field(each, "value"));
  const [base, ...others] = isText ? asArray(colors) : [];
  const steps = values.flatMap((each, index) => {
    const number = numeric(each);
    const color = others[index];
    return number === undefined ? [] : [{ value: number, color: typeof color === "string" ? color : undefined }];
  });
  return typeof base === "string" && steps.length > 0 ? [{ value: undefined, color: base }, ...steps] : steps;
}
