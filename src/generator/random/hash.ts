/** The 64-bit key that the random numbers of one place in one series' signal derive from. */
export interface HashKey {
  readonly high: number;
  readonly low: number;
}

/**
 * The last hash that {@link mix} made: [high, low], signed 32 bits each. Shared so that hashing allocates nothing; read
 * it at once.
 */
export const lanes = new Int32Array(2);

/**
 * Hashes a 64-bit index with a 64-bit key into places `at` and `at + 1` of `out`, by default {@link lanes}: for one key
 * a permutation of all indexes, so no two give the same 64 bits. Whole numbers of 32 bits only, the same on every
 * machine. The rounds are those of well tested 32-bit finalizers, laid over two lanes.
 *
 * @see https://github.com/skeeto/hash-prospector
 */
function mix(keyHigh: number, keyLow: number, high: number, low: number, out: Int32Array = lanes, at = 0): void {
  let x = low ^ keyLow;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  x ^= x >>> 15;
  let y = ((high ^ keyHigh) + x + Math.imul(keyLow, 0x9e3779b1)) | 0;
  y = Math.imul(y ^ (y >>> 16), 0x7feb352d);
  y = Math.imul(y ^ (y >>> 15), 0x846ca68b);
  y ^= y >>> 16;
  x = ((x ^ keyHigh) + y) | 0;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb | 0);
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51 | 0);
  x ^= x >>> 15;
  out[at] = y;
  out[at + 1] = x;
}

/** The hash of a whole number of up to 53 bits (and its sign) into {@link lanes}. */
export function mixIndex(keyHigh: number, keyLow: number, index: number): void {
  mix(keyHigh, keyLow, Math.floor(index * 2.3283064365386963e-10) | 0, index | 0);
}

/**
 * The hashes of `count` whole numbers from `first` on, each as {@link mixIndex} makes it, one after the other into
 * `out`.
 */
export function mixRun(keyHigh: number, keyLow: number, first: number, count: number, out: Int32Array): void {
  let high = Math.floor(first * 2.3283064365386963e-10) | 0;
  let low = first | 0;
  for (let at = 0; at < 2 * count; at += 2) {
    mix(keyHigh, keyLow, high, low, out, at);
    low = (low + 1) | 0;
    if (low === 0) high++;
  }
}

/** The key of a child, by its place below its parent. */
export function deriveKey({ high, low }: HashKey, place: number): HashKey {
  mix(high ^ 0x5bd1e995, low, 0x27d4eb2f, place);
  return { high: lanes[0]!, low: lanes[1]! };
}

/**
 * The key of a series: seed, name, and label pairs in the order given. Every text goes in with its length, so no two
 * lists run together.
 */
export function seriesKey(seed: number, name: string, labels: readonly (readonly [string, string])[]): HashKey {
  const state = Int32Array.of(0x243f6a88, 0x5a308d31);
  absorb(state, seed);
  absorbText(state, name);
  absorb(state, labels.length);
  for (const [label, value] of labels) {
    absorbText(state, label);
    absorbText(state, value);
  }
  return { high: state[0]!, low: state[1]! };
}

function absorbText(state: Int32Array, text: string): void {
  absorb(state, text.length);
  for (let at = 0; at < text.length; at++) absorb(state, text.charCodeAt(at));
}

function absorb(state: Int32Array, number: number): void {
  const low = state[1]!;
  mixIndex(state[0]!, low, number);
  state[0] = lanes[0]! ^ low;
  state[1] = lanes[1]!;
}
