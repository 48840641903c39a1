/** The exponent bits of NaN and infinities, in the upper half. */
export const notFinite = 0x7ff0_0000;

/** A number whose bits {@link halves} shows. */
export const number = new Float64Array(1);
/** The two 32-bit halves of {@link number}. */
export const halves = new Int32Array(number.buffer);
number[0] = -2;
/** Index of the half with the sign: 1 on little-endian machines. */
export const upper = halves[1] === 0 ? 0 : 1;
/** Index of the other half. */
export const lower = 1 - upper;

/**
 * The number of unchanged bytes below the lowest changed byte.
 *
 * @param change - the changed bits of a half; not 0.
 */
export function unchangedBelow(change: number): number {
  return (31 - Math.clz32(change & -change)) >>> 3;
}

/**
 * The number of unchanged bytes above the highest changed byte.
 *
 * @param change - the changed bits of a half; not 0.
 */
export function unchangedAbove(change: number): number {
  return Math.clz32(change) >>> 3;
}

/** Writes the 8 bytes of a value, lowest first. */
export function putHalves(low: number, high: number, out: Uint8Array, at: number): void {
  for (let k = 0; k < 4; k++) {
    out[at + k] = low >>> (8 * k);
    out[at + 4 + k] = high >>> (8 * k);
  }
}
