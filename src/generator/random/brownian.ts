import { powerOfTwo } from "../math/powers-of-two.ts";
import { chunkSize } from "../sampling/filler.ts";
import { fillGaussian, gaussianAt } from "./gaussian.ts";
import type { HashKey } from "./hash.ts";

const levels = 44;
/** Half of the whole interval, so that indexes before 1970 lie in it too. */
const shift = powerOfTwo(43);
const spreads = makeSpreads();
const leafLevels = 8;
const leaf = new Float64Array(chunkSize + 1);
const gaussians = new Float64Array(chunkSize);

/** Standard deviation of a midpoint between two ends that are 2^level apart: √(2^level) / 2. */
function makeSpreads(): Float64Array {
  const spreads = new Float64Array(levels + 1);
  let width = 1;
  for (let level = 0; level <= levels; level++, width *= 2) spreads[level] = Math.sqrt(width) / 2;
  return spreads;
}

/**
 * A random walk with independent steps of standard deviation 1. Only differences of it mean anything.
 *
 * Lévy's construction: 0 at both ends of an interval of 2^44 indexes, and every midpoint is the mean of its two ends
 * plus a hashed gaussian of the deviation that it has in a true walk. One index costs 44 hashes; each further one
 * beside it about one.
 */
export class Brownian {
  readonly #high: number;
  readonly #low: number;
  /** The last leaf that was asked for, and its ends: going on within it costs no way down to it. */
  #begin = Number.NaN;
  #left = Number.NaN;
  #right = Number.NaN;

  constructor({ high, low }: HashKey) {
    this.#high = high;
    this.#low = low;
  }

  /**
   * Writes the walk at `count` indexes from `first` on to places `at` … of `out`.
   *
   * @param first - from −2^43 to 2^43.
   */
  fill(first: number, count: number, out: Float64Array, at: number): void {
    for (let done = 0; done < count; ) {
      const index = first + done + shift;
      const begin = Math.floor(index / chunkSize) * chunkSize;
      const from = index - begin;
      const to = Math.min(chunkSize, from + count - done);
      if (begin !== this.#begin) this.#descend(begin);
      this.#fillLeaf(begin, from, to - 1);
      for (let place = from; place < to; place++) out[at + done + place - from] = leaf[place]!;
      done += to - from;
    }
  }

  /** Finds the ends of the leaf that begins at `begin`. */
  #descend(begin: number): void {
    let left = 0;
    let leftValue = 0;
    let rightValue = 0;
    let width = powerOfTwo(levels);
    for (let level = levels; level > leafLevels; level--) {
      width /= 2;
      const middle = left + width;
      const value = (leftValue + rightValue) / 2 + spreads[level]! * gaussianAt(this.#high, this.#low, middle);
      if (begin < middle) rightValue = value;
      else {
        left = middle;
        leftValue = value;
      }
    }
    this.#begin = begin;
    this.#left = leftValue;
    this.#right = rightValue;
  }

  /** Fills places `from` … `to` (inclusive) of {@link leaf}, whose place 0 is the index `begin`, and what they need. */
  #fillLeaf(begin: number, from: number, to: number): void {
    const nodes = leaf;
    const drawn = gaussians;
    const high = this.#high;
    const low = this.#low;
    nodes[0] = this.#left;
    nodes[chunkSize] = this.#right;
    fillGaussian(high, low, begin + from, to - from + 1, drawn, from);
    for (let level = leafLevels, size = chunkSize; level > 0; level--, size /= 2) {
      const half = size / 2;
      const spread = spreads[level]!;
      const last = Math.floor(to / size) * size;
      for (let start = Math.floor(from / size) * size; start <= last; start += size) {
        const node = start + half;
        if (node < from || node > to) drawn[node] = gaussianAt(high, low, begin + node);
        nodes[node] = (nodes[start]! + nodes[start + size]!) / 2 + spread * drawn[node]!;
      }
    }
  }
}
