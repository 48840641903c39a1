import type { QuerySeries } from "../../templating/backend.ts";

/** Four numbers about all samples of an answer, in the metric's unit. */
export interface ValueSummary {
  /** Of all samples but NaN; infinities count. NaN only where every sample is. */
  readonly least: number;
  /** The middle one, or the mean of the two in the middle. */
  readonly median: number;
  readonly greatest: number;
  /** The last sample as it came, of the first series with a finite value; without one, of the first with a sample. */
  readonly last: number;
}

/** Summarizes the samples of all series. Undefined without any. */
export function summarizeValues(series: readonly QuerySeries[]): ValueSummary | undefined {
  const shown =
    series.find(({ values }) => values.some(Number.isFinite)) ?? series.find(({ values }) => values.length > 0);
  if (shown === undefined) return undefined;
  const sorted = sortedNumbers(series);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : mean(sorted[middle - 1]!, sorted[middle]!);
  return {
    least: sorted[0] ?? Number.NaN,
    median: sorted.length === 0 ? Number.NaN : median,
    greatest: sorted.at(-1) ?? Number.NaN,
    last: shown.values.at(-1)!,
  };
}

function sortedNumbers(series: readonly QuerySeries[]): Float64Array {
  const all = new Float64Array(series.reduce((sum, { values }) => sum + values.length, 0));
  let count = 0;
  for (const { values } of series) for (const value of values) if (!Number.isNaN(value)) all[count++] = value;
  return all.subarray(0, count).sort();
}

/** Without overflow. Of two equal infinities it is that infinity. */
function mean(one: number, other: number): number {
  return one === other ? one : one / 2 + other / 2;
}
