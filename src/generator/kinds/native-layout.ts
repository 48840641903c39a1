import type { Shape } from "../distributions/shape.ts";
import { powerOfTwo } from "../math/powers-of-two.ts";

/** The share of all observations in each exponential bucket. Buckets are numbered as in HistogramSample. */
export interface NativeLayout {
  readonly zero: number;
  readonly positive: { readonly offset: number; readonly shares: Float64Array };
  readonly negative: { readonly offset: number; readonly shares: Float64Array };
}

/** client_golang's zero threshold: observations this close to 0 count as 0. */
export const zeroThreshold = powerOfTwo(-128);
/** Each end of a distribution beyond this share goes into the outermost bucket. */
const tailShare = 1e-9;

/** Lays a distribution out over the buckets of a schema. */
export function layOut(shape: Shape, schema: number): NativeLayout {
  const atMost = shape.cdf(zeroThreshold);
  const less = shape.below(-zeroThreshold);
  const [above, below] = [1 - atMost, less];
  return {
    zero: atMost - less,
    positive: side(above, schema, {
      smallest: shape.quantile(atMost + tailShare * above),
      largest: shape.quantile(1 - tailShare * above),
      beyond: (bound) => 1 - shape.cdf(bound),
    }),
    negative: side(below, schema, {
      smallest: -shape.quantile(less - tailShare * below),
      largest: -shape.quantile(tailShare * below),
      beyond: (bound) => shape.below(-bound),
    }),
  };
}

interface Sizes {
  readonly smallest: number;
  readonly largest: number;
  /** The share of observations on this side of 0 that are further from it than a bound. */
  beyond(bound: number): number;
}

/** The share of each bucket on one side of 0, which has `share` of all observations. */
function side(share: number, schema: number, { smallest, largest, beyond }: Sizes): NativeLayout["positive"] {
  if (!(share > 0)) return { offset: 0, shares: new Float64Array() };
  const offset = bucketOf(Math.max(smallest, zeroThreshold * 2), schema);
  const last = Math.max(offset, bucketOf(largest, schema));
  const shares = new Float64Array(last - offset + 1);
  let above = share;
  for (let bucket = offset; bucket < last; bucket++) {
    const rest = beyond(boundOf(bucket, schema));
    shares[bucket - offset] = Math.max(0, above - rest);
    above = Math.min(above, rest);
  }
  shares[last - offset] = above;
  return { offset, shares };
}

/** The bucket that holds `x`: the first whose bound is not below it. */
function bucketOf(x: number, schema: number): number {
  let low = -1100 * perOctave(schema) - 1;
  let high = 1100 * perOctave(schema) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boundOf(middle, schema) >= x) high = middle;
    else low = middle;
  }
  return high;
}

function perOctave(schema: number): number {
  return schema > 0 ? powerOfTwo(schema) : 1;
}

/** The upper bound of a bucket, 2^(bucket · 2^−schema). */
export function boundOf(bucket: number, schema: number): number {
  if (schema <= 0) return powerOfTwo(bucket * powerOfTwo(-schema));
  const fractions = fractionsOf(schema);
  const octave = Math.floor(bucket / fractions.length);
  return fractions[bucket - octave * fractions.length]! * powerOfTwo(octave);
}

const knownFractions = new Map<number, Float64Array>();

/** 2^(i · 2^−schema) for the buckets of one octave, made from square roots and so without Math.pow. */
function fractionsOf(schema: number): Float64Array {
  const known = knownFractions.get(schema);
  if (known !== undefined) return known;
  const fractions = new Float64Array(powerOfTwo(schema)).fill(1);
  for (let bit = schema - 1, root = Math.SQRT2; bit >= 0; bit--, root = Math.sqrt(root)) {
    const size = powerOfTwo(bit);
    for (let place = 0; place < fractions.length; place++)
      if (Math.floor(place / size) % 2 === 1) fractions[place]! *= root;
  }
  knownFractions.set(schema, fractions);
  return fractions;
}
