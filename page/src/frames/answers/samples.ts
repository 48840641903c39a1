import type { PageSeries, PageTarget, PageValue } from "../../../../src/report/page-data.ts";

const words = { NaN: Number.NaN, "+Inf": Number.POSITIVE_INFINITY, "-Inf": Number.NEGATIVE_INFINITY };

/** A sample's value as a number; the page's document writes those that JSON lacks as words. */
const numberOf = (value: PageValue): number => (typeof value === "string" ? words[value] : value);

/** The instants of a target's answer, in Unix milliseconds: of an instant query one. */
export function instantsOf({ instants, timeMs }: PageTarget): readonly number[] {
  if (instants === undefined) return [timeMs ?? 0];
  return Array.from({ length: instants.count }, (_, index) => instants.startMs + index * instants.stepMs);
}

/** Samples of a series, in the order of time; instants without one are left out, as Prometheus leaves them out. */
export interface Samples {
  readonly times: number[];
  readonly values: number[];
}

/** The samples of one series, at the instants of its target. */
export function samplesOf({ values = [] }: PageSeries, instants: readonly number[]): Samples {
  const samples: Samples = { times: [], values: [] };
  for (const [index, time] of instants.entries()) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    samples.times.push(time);
    samples.values.push(numberOf(value));
  }
  return samples;
}
