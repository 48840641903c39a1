import { chunkSize } from "../sampling/filler.ts";
import { mixRun } from "./hash.ts";

/** A number in [0, 1) with 53 bits, by hash of a key and a whole-number index. */
export function uniformAt(keyHigh: number, keyLow: number, index: number): number {
  fillUniform(keyHigh, keyLow, index, 1, single, 0);
  return single[0]!;
}

const single = new Float64Array(1);
const hashes = new Int32Array(2 * chunkSize);

/**
 * The values of {@link uniformAt} for `count` (at most {@link chunkSize}) indexes from `first` on, into places `at` …
 * of `out`.
 */
export function fillUniform(
  keyHigh: number,
  keyLow: number,
  first: number,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const run = hashes;
  mixRun(keyHigh, keyLow, first, count, run);
  for (let place = 0; place < count; place++) {
    out[at + place] = ((run[2 * place]! >>> 0) * 2097152 + (run[2 * place + 1]! >>> 11)) * 1.1102230246251565e-16;
  }
}
