import { checkNotNegative, constantOf, refuse } from "../argument-checks.ts";
import type { DistributionTypes, WeightedValue } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import type { Shape } from "./shape.ts";

/**
 * Single values, each with a weight of 0 or more that need not add up to 1. Undefined if their sum is 0 or infinite.
 */
function weightedValues(weights: readonly { readonly value: number; readonly weight: number }[]): Shape | undefined {
  const sorted = weights.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) return undefined;
  const share = (counts: (value: number) => boolean) => {
    let sum = 0;
    for (const { value, weight } of sorted) if (counts(value)) sum += weight;
    return sum / total;
  };
  return {
    mean: sorted.reduce((sum, { value, weight }) => sum + value * weight, 0) / total,
    cdf: (x) => share((value) => value <= x),
    below: (x) => share((value) => value < x),
    quantile(q) {
      let sum = 0;
      for (const { value, weight } of sorted) {
        sum += weight;
        if (sum >= q * total) return value;
      }
      return sorted.at(-1)!.value;
    },
  };
}

/** The row of {@link weightedValues}. Weights that never change are none of its parameters. */
export const valuesRow: DistributionRow<DistributionTypes["values"]> = {
  parameters: ({ weights }) =>
    Object.fromEntries(changing(weights).map(({ value, weight }) => [nameOf(value), weight])),
  check({ weights }, kind) {
    for (const { value, weight } of weights) {
      if (!Number.isFinite(value)) refuse(kind, "observe.values", "finite numbers", value);
      const number = constantOf(weight);
      if (number !== undefined) checkNotNegative(kind, `the weight of ${value}`, number);
    }
    if (weights.every(({ weight }) => constantOf(weight) === 0))
      refuse(kind, "observe.values", "at least one with a weight above 0", "none");
  },
  shape({ weights }, ...changed) {
    let next = 0;
    return weightedValues(
      weights.map(({ value, weight }) => ({ value, weight: constantOf(weight) ?? changed[next++]! })),
    );
  },
  describe({ weights }) {
    const fixed = weights.flatMap(({ value, weight }) => {
      const number = constantOf(weight);
      return number === undefined ? [] : [`${value} (weight ${number})`];
    });
    return `values${fixed.length === 0 ? "" : ` ${fixed.join(", ")}`}`;
  },
};

function changing(weights: readonly WeightedValue[]): readonly WeightedValue[] {
  return weights.filter(({ weight }) => constantOf(weight) === undefined);
}

/** Not a whole number as a key: those come first, whatever their order. */
function nameOf(value: number): string {
  return `weight of ${value}`;
}
