import { round } from "../levels/signal.ts";
import { plausibleObservations } from "../units/plausible.ts";
import { type Measure, quantity } from "../units/quantity.ts";

/** Median and 99th percentile of observations of which nothing is known. */
const unknown = { p50: 8, p99: 70 } as const;
/** Bounds of buckets, as parts of the median and of the 99th percentile. */
const bucketFactors = { p50: [0.25, 0.5, 1, 2, 5], p99: [1, 2.5] } as const;

/**
 * Median and 99th percentile of what a histogram or summary observes: by what it measures, else by words of its name.
 */
export function typicalObservations(name: string, measure: Measure | undefined): { p50: number; p99: number } {
  const guessed = /_size/.test(name)
    ? quantity("bytes")
    : /duration|latency|time|delay/.test(name)
      ? quantity("seconds")
      : undefined;
  const of = measure?.quantity ?? guessed;
  return (of === undefined ? undefined : plausibleObservations(of)) ?? unknown;
}

/** Bounds of buckets in which the median and the 99th percentile lie, and those that queries name; ascending. */
export function bucketsFor({ p50, p99 }: { p50: number; p99: number }, named: readonly number[]): number[] {
  const made = [
    ...bucketFactors.p50.map((factor) => p50 * factor),
    ...bucketFactors.p99.map((factor) => p99 * factor),
  ].map(round);
  return [...new Set([...made, ...named])].sort((a, b) => a - b);
}
