/** The exponent of what is no finite number, in the upper half. */
export const notFinite = 0x7ff0_0000;

/** A number, … */
export const number = new Float64Array(1);
/** … and its two halves, … */
export const halves = new Int32Array(number.buffer);
number[0] = -2;
/** … of which the one with the sign is the second nearly everywhere. */
export const upper = halves[1] === 0 ? 0 : 1;
/** The other one. */
export const lower = 1 - upper;

/**
 * Whole bytes that have not changed below the lowest one that has. @param change - the bits of a half that have
 * changed, not 0.
 */
export function unchangedBelow(change: number): number {
  return (31 - Math.clz32(change & -change)) >>> 3;
}

/**
 * Whole bytes that have not changed above the highest one that has. @param change - the bits of a half that have
 * changed, not 0.
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
