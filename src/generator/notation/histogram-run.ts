import { powerOfTwo } from "../math/powers-of-two.ts";
import type { HistogramSample } from "../sampling/block.ts";

/** A change that is added to, or subtracted from, a histogram repeatedly. */
export interface HistogramDelta {
  readonly sign: number;
  readonly histogram: HistogramSample;
}

/**
 * A run of histograms as promtool makes it: the first, then `delta` added each time. The histogram that is added may be
 * finer; its buckets are then merged.
 *
 * @throws {RangeError} if the one that is added is coarser, or its zero bucket has another width.
 */
export function histogramRun(
  first: HistogramSample,
  delta: HistogramDelta | undefined,
): (index: number) => HistogramSample {
  if (delta === undefined) return () => first;
  const { sign, histogram } = delta;
  if (first.schema > histogram.schema) {
    throw new RangeError(
      `notation: a histogram of schema ${histogram.schema} cannot be added to one of schema ${first.schema}, ` +
        "which is finer",
    );
  }
  if (histogram.zeroThreshold !== first.zeroThreshold) {
    throw new RangeError(
      `notation: both histograms must have the same z_bucket_w, got ${first.zeroThreshold} and ` +
        `${histogram.zeroThreshold}`,
    );
  }
  const merged = coarsen(histogram, first.schema);
  const positive = joined(first.positiveOffset, first.positiveCounts, merged.positiveOffset, merged.positiveCounts);
  const negative = joined(first.negativeOffset, first.negativeCounts, merged.negativeOffset, merged.negativeCounts);
  return (index) => {
    const times = sign * index;
    return {
      schema: first.schema,
      zeroThreshold: first.zeroThreshold,
      zeroCount: first.zeroCount + times * merged.zeroCount,
      count: first.count + times * merged.count,
      sum: first.sum + times * merged.sum,
      positiveOffset: positive.offset,
      positiveCounts: positive.base.map((count, place) => count + times * positive.added[place]!),
      negativeOffset: negative.offset,
      negativeCounts: negative.base.map((count, place) => count + times * negative.added[place]!),
    };
  };
}

function coarsen(histogram: HistogramSample, schema: number): HistogramSample {
  const shift = histogram.schema - schema;
  if (shift === 0) return histogram;
  const positive = mergeBuckets(histogram.positiveOffset, histogram.positiveCounts, shift);
  const negative = mergeBuckets(histogram.negativeOffset, histogram.negativeCounts, shift);
  return {
    ...histogram,
    schema,
    positiveOffset: positive.offset,
    positiveCounts: positive.counts,
    negativeOffset: negative.offset,
    negativeCounts: negative.counts,
  };
}

/** Bucket i of the finer histogram lies in bucket ⌈i / 2^shift⌉ of the coarser one. */
function mergeBuckets(offset: number, counts: Float64Array, shift: number): { offset: number; counts: Float64Array } {
  if (counts.length === 0) return { offset, counts };
  const target = (index: number) => Math.ceil(index / powerOfTwo(shift));
  const first = target(offset);
  const merged = new Float64Array(target(offset + counts.length - 1) - first + 1);
  for (const [place, count] of counts.entries()) merged[target(offset + place) - first]! += count;
  return { offset: first, counts: merged };
}

/** Two rows of buckets on the range that holds both. */
function joined(offsetA: number, a: Float64Array, offsetB: number, b: Float64Array) {
  if (b.length === 0) return { offset: offsetA, base: a, added: new Float64Array(a.length) };
  if (a.length === 0) return { offset: offsetB, base: new Float64Array(b.length), added: b };
  const offset = Math.min(offsetA, offsetB);
  const length = Math.max(offsetA + a.length, offsetB + b.length) - offset;
  if (length > 20_000)
    throw new RangeError(
      `notation: the buckets of two added histograms must lie closer together, got a range of ${length}`,
    );
  const base = new Float64Array(length);
  base.set(a, offsetA - offset);
  const added = new Float64Array(length);
  added.set(b, offsetB - offset);
  return { offset, base, added };
}
