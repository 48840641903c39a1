import type { StepBucket } from "../answer.ts";

/** A bucket of a classic histogram: how many observations are at most `upper`. */
export interface ClassicBucket {
  readonly upper: number;
  readonly count: number;
}

/** A bucket as the quantile sees it. */
export interface RankedBucket {
  readonly lower: number;
  readonly upper: number;
  /** Observations in it alone, and up to its upper bound. */
  readonly count: number;
  readonly cumulative: number;
}

/** How a quantile was found. */
export interface QuantileWay {
  /** Ascending. */
  readonly buckets: readonly RankedBucket[];
  /** Observations in all. */
  readonly observations: number;
  /** The observation that is looked for: the quantile of all. */
  readonly rank: number;
  /** Index of the bucket that it lies in; undefined where there is no answer. */
  readonly bucket: number | undefined;
  /** How far into the bucket it lies, 0 to 1, and how the value in it is found. */
  readonly share: number | undefined;
  readonly interpolation: "linear" | "exponential" | "none";
  readonly value: number;
  /** Anything out of the ordinary about it. */
  readonly remarks: readonly string[];
}

/**
 * The quantile of a classic histogram as Prometheus finds it, assuming that observations lie evenly in their bucket.
 *
 * @see https://github.com/prometheus/prometheus/blob/v2.42.0/promql/quantile.go#L70
 */
export function classicQuantile(quantile: number, given: readonly ClassicBucket[]): QuantileWay {
  const remarks: string[] = [];
  const sorted = merged([...given].sort((a, b) => (a.upper < b.upper ? -1 : 1)));
  let highest = Number.NEGATIVE_INFINITY;
  const monotonic = sorted.map(({ upper, count }) => {
    highest = Math.max(highest, count);
    return { upper, count: highest };
  });
  if (monotonic.some(({ count }, index) => count !== sorted[index]!.count))
    remarks.push("A bucket held less than the one below it: it was raised, for cumulative counts cannot fall.");
  const buckets = monotonic.map(({ upper, count }, index): RankedBucket => {
    const below = monotonic[index - 1];
    return {
      lower: below?.upper ?? (upper > 0 ? 0 : Number.NEGATIVE_INFINITY),
      upper,
      count: count - (below?.count ?? 0),
      cumulative: count,
    };
  });
  const observations = buckets.at(-1)?.cumulative ?? 0;
  const rank = quantile * observations;
  const base = { buckets, observations, rank, remarks, bucket: undefined, share: undefined };
  const no = (value: number, why: string): QuantileWay => ({
    ...base,
    interpolation: "none",
    value,
    remarks: [...remarks, why],
  });
  const outside = ofOddQuantile(quantile);
  if (outside !== undefined) return no(outside, "The quantile is not between 0 and 1.");
  if (buckets.at(-1)?.upper !== Number.POSITIVE_INFINITY)
    return no(Number.NaN, 'There is no bucket le="+Inf", so nobody knows how many observations there are.');
  if (buckets.length < 2) return no(Number.NaN, "There is only one bucket: its bounds say nothing.");
  if (!(observations > 0) && observations === 0) return no(Number.NaN, "There are no observations.");
  const found = buckets.findIndex(({ cumulative }, index) => index === buckets.length - 1 || cumulative >= rank);
  const bucket = buckets[found]!;
  if (found === buckets.length - 1)
    return {
      ...no(
        bucket.lower,
        "It lies above the highest bound: the answer is that bound, the true value may be any above it.",
      ),
      bucket: found,
    };
  if (found === 0 && bucket.upper <= 0)
    return { ...no(bucket.upper, "It lies in the lowest bucket, which has no lower bound."), bucket: found };
  const share = (rank - (buckets[found - 1]?.cumulative ?? 0)) / bucket.count;
  const value = bucket.lower + (bucket.upper - bucket.lower) * share;
  return { ...base, bucket: found, share, interpolation: "linear", value };
}

/**
 * The quantile of a native histogram.
 *
 * @param buckets - those that are not empty, ascending.
 * @param options.count - observations in all, NaN ones included.
 * @see https://github.com/prometheus/prometheus/blob/v2.42.0/promql/quantile.go#L147
 */
export function nativeQuantile(
  quantile: number,
  buckets: readonly StepBucket[],
  { count, exponential }: { readonly count: number; readonly exponential: boolean },
): QuantileWay {
  let cumulative = 0;
  const ranked = [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([lower, upper, own]): RankedBucket => {
      cumulative += own;
      return { lower, upper, count: own, cumulative };
    });
  const rank = quantile * count;
  const base = { buckets: ranked, observations: count, rank, bucket: undefined, share: undefined };
  const outside = ofOddQuantile(quantile);
  if (outside !== undefined || count === 0 || ranked.length === 0)
    return {
      ...base,
      interpolation: "none",
      value: outside ?? Number.NaN,
      remarks: [outside === undefined ? "There are no observations." : "The quantile is not between 0 and 1."],
    };
  const index = ranked.findIndex((one, at) => at === ranked.length - 1 || one.cumulative >= rank);
  const found = ranked[index]!;
  const share = (rank - (found.cumulative - found.count)) / found.count;
  const remarks: string[] = [];
  let { lower, upper } = found;
  if (lower < 0 && upper > 0) {
    // The zero bucket: its observations lie on the side where there are others.
    if (ranked.length > 1 && index === 0) lower = 0;
    else if (ranked.length > 1 && index === ranked.length - 1) upper = 0;
    remarks.push("It lies in the zero bucket.");
  }
  if (found.cumulative < rank)
    return {
      ...base,
      bucket: index,
      interpolation: "none",
      value: upper,
      remarks: ["Some observations are NaN and lie in no bucket: the answer is the highest bound."],
    };
  const even = exponential && lower > 0 && Number.isFinite(upper);
  const value = even ? lower * (upper / lower) ** share : lower + (upper - lower) * share;
  return { ...base, bucket: index, share, interpolation: even ? "exponential" : "linear", value, remarks };
}

function ofOddQuantile(quantile: number): number | undefined {
  if (Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  return quantile > 1 ? Number.POSITIVE_INFINITY : undefined;
}

/** Buckets of the same bound are one. */
function merged(sorted: readonly ClassicBucket[]): ClassicBucket[] {
  const result: ClassicBucket[] = [];
  for (const bucket of sorted) {
    const last = result.at(-1);
    if (last?.upper === bucket.upper)
      result[result.length - 1] = { upper: last.upper, count: last.count + bucket.count };
    else result.push(bucket);
  }
  return result;
}
