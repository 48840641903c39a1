import { lanes, mixIndex } from "./hash.ts";

/** A number in [0, 1) with 53 bits, by hash of a key and a whole-number index. */
export function uniformAt(keyHigh: number, keyLow: number, index: number): number {
  mixIndex(keyHigh, keyLow, index);
  return ((lanes[0]! >>> 0) * 2097152 + (lanes[1]! >>> 11)) * 1.1102230246251565e-16;
}
