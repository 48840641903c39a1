import { kindNames, numberOf, RefusedExpression, type Value } from "./value.ts";

type Numbers = readonly (number | null)[];

const isNumber = (value: number | null): value is number => value !== null && !Number.isNaN(value);
/** NaN for nothing, and where a value is missing or NaN. */
const ofAll = (reduce: (values: readonly number[]) => number) => (values: Numbers) =>
  values.length > 0 && values.every(isNumber) ? reduce(values) : Number.NaN;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Grafana's reducers: one number for many. `last` may be missing. */
export const reduceNumbers: Readonly<Record<string, (values: Numbers) => number | null>> = {
  sum: (values) => (values.length === 0 ? 0 : ofAll(sum)(values)),
  mean: ofAll((values) => sum(values) / values.length),
  min: ofAll((values) => values.reduce((least, value) => Math.min(least, value))),
  max: ofAll((values) => values.reduce((most, value) => Math.max(most, value))),
  count: (values) => values.length,
  last: (values) => (values.length === 0 ? Number.NaN : values.at(-1)!),
  median: ofAll(medianOf),
};

/** The middle number, or halfway between the two in the middle. At least one is needed. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How values that are no finite numbers are treated. Default: as they are. */
export type ReduceMode = { readonly kind: "drop" } | { readonly kind: "replace"; readonly value: number } | undefined;

/**
 * Each series becomes a number.
 *
 * @param reducer - one of {@link reduceNumbers}.
 * @throws {RefusedExpression} for a scalar.
 */
export function reduceValues(values: readonly Value[], reducer: string, mode: ReduceMode): Value[] {
  return values.flatMap((value): Value[] => {
    if (value.kind === "none") return [value];
    if (value.kind === "scalar")
      throw new RefusedExpression(`can only reduce type series, got type ${kindNames[value.kind]}`);
    const kept = keptOf(value.values, mode);
    if (value.kind === "number") return kept.map((one) => numberOf(one, value.labels));
    const reduced = reduceNumbers[reducer]!(kept);
    const isGone = mode !== undefined && reduced !== null && Number.isNaN(reduced);
    return [numberOf(isGone ? (mode.kind === "drop" ? null : mode.value) : reduced, value.labels)];
  });
}

function keptOf(values: Numbers, mode: ReduceMode): Numbers {
  if (mode === undefined) return values;
  const isReal = (value: number | null) => value !== null && Number.isFinite(value);
  return mode.kind === "drop" ? values.filter(isReal) : values.map((value) => (isReal(value) ? value : mode.value));
}
