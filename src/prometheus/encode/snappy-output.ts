import { putVarint } from "./varint.ts";

/** Bytes reserved for the uncompressed length at the start, a varint. */
const prefix = 5;
/**
 * Limits of a copy element: its length, and the offset with 11 and with 16 bits. An element with an 11-bit offset takes
 * two bytes instead of three.
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
 * Writes Snappy's block format for a caller who knows where earlier bytes repeat. So there is no search, and the
 * uncompressed text need not exist. Reuses one growing buffer.
 *
 * Fields are public for loops that write many small elements: they must call {@link reserve} first, and keep the fields
 * up to date.
 *
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export class SnappyOutput {
  bytes = new Uint8Array(1 << 19);
  /** Offset of the next element. */
  at = prefix;
  /** Uncompressed bytes so far, including the pending copy. */
  size = 0;
  /** Length of the pending copy, which is not written yet because it may still grow. */
  copyLength = 0;
  /** Offset of the pending copy: bytes back from its start, at least 1. */
  copyOffset = 1;

  clear(): void {
    this.at = prefix;
    this.size = 0;
    this.copyLength = 0;
  }

  /** Appends elements that unpack to `size` bytes and refer to nothing before them. Only where nothing is pending. */
  elements(elements: Uint8Array, size: number): void {
    this.reserve(elements.length);
    this.bytes.set(elements, this.at);
    this.at += elements.length;
    this.size += size;
  }

  /** Makes room for elements of `length` bytes and for the pending copy. */
  reserve(length: number): void {
    const needed = this.at + length + 5 * Math.ceil(this.copyLength / maxPiece);
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, needed));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  /** Appends `length` bytes that repeat those `offset` bytes earlier. */
  copy(offset: number, length: number): void {
    if (this.copyOffset !== offset) {
      this.#endCopy();
      this.copyOffset = offset;
    }
    this.copyLength += length;
    this.size += length;
  }

  /** Appends bytes `from` … `to − 1` of `source`. */
  literal(source: Uint8Array, from: number, to: number): void {
    if (from === to) return;
    this.#endCopy();
    this.reserve(to - from + 5);
    this.at = putLiteral(source, from, to, this.bytes, this.at);
    this.size += to - from;
  }

  /**
   * Appends `next`, which is probably similar to `like`. The text already has `like`, `offset` bytes before the start
   * of `next`.
   */
  alike(next: Start, like: Start, offset: number): void {
    const { bytes, length } = next;
    const shared = Math.min(length, like.length);
    let literal = 0;
    for (let at = 0; at < shared; at++) {
      const begin = at;
      while (at < shared && bytes[at] === like.bytes[at]) at++;
      // A short copy between two literals takes more bytes than it saves, but extending a pending copy is free.
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
    // The last piece may have 1 byte: only an 11-bit offset requires 4 or more.
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
