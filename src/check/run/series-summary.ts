import type { QuerySeries } from "../../templating/backend.ts";

/** The content of an answer, in numbers. */
export interface SeriesSummary {
  readonly series: number;
  /** All samples, NaN and infinite ones too. */
  readonly samples: number;
  /** Samples that are a finite number: what counts as data. */
  readonly finite: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Counts samples and finds the bounds of the finite ones. */
export function summarize(series: readonly QuerySeries[]): SeriesSummary {
  let [samples, finite, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of series) {
    samples += values.length;
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      finite++;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return {
    series: series.length,
    samples,
    finite,
    ...(finite === 0 ? { min: undefined, max: undefined } : { min, max }),
  };
}
