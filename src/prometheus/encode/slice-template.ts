import { missing } from "../../generator/sampling/block.ts";
import { putVarint } from "./varint.ts";

/** Bytes of a sample before its value: field, length, field of the value. */
export const valueOffset = 3;
/** Bytes of a sample before its timestamp's field. */
export const timeOffset = 11;
const tagSample = (2 << 3) | 2;
const tagValue = (1 << 3) | 1;
const tagTime = 2 << 3;
const tagStart = 3 << 3;

/** When the totals of a slice began to be counted. */
export interface Totals {
  /** Unix milliseconds. */
  readonly startMs: number;
  /** The first place in the slice whose sample counts from there: that of an earlier one is not known. */
  readonly from: number;
}

/** When the total at a place of the slice began, if that is known and lies before it. Unix milliseconds. */
export function startOf(totals: Totals | undefined, place: number): number | undefined {
  return totals !== undefined && place >= totals.from ? totals.startMs : undefined;
}

/**
 * The samples of one time slice without their values. Field tags, lengths and timestamps are the same for every series,
 * so they are encoded once.
 */
export interface SliceTemplate {
  readonly bytes: Uint8Array;
  /** Offset of each sample in `bytes`, plus the end. */
  readonly starts: Int32Array;
  /** Number of samples. */
  readonly length: number;
  /** Bytes per sample, if all samples have the same size. */
  readonly sampleBytes: number | undefined;
  readonly firstTimeMs: number;
  readonly stepMs: number;
  /** Given where samples carry it: in version 2. */
  readonly totals: Totals | undefined;
}

/**
 * Encodes tags and timestamps of `length` samples, starting at `firstTimeMs` (Unix milliseconds, at least 0).
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export function sliceTemplate(firstTimeMs: number, stepMs: number, length: number, totals?: Totals): SliceTemplate {
  const bytes = new Uint8Array(length * (timeOffset + 22));
  const starts = new Int32Array(length + 1);
  let at = 0;
  for (let i = 0; i < length; i++) {
    starts[i] = at;
    let end = putVarint(bytes, at + timeOffset + 1, firstTimeMs + i * stepMs);
    const startMs = startOf(totals, i);
    if (startMs !== undefined) {
      bytes[end] = tagStart;
      end = putVarint(bytes, end + 1, startMs);
    }
    bytes[at] = tagSample;
    bytes[at + 1] = end - at - 2;
    bytes[at + 2] = tagValue;
    bytes[at + timeOffset] = tagTime;
    at = end;
  }
  starts[length] = at;
  const first = starts[1] ?? 0;
  // Samples only get longer, so equal first and last sizes mean that all are equal.
  const even = length > 0 && at - starts[length - 1]! === first;
  return {
    bytes: bytes.subarray(0, at),
    starts,
    length,
    sampleBytes: even ? first : undefined,
    firstTimeMs,
    stepMs,
    totals,
  };
}

/** The number of samples to write, including stale markers. */
export function countWritten(states: Uint8Array, length: number): number {
  let written = 0;
  for (let i = 0; i < length; i++) if (states[i] !== missing) written++;
  return written;
}

/** The bytes that these samples take. @param starts - of the template. */
export function bytesOf(states: Uint8Array, length: number, starts: Int32Array): number {
  let bytes = 0;
  for (let i = 0; i < length; i++) if (states[i] !== missing) bytes += starts[i + 1]! - starts[i]!;
  return bytes;
}
