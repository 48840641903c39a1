import { putVarint } from "./varint.ts";

/** The length of what is compressed goes before everything, in at most so many bytes. */
const prefix = 5;
/**
 * What one element can copy, and from how far back with an offset of 11 and of 16 bits; with the smaller one it has two
 * bytes instead of three.
 */
export const maxPiece = 64;
export const minShortPiece = 4;
export const maxShortPiece = 11;
export const maxShortOffset = 2047;
export const maxMiddleOffset = 65_535;

/** The first `length` of these bytes. */
export interface Start {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * Snappy's block format, written by someone who knows where the bytes of the text can be found again: no search, and
 * the text itself need not exist. Grows in one buffer that is used again and again.
 *
 * Fields are public for loops that write many small elements: they must {@link reserve} before, and keep them true.
 *
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export class SnappyOutput {
  bytes = new Uint8Array(1 << 19);
  /** Where the next element goes. */
  at = prefix;
  /** Bytes of the text so far, with the copy that is not written yet. */
  size = 0;
  /** A copy that is not written yet because it may still grow: so many bytes, … */
  copyLength = 0;
  /** … equal to those so far back, at least 1. */
  copyOffset = 1;

  clear(): void {
    this.at = prefix;
    this.size = 0;
    this.copyLength = 0;
  }

  /** Makes room for elements of `length` bytes and for the copy that is not written yet. */
  reserve(length: number): void {
    const needed = this.at + length + 5 * Math.ceil(this.copyLength / maxPiece);
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, needed));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  /** The next `length` bytes of the text are equal to those `offset` before them. */
  copy(offset: number, length: number): void {
    if (this.copyOffset !== offset) {
      this.#endCopy();
      this.copyOffset = offset;
    }
    this.copyLength += length;
    this.size += length;
  }

  /** The next bytes of the text are bytes `from` … `to − 1` of `source`. */
  literal(source: Uint8Array, from: number, to: number): void {
    if (from === to) return;
    this.#endCopy();
    this.reserve(to - from + 5);
    this.at = putLiteral(source, from, to, this.bytes, this.at);
    this.size += to - from;
  }

  /**
   * The next bytes of the text are `next`, many of them probably equal to those of `like` at the same places, which
   * begin `offset` before them in the text.
   */
  alike(next: Start, like: Start, offset: number): void {
    const { bytes, length } = next;
    const shared = Math.min(length, like.length);
    let literal = 0;
    for (let at = 0; at < shared; at++) {
      const begin = at;
      while (at < shared && bytes[at] === like.bytes[at]) at++;
      // A short copy between two literals takes more bytes than it saves, but one that is under way goes on for
      // nothing.
      const goesOn = begin === 0 && this.copyLength > 0 && this.copyOffset === offset;
      if (at - begin < (goesOn ? 1 : 5)) continue;
      this.literal(bytes, literal, begin);
      this.copy(offset, at - begin);
      literal = at;
    }
    this.literal(bytes, literal, length);
  }

  /** The compressed text; valid until the next change. */
  finish(): Uint8Array {
    this.#endCopy();
    const head = new Uint8Array(prefix);
    const length = putVarint(head, 0, this.size);
    this.bytes.set(head.subarray(0, length), prefix - length);
    return this.bytes.subarray(prefix - length, this.at);
  }

  #endCopy(): void {
    if (this.copyLength === 0) return;
    this.reserve(0);
    this.at = putCopy(this.copyOffset, this.copyLength, this.bytes, this.at);
    this.copyLength = 0;
  }
}

function putLiteral(input: Uint8Array, from: number, to: number, output: Uint8Array, start: number): number {
  const last = to - from - 1;
  let out = start;
  if (last < 60) {
    output[out++] = last << 2;
  } else {
    const bytes = last < 0x100 ? 1 : last < 0x1_0000 ? 2 : last < 0x100_0000 ? 3 : 4;
    output[out++] = (59 + bytes) << 2;
    for (let i = 0; i < bytes; i++) output[out++] = last >>> (8 * i);
  }
  for (let i = from; i < to; i++) output[out++] = input[i]!;
  return out;
}

function putCopy(offset: number, length: number, output: Uint8Array, start: number): number {
  let out = start;
  for (let left = length; left > 0; left -= maxPiece) {
    // The last piece may have 1 byte: only an offset of 11 bits wants 4 or more.
    const piece = Math.min(left, maxPiece);
    if (offset <= maxShortOffset && piece >= minShortPiece && piece <= maxShortPiece) {
      output[out++] = 1 | ((piece - minShortPiece) << 2) | ((offset >>> 8) << 5);
      output[out++] = offset;
    } else if (offset <= maxMiddleOffset) {
      output[out++] = 2 | ((piece - 1) << 2);
      output[out++] = offset;
      output[out++] = offset >>> 8;
    } else {
      output[out++] = 3 | ((piece - 1) << 2);
      for (let shift = 0; shift < 32; shift += 8) output[out++] = offset >>> shift;
    }
  }
  return out;
}
