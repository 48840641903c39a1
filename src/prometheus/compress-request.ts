/** Bytes that are likely to be equal to those `offset` before them. Segments follow one another without a gap. */
export interface LikeSegment {
  /** Where it ends, exclusive; it begins where the last one ended. */
  readonly end: number;
  /** 1 … 65,535, and no more than where the segment begins; 0 for bytes that nothing is known of. */
  readonly offset: number;
}

const maxCopyLength = 64;
/** A copy of 4 bytes and the literal that begins after it take 4 bytes themselves. */
const minMatch = 5;

/** Bytes that the compressed form takes at most: a literal of up to 60 bytes has 1 byte before it, longer ones up to 5. */
export function maxCompressedLength(length: number): number {
  return 32 + length + Math.ceil(length / 6);
}

/**
 * Compresses into Snappy's block format. It does not search: a write request is so regular that where an equal byte can be found is known beforehand. That
 * makes it several times faster than a general compressor, and about as small.
 *
 * @param output - at least {@link maxCompressedLength} bytes.
 * @returns bytes written to `output`.
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function compressRequest(input: Uint8Array, segments: readonly LikeSegment[], output: Uint8Array): number {
  let out = putLength(output, input.length);
  let literal = 0;
  let at = 0;
  for (const { end, offset } of segments) {
    if (offset === 0) {
      at = end;
      continue;
    }
    while (at < end) {
      if (input[at] !== input[at - offset]) {
        at++;
        continue;
      }
      const begin = at++;
      while (at < end && input[at] === input[at - offset]) at++;
      if (at - begin < minMatch) continue;
      if (literal < begin) out = putLiteral(input, literal, begin, output, out);
      out = putCopy(offset, at - begin, output, out);
      literal = at;
    }
  }
  return literal < input.length ? putLiteral(input, literal, input.length, output, out) : out;
}

function putLength(output: Uint8Array, length: number): number {
  let out = 0;
  let rest = length;
  for (; rest >= 0x80; rest >>>= 7) output[out++] = (rest & 0x7f) | 0x80;
  output[out++] = rest;
  return out;
}

function putLiteral(input: Uint8Array, from: number, to: number, output: Uint8Array, start: number): number {
  const length = to - from;
  let out = start;
  if (length <= 60) {
    output[out++] = (length - 1) << 2;
    for (let i = from; i < to; i++) output[out++] = input[i]!;
    return out;
  }
  const last = length - 1;
  const bytes = last < 0x100 ? 1 : last < 0x1_0000 ? 2 : last < 0x100_0000 ? 3 : 4;
  output[out++] = (59 + bytes) << 2;
  for (let i = 0; i < bytes; i++) output[out++] = (last >>> (8 * i)) & 0xff;
  output.set(input.subarray(from, to), out);
  return out + length;
}

function putCopy(offset: number, length: number, output: Uint8Array, start: number): number {
  let out = start;
  let left = length;
  while (left > 0) {
    // The last piece may have 1 byte: that is allowed where the offset takes two bytes.
    const piece = Math.min(left, maxCopyLength);
    if (piece >= 4 && piece <= 11 && offset < 2048) {
      output[out++] = 1 | ((piece - 4) << 2) | ((offset >>> 8) << 5);
      output[out++] = offset & 0xff;
    } else {
      output[out++] = 2 | ((piece - 1) << 2);
      output[out++] = offset & 0xff;
      output[out++] = offset >>> 8;
    }
    left -= piece;
  }
  return out;
}
