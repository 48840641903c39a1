import type { Labels, SeriesDefinition } from "../series.ts";
import { createBlock, type HistogramSample, missing, type SampleBlock, stale } from "./block.ts";
import { createSource } from "./source.ts";

/** Options of {@link samples}. */
export interface SamplesOptions {
  /** A whole number: the same seed gives the same data. Default 1. */
  readonly seed?: number;
  /** Unix milliseconds of the first sample. Default 0. */
  readonly fromMs?: number;
  /** Milliseconds between two samples, a whole number of at least 1. Default 15,000. */
  readonly stepMs?: number;
  /**
   * Samples of each series, missing ones counted. A whole number of at least 0, or Infinity. Default 1,440, which is 6
   * hours at 15 s.
   */
  readonly count?: number;
}

/** One sample of one series as Prometheus stores it. */
export interface Sample {
  /** The full metric name: of a histogram `x_bucket`, `x_sum` or `x_count`. */
  readonly name: string;
  /** Sorted by name, with `le` or `quantile` for histograms and summaries. */
  readonly labels: Labels;
  /** Unix milliseconds. */
  readonly timeMs: number;
  /** A number (which may be NaN or infinite), a native histogram, or the stale marker that ends a series. */
  readonly value: number | HistogramSample | "stale";
}

/** Samples of each series generated at a time. */
const chunk = 256;

/**
 * Iterates over the samples of a series, oldest first; at one instant, over every series that it becomes in Prometheus
 * (a histogram's buckets, sum and count). Missing scrapes are left out. Samples are generated as they are taken, so
 * stopping early costs nothing. Iterate again for the same samples.
 *
 * @throws {RangeError} if the definition or an option is not valid.
 */
export function samples(series: SeriesDefinition, options: SamplesOptions = {}): Iterable<Sample> {
  const { seed = 1, fromMs = 0, stepMs = 15_000, count = 1440 } = options;
  if (!(count === Number.POSITIVE_INFINITY || (Number.isSafeInteger(count) && count >= 0))) {
    throw new RangeError(`samples: count must be a whole number of at least 0, or Infinity, got ${count}`);
  }
  const create = () => createSource(series, { seed, grid: { fromMs, stepMs, count } });
  create();
  return { [Symbol.iterator]: () => generate(create(), { fromMs, stepMs, count }) };
}

function* generate(
  source: ReturnType<typeof createSource>,
  { fromMs, stepMs, count }: Required<Pick<SamplesOptions, "fromMs" | "stepMs" | "count">>,
): Generator<Sample, void> {
  for (let first = 0; first < count; first += chunk) {
    const length = Math.min(chunk, count - first);
    const blocks = source.series.map(({ native }) => createBlock(length, { native }));
    source.fill(first, length, blocks);
    for (let place = 0; place < length; place++) {
      for (const [at, { name, labels }] of source.series.entries()) {
        const value = valueAt(blocks[at]!, place);
        if (value !== undefined) yield { name, labels, timeMs: fromMs + (first + place) * stepMs, value };
      }
    }
  }
}

function valueAt({ states, values, histograms }: SampleBlock, place: number): Sample["value"] | undefined {
  if (states[place] === missing) return undefined;
  if (states[place] === stale) return "stale";
  return histograms === undefined ? values[place]! : histograms[place];
}
