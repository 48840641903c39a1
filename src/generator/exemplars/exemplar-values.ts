import { lanes, mixIndex } from "../random/hash.ts";

/** Where an exemplar is made: the place of its series among others, and a sample of the grid. */
export interface ExemplarPlace {
  readonly at: number;
  readonly index: number;
}

/**
 * An observation in a bucket, and the trace that it would belong to: the same for the same place.
 *
 * @param buckets - upper bounds, ascending, without +Inf.
 * @param bucket - from 0; `buckets.length` is the one without an upper bound.
 */
export function bucketValue(
  buckets: readonly number[],
  bucket: number,
  { at, index }: ExemplarPlace,
): { readonly traceId: string; readonly value: number } {
  return { traceId: traceId(at, index), value: within(buckets, bucket) };
}

/** A value in a bucket, at the share of it that the last hash says. */
function within(buckets: readonly number[], bucket: number): number {
  const share = ((lanes[0]! >>> 8) + 1) / 2 ** 24;
  const upper = buckets[bucket];
  const lower = buckets[bucket - 1] ?? Math.min(0, 2 * (upper ?? 0));
  const value = upper === undefined ? lower + Math.abs(lower || 1) * share : lower + (upper - lower) * share;
  const scale = 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - 10);
  const rounded = Math.round(value / scale) * scale;
  return rounded > lower && rounded <= (upper ?? Number.POSITIVE_INFINITY) ? rounded : value;
}

/** Made up of series and moment, and nowhere to be found: 32 hexadecimal digits. */
export function traceId(at: number, index: number): string {
  mixIndex(at, 0x51ed270b, index);
  const head = hex(lanes[0]!) + hex(lanes[1]!);
  mixIndex(at, 0x2545f491, index);
  return head + hex(lanes[0]!) + hex(lanes[1]!);
}

const pairs = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, "0"));

function hex(word: number): string {
  return pairs[word >>> 16]! + pairs[word & 0xffff]!;
}
