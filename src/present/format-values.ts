import type { ValueSummary } from "../check/run/value-summary.ts";
import { formatUnit } from "./format-unit.ts";

/** A number of a JSON result: JSON has no NaN and no infinity, so those are Prometheus' own words for them. */
type JsonNumber = number | "NaN" | "+Inf" | "-Inf";

/** A value in the metric's unit, and roughly as the panel would show it. */
export interface ValueJson {
  readonly value: JsonNumber;
  /** `1.5 KiB`. */
  readonly text: string;
}

/** The numbers of a query in a JSON result. */
export type ValuesJson = Readonly<Record<keyof ValueSummary, ValueJson>>;

/** Encodes each number raw and with the unit, one of Grafana's unit ids. */
export function valuesToJson({ least, median, greatest, last }: ValueSummary, unit: string | undefined): ValuesJson {
  const encode = (value: number): ValueJson => ({ value: jsonNumber(value), text: formatUnit(value, unit) });
  return { least: encode(least), median: encode(median), greatest: encode(greatest), last: encode(last) };
}

function jsonNumber(value: number): JsonNumber {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return value;
  return value > 0 ? "+Inf" : "-Inf";
}
