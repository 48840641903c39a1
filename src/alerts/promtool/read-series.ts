import { parseNotation } from "../../generator/notation/parse-notation.ts";
import { parseFilled } from "../../promql/tree/parse.ts";

/** A series of `input_series`. */
export interface InputSeries {
  readonly name: string;
  /** Sorted by name, no empty values. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly values: string;
  /** Values in all. */
  readonly count: number;
  /** It holds native histograms. */
  readonly native: boolean;
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A mistake of an entry, as text, and at which of its keys. */
export interface WrongSeries {
  readonly at: "series" | "values";
  readonly error: string;
}

/** Reads one entry of `input_series`. */
export function readInputSeries(series: string, values: string): InputSeries | WrongSeries {
  const parsed = parseFilled(series);
  if (!parsed.ok) return { at: "series", error: `${short(series)} is no series: ${parsed.reason}` };
  const { root } = parsed;
  if (root.type !== "selector") return { at: "series", error: `${short(series)} is no series` };
  const labels = new Map<string, string>();
  let name = root.metric;
  for (const { name: label, op, value } of root.matchers) {
    if (op !== "=") return { at: "series", error: `${short(series)}: a series has labels with =, not ${op}` };
    if (label === "__name__") name = value;
    else if (labels.has(label)) return { at: "series", error: `${short(series)}: label ${label} is there twice` };
    else labels.set(label, value);
  }
  if (name === undefined || !metricName.test(name))
    return { at: "series", error: `${short(series)}: a data spec needs a metric name of letters, digits, _ and :` };
  const wrong = [...labels.keys()].find((label) => !labelName.test(label) || label.startsWith("__"));
  if (wrong !== undefined)
    return { at: "series", error: `${short(series)}: label ${JSON.stringify(wrong)} cannot be in a data spec` };
  try {
    const { count, native } = parseNotation(values);
    const sorted = [...labels].filter(([, value]) => value !== "").toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { name, labels: sorted, values, count, native };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { at: "values", error: error.message };
  }
}

function short(series: string): string {
  return series.length > 80 ? `${series.slice(0, 77)}...` : series;
}
