import { chunkSize } from "./filler.ts";
import { gaussianAt } from "./gaussian.ts";
import type { HashKey } from "./hash.ts";
import { powerOfTwo } from "./math/powers-of-two.ts";

const levels = 44;
/** Half of the whole interval, so that indexes before 1970 lie in it too. */
const shift = powerOfTwo(43);
const spreads = makeSpreads();
const leafLevels = 8;
const leaf = new Float64Array(chunkSize + 1);

/** Standard deviation of a midpoint between two ends that are 2^level apart: √(2^level) / 2. */
function makeSpreads(): Float64Array {
  const spreads = new Float64Array(levels + 1);
  let width = 1;
  for (let level = 0; level <= levels; level++, width *= 2) spreads[level] = Math.sqrt(width) / 2;
  return spreads;
}

/**
 * A random walk with independent steps of standard deviation 1, at `count` indexes from `first` on. Only differences of it mean anything.
 *
 * Lévy's construction: 0 at both ends of an interval of 2^44 indexes, and every midpoint is the mean of its two ends plus a hashed gaussian of the
 * deviation that it has in a true walk. One index costs 44 hashes; each further one beside it about one.
 *
 * @param first - from −2^43 to 2^43.
 */
export function fillBrownian({ high, low }: HashKey, first: number, count: number, out: Float64Array, at: number): void {
  for (let done = 0; done < count; ) {
    const index = first + done + shift;
    const begin = Math.floor(index / chunkSize) * chunkSize;
    const from = index - begin;
    const to = Math.min(chunkSize, from + count - done);
    fillLeaf(high, low, begin, from, to - 1);
    for (let place = from; place < to; place++) out[at + done + place - from] = leaf[place]!;
    done += to - from;
  }
}

/** Fills places `from` … `to` (inclusive) of {@link leaf}, whose place 0 is the index `begin`, and what they need. */
function fillLeaf(high: number, low: number, begin: number, from: number, to: number): void {
  let left = 0;
  let leftValue = 0;
  let rightValue = 0;
  let width = powerOfTwo(levels);
  for (let level = levels; level > leafLevels; level--) {
    width /= 2;
    const middle = left + width;
    const value = (leftValue + rightValue) / 2 + spreads[level]! * gaussianAt(high, low, middle);
    if (begin < middle) rightValue = value;
    else {
      left = middle;
      leftValue = value;
    }
  }
  leaf[0] = leftValue;
  leaf[chunkSize] = rightValue;
  for (let level = leafLevels, size = chunkSize; level > 0; level--, size /= 2) {
    const half = size / 2;
    const spread = spreads[level]!;
    const last = Math.floor(to / size) * size;
    for (let start = Math.floor(from / size) * size; start <= last; start += size) {
      leaf[start + half] = (leaf[start]! + leaf[start + size]!) / 2 + spread * gaussianAt(high, low, begin + start + half);
    }
  }
}
