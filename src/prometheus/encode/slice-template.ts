import { missing } from "../../generator/sampling/block.ts";
import { putVarint } from "./varint.ts";

/** Bytes of a sample before its value: field, length, field of the value. */
export const valueOffset = 3;
/** Bytes of a sample before its timestamp's field. */
export const timeOffset = 11;
const tagSample = (2 << 3) | 2;
const tagValue = (1 << 3) | 1;
const tagTime = 2 << 3;

/**
 * The samples of one time slice without their values: field tags, lengths and timestamps are the same for every series,
 * so they are encoded once.
 */
export interface SliceTemplate {
  readonly bytes: Uint8Array;
  /** Where each sample begins in `bytes`; one more entry marks the end. */
  readonly starts: Int32Array;
  /** Samples. */
  readonly length: number;
  /** Bytes of a sample, if all have the same number. */
  readonly sampleBytes: number | undefined;
  readonly firstTimeMs: number;
  readonly stepMs: number;
}

/**
 * Encodes tags and timestamps of `length` samples from `firstTimeMs` (0 or later) on.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export function sliceTemplate(firstTimeMs: number, stepMs: number, length: number): SliceTemplate {
  const bytes = new Uint8Array(length * (timeOffset + 11));
  const starts = new Int32Array(length + 1);
  let at = 0;
  for (let i = 0; i < length; i++) {
    starts[i] = at;
    const end = putVarint(bytes, at + timeOffset + 1, firstTimeMs + i * stepMs);
    bytes[at] = tagSample;
    bytes[at + 1] = end - at - 2;
    bytes[at + 2] = tagValue;
    bytes[at + timeOffset] = tagTime;
    at = end;
  }
  starts[length] = at;
  const first = starts[1] ?? 0;
  // Times only get longer.
  const even = length > 0 && at - starts[length - 1]! === first;
  return { bytes: bytes.subarray(0, at), starts, length, sampleBytes: even ? first : undefined, firstTimeMs, stepMs };
}

/** Samples of a series that are written: those there are, and stale markers. */
export function countWritten(states: Uint8Array, length: number): number {
  let written = 0;
  for (let i = 0; i < length; i++) if (states[i] !== missing) written++;
  return written;
}

/** Bytes that they take. @param starts - of the template. */
export function bytesOf(states: Uint8Array, length: number, starts: Int32Array): number {
  let bytes = 0;
  for (let i = 0; i < length; i++) if (states[i] !== missing) bytes += starts[i + 1]! - starts[i]!;
  return bytes;
}
