import { createHash } from "node:crypto";

/** RFC 4648 base32 in lower case: letters and the digits 2 to 7, fit for a uid, a tag and a label value. */
export const base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The first `length` base32 characters of the SHA-256 of the parts. Each part ends with a zero byte, so that different
 * parts never give the same input.
 */
export function digest(length: number, ...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return base32(hash.digest()).slice(0, length);
}

/** Bytes as base32 without padding: 8 characters for each 5 bytes; bits left over at the end are dropped. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet[(buffer >> bits) & 31];
    }
  }
  return text;
}
