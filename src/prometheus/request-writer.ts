import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";
import { missing, present, type SampleBlock, stale } from "../generator/block.ts";
import { compressRequest, type LikeSegment, maxCompressedLength } from "./compress-request.ts";
import { encodeHistogram, encodeStaleHistogram } from "./encode-histogram.ts";
import { putStaleMarker } from "./stale-marker.ts";

/** Bytes of one encoded sample: field and length (2), value (1 + 8), timestamp (1 + its varint). */
const valueOffset = 3;
const timeOffset = 12;
/** A copy in Snappy's format reaches that far back with an offset of two bytes. */
const maxOffset = 65_535;
const tagSeries = (1 << 3) | 2;
const tagSample = (2 << 3) | 2;
const tagValue = (1 << 3) | 1;
const tagTime = 2 << 3;

/**
 * The samples of one time slice without their values: field tags, lengths and timestamps are the same for every series, so they are encoded once and
 * copied.
 */
export interface SliceTemplate {
  readonly bytes: Uint8Array;
  /** Where each sample begins in `bytes`; one more entry marks the end. */
  readonly starts: Int32Array;
  /** All samples have the same length. */
  readonly even: boolean;
  readonly firstTimeMs: number;
  readonly stepMs: number;
}

/** Encodes tags and timestamps of `length` samples from `firstTimeMs` on. */
export function sliceTemplate(firstTimeMs: number, stepMs: number, length: number): SliceTemplate {
  const bytes = new Uint8Array(length * (timeOffset + 10));
  const starts = new Int32Array(length + 1);
  let at = 0;
  for (let i = 0; i < length; i++) {
    starts[i] = at;
    const end = putVarint(bytes, at + timeOffset, firstTimeMs + i * stepMs);
    bytes[at] = tagSample;
    bytes[at + 1] = end - at - 2;
    bytes[at + 2] = tagValue;
    bytes[at + timeOffset - 1] = tagTime;
    at = end;
  }
  starts[length] = at;
  const even = length > 0 && at === length * starts[1]! && starts[length - 1]! === (length - 1) * starts[1]!;
  return { bytes: bytes.subarray(0, at), starts, even, firstTimeMs, stepMs };
}

