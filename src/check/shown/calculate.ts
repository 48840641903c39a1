import type { Cell, Field } from "./frame.ts";

/** The result of a calculation that only Grafana does. */
export const notKnown = Symbol("not known");

/** Grafana's calculations by their ids, with the names that it gives to columns of them. */
export const calculationNames: ReadonlyMap<string, string> = new Map([
  ["lastNotNull", "Last *"],
  ["last", "Last"],
  ["firstNotNull", "First *"],
  ["first", "First"],
  ["min", "Min"],
  ["max", "Max"],
  ["mean", "Mean"],
  ["median", "Median"],
  ["variance", "Variance"],
  ["stdDev", "StdDev"],
  ["sum", "Total"],
  ["count", "Count"],
  ["countAll", "Count all"],
  ["range", "Range"],
  ["delta", "Delta"],
  ["step", "Step"],
  ["diff", "Difference"],
  ["logmin", "Min (above zero)"],
  ["allIsZero", "All Zeros"],
  ["allIsNull", "All Nulls"],
  ["changeCount", "Change Count"],
  ["distinctCount", "Distinct Count"],
  ["diffperc", "Difference percent"],
  ["allValues", "All values"],
  ["uniqueValues", "All unique values"],
]);

/** Ids of older dashboards. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["current", "lastNotNull"],
  ["avg", "mean"],
  ["total", "sum"],
]);

/** The id that an older one stands for. */
export const calculationId = (id: string) => aliases.get(id) ?? id;

/** Results without any value; the others have none. */
const ofNothing: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ["sum", 0],
  ["count", 0],
  ["countAll", 0],
  ["allIsZero", false],
  ["allIsNull", true],
]);

/**
 * One of Grafana's calculations over a field: null or undefined where there is no result, {@link notKnown} for those
 * that are not done here and for values that are not known.
 */
export function calculate(id: string, { values, kind }: Pick<Field, "values" | "kind">): Cell | typeof notKnown {
  const calculation = calculationId(id);
  if (values === undefined) return notKnown;
  if (values.length === 0) return calculationNames.has(calculation) ? ofNothing.get(calculation) : notKnown;
  const there = values.filter((value) => value !== null && value !== undefined && !Number.isNaN(value));
  if (calculation === "first") return values[0];
  if (calculation === "last") return values.at(-1);
  if (calculation === "firstNotNull") return there[0] ?? null;
  if (calculation === "lastNotNull") return there.at(-1) ?? null;
  if (calculation === "countAll") return values.length;
  if (calculation === "count") return values.filter((value) => value !== null && value !== undefined).length;
  if (kind !== "number" && kind !== "time") return notKnown;
  return ofNumbers(calculation, there.map(Number));
}

function ofNumbers(id: string, numbers: readonly number[]): Cell | typeof notKnown {
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    sum += number;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  const none = numbers.length === 0;
  if (id === "sum") return sum;
  if (id === "mean") return none ? null : sum / numbers.length;
  if (id === "min") return none ? null : min;
  if (id === "max") return none ? null : max;
  if (id === "range") return none ? null : max - min;
  if (id === "diff") return none ? null : numbers.at(-1)! - numbers[0]!;
  if (id === "allIsZero") return !none && numbers.every((number) => number === 0);
  if (id === "allIsNull") return none;
  return notKnown;
}