/**
 * A `WriteRequest` that grows in one buffer which is used again and again.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export class RequestWriter {
  private buffer = new Uint8Array(1 << 19);
  private view = new DataView(this.buffer.buffer);
  private size = 0;
  private ordinaryNans = 0;
  /** Where equal bytes are likely; undefined where nothing is known, as for histograms. */
  private segments: LikeSegment[] | undefined = [];
  private compressed = new Uint8Array();
  /** Where the last series begins. */
  private lastSeries = 0;
  /** Where the samples of the last series without gaps begin, and how many bytes they are. */
  private lastWhole = { begin: 0, bytes: 0 };

  /** Bytes so far. */
  get length(): number {
    return this.size;
  }

  /** Values so far that are NaN: some receivers drop them. Stale markers are none of them. */
  get nans(): number {
    return this.ordinaryNans;
  }

  /** Forgets everything that was written. */
  clear(): void {
    this.size = 0;
    this.ordinaryNans = 0;
    this.segments = [];
    this.lastSeries = 0;
    this.lastWhole = { begin: 0, bytes: 0 };
  }

  /** What was written; valid until the next change. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.size);
  }

  /** What was written, compressed by Snappy; valid until the next change or call. */
  compress(): Uint8Array {
    if (this.segments === undefined) return compress(this.bytes());
    const most = maxCompressedLength(this.size);
    if (this.compressed.length < most) this.compressed = new Uint8Array(most);
    return this.compressed.subarray(0, compressRequest(this.bytes(), this.segments, this.compressed));
  }

  /**
   * Appends a series with the samples of a block; none if the block has none.
   *
   * @param labels - from `encodeLabels`.
   * @returns samples written, stale markers not counted.
   */
  appendSeries(labels: Uint8Array, block: SampleBlock, length: number, template: SliceTemplate): number {
    if (block.histograms !== undefined) return this.appendHistograms(labels, block, block.histograms, length, template);
    const { states } = block;
    let [written, bytes] = [0, 0];
    for (let i = 0; i < length; i++) {
      if (states[i] === missing) continue;
      bytes += template.starts[i + 1]! - template.starts[i]!;
      written++;
    }
    if (written === 0) return 0;
    this.openSeries(labels, bytes);
    if (written === length && template.even) return this.copyWhole(block, length, template);
    return this.copyPresent(block, length, template);
  }

  private openSeries(labels: Uint8Array, sampleBytes: number): void {
    const size = labels.length + sampleBytes;
    this.reserve(size + 12);
    const begin = this.size;
    this.buffer[this.size] = tagSeries;
    this.size = putVarint(this.buffer, this.size + 1, size);
    this.buffer.set(labels, this.size);
    this.size += labels.length;
    this.expectLike(this.size, begin - this.lastSeries);
    this.lastSeries = begin;
  }

  /** Bytes up to `end` are like those `offset` before them. */
  private expectLike(end: number, offset: number): void {
    this.segments?.push({ end, offset: offset <= maxOffset ? offset : 0 });
  }

  /** Samples are like those of the last series at the same times; without such a series, like the sample before. */
  private expectSamples(begin: number, end: number, stride: number): void {
    const { lastWhole } = this;
    const bytes = end - begin;
    const distance = begin - lastWhole.begin;
    if (lastWhole.bytes === bytes && distance <= maxOffset) {
      this.expectLike(end, distance);
    } else {
      this.expectLike(begin + stride, 0);
      this.expectLike(end, stride);
    }
  }

  private copyWhole({ values, states }: SampleBlock, length: number, template: SliceTemplate): number {
    const { buffer, view, size } = this;
    const stride = template.starts[1]!;
    buffer.set(length * stride === template.bytes.length ? template.bytes : template.bytes.subarray(0, length * stride), size);
    let at = size + valueOffset;
    let counted = 0;
    for (let i = 0; i < length; i++, at += stride) {
      if (states[i] === present) {
        const value = values[i]!;
        view.setFloat64(at, value, true);
        counted++;
        if (Number.isNaN(value)) this.ordinaryNans++;
      } else {
        putStaleMarker(view, at);
      }
    }
    this.size = size + length * stride;
    this.expectSamples(size, this.size, stride);
    this.lastWhole = { begin: size, bytes: length * stride };
    return counted;
  }

  private copyPresent({ values, states }: SampleBlock, length: number, { bytes, starts }: SliceTemplate): number {
    const { buffer, view } = this;
    let at = this.size;
    let counted = 0;
    for (let i = 0; i < length; i++) {
      const state = states[i];
      if (state === missing) continue;
      const end = starts[i + 1]!;
      for (let from = starts[i]!, to = at; from < end; from++, to++) buffer[to] = bytes[from]!;
      if (state === stale) {
        putStaleMarker(view, at + valueOffset);
      } else {
        const value = values[i]!;
        view.setFloat64(at + valueOffset, value, true);
        counted++;
        if (Number.isNaN(value)) this.ordinaryNans++;
      }
      at += end - starts[i]!;
    }
    const stride = starts[1]! - starts[0]!;
    this.expectLike(this.size + Math.min(stride, at - this.size), 0);
    this.expectLike(at, stride);
    this.size = at;
    return counted;
  }

  private appendHistograms(
    labels: Uint8Array,
    { states }: SampleBlock,
    histograms: NonNullable<SampleBlock["histograms"]>,
    length: number,
    template: SliceTemplate,
  ): number {
    const writer = protobuf.Writer.create();
    let [written, counted] = [0, 0];
    for (let i = 0; i < length; i++) {
      const sample = histograms[i];
      const timeMs = template.firstTimeMs + i * template.stepMs;
      if (states[i] === stale) encodeStaleHistogram(timeMs, writer);
      else if (states[i] === present && sample !== undefined) encodeHistogram(sample, timeMs, writer);
      else continue;
      written++;
      if (states[i] === present) counted++;
    }
    if (written === 0) return 0;
    const encoded = writer.finish();
    this.openSeries(labels, encoded.length);
    this.buffer.set(encoded, this.size);
    this.size += encoded.length;
    this.segments = undefined;
    return counted;
  }

  private reserve(bytes: number): void {
    if (this.size + bytes <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.size + bytes));
    grown.set(this.bytes());
    this.buffer = grown;
    this.view = new DataView(grown.buffer);
  }
}

/** Writes a non-negative safe integer as a varint (negative times do not occur: windows begin after 1970). Returns where it ends. */
function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let end = at;
  while (rest >= 0x80) {
    bytes[end++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  bytes[end++] = rest;
  return end;
}
