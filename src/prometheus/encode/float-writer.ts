import { missing, present, type SampleBlock } from "../../generator/sampling/block.ts";
import { halves, lower, notFinite, number, putHalves, unchangedAbove, unchangedBelow, upper } from "./float-halves.ts";
import type { RequestWriter } from "./request-writer.ts";
import { type SampleTrace, SampleTraces } from "./sample-traces.ts";
import { SeriesHeads } from "./series-heads.ts";
import { bytesOf, countWritten, type SliceTemplate, timeOffset, valueOffset } from "./slice-template.ts";
import {
  maxMiddleOffset,
  maxPiece,
  maxShortOffset,
  maxShortPiece,
  minShortPiece,
  SnappyOutput,
} from "./snappy-output.ts";
import { staleMarkerHigh, staleMarkerLow } from "./stale-marker.ts";
import type { Symbols } from "./symbol-table.ts";
import { messageTags, type WriteVersion } from "./write-version.ts";

/**
 * A request of float samples, compressed while it is written. In a slice, every series has the same tags, lengths and
 * timestamps. So a sample is a copy of the bytes around the previous series' value, plus the bytes of the value that
 * differ. The uncompressed request never exists, which is several times faster than writing and compressing it, with
 * about the same size.
 */
export class FloatWriter implements RequestWriter {
  nans = 0;
  sent = 0;
  readonly version: WriteVersion;
  #symbols: Symbols | undefined;
  readonly #output = new SnappyOutput();
  readonly #traces = new SampleTraces();
  readonly #heads: SeriesHeads;
  /** One sample, as long as they get. */
  readonly #sample = new Uint8Array(40);

  constructor(version: WriteVersion = 1) {
    this.version = version;
    this.#heads = new SeriesHeads(messageTags[version].series);
  }

  get length(): number {
    return this.#output.size;
  }

  clear(symbols?: Symbols): void {
    this.nans = 0;
    this.sent = 0;
    this.#symbols = symbols;
    this.#output.clear();
    this.#traces.clear();
    this.#heads.clear();
  }

  compress(): Uint8Array {
    return this.#output.finish();
  }

  appendSeries(labels: Uint8Array, block: SampleBlock, length: number, template: SliceTemplate): number {
    const written = countWritten(block.states, length);
    if (written === 0) return 0;
    const trace = this.#traces.of(template);
    const { sampleBytes } = template;
    const bytes = sampleBytes === undefined ? bytesOf(block.states, length, template.starts) : written * sampleBytes;
    const output = this.#output;
    if (this.#symbols !== undefined && output.size === 0)
      output.elements(this.#symbols.elements, this.#symbols.bytes.length);
    this.#heads.open(output, labels, bytes);
    // Of a sample all its bytes, the tag of a literal and two copies, or less.
    output.reserve(bytes + 12 * written);
    const begin = output.size;
    const whole = written === template.length && sampleBytes !== undefined;
    const counted =
      whole && trace.lastWhole !== undefined
        ? this.#putLikeLast(block, begin - trace.lastWhole, template, trace)
        : this.#putSamples(block, length, template, trace);
    trace.lastWhole = whole ? begin : undefined;
    this.sent += written;
    return counted;
  }

  /**
   * Writes a series with a sample at every time, after another such series, which is by far the most common case. The
   * usual samples are handled here with local variables only; the others take the slow path.
   */
  #putLikeLast(block: SampleBlock, offset: number, template: SliceTemplate, trace: SampleTrace): number {
    const { values, states } = block;
    const { length, sampleBytes = 0 } = template;
    const one = number;
    const half = halves;
    const low = lower;
    const high = upper;
    const output = this.#output;
    const last = trace.lastHalves;
    const fromTime = sampleBytes - timeOffset;
    const maxCopy = offset <= maxMiddleOffset ? maxPiece - valueOffset - 7 : -1;
    const maxShort = offset <= maxShortOffset ? maxShortPiece : 0;
    output.copy(offset, 0);
    let { bytes: out, at, size, copyLength } = output;
    let counted = 0;
    for (let i = 0; i < length; i++) {
      one[0] = values[i]!;
      const bits = half[low]!;
      const highBits = half[high]!;
      const change = bits ^ last[2 * i]!;
      const highChange = highBits ^ last[2 * i + 1]!;
      if (highChange !== 0 && copyLength <= maxCopy && (highBits & notFinite) !== notFinite && states[i] === present) {
        // The lower bytes of whole numbers and their sums are 0.
        const isLow = change !== 0;
        const lowest = isLow ? change : highChange;
        const zeros = 31 - Math.clz32(lowest & -lowest);
        const before = (zeros >>> 3) + (isLow ? 0 : 4);
        const after = Math.clz32(highChange) >>> 3;
        const shift = zeros & 24;
        const first = ((isLow ? bits : highBits) >>> shift) | (((isLow ? highBits : 0) << 1) << (31 - shift));
        const second = highBits >>> shift;
        const piece = copyLength + valueOffset + before;
        if (piece <= maxShort && piece >= minShortPiece) {
          out[at] = 1 | ((piece - minShortPiece) << 2) | ((offset >>> 8) << 5);
          out[at + 1] = offset;
          at += 2;
        } else {
          out[at] = 2 | ((piece - 1) << 2);
          out[at + 1] = offset;
          out[at + 2] = offset >>> 8;
          at += 3;
        }
        const changed = 8 - before - after;
        out[at] = (changed - 1) << 2;
        out[at + 1] = first;
        out[at + 2] = first >>> 8;
        out[at + 3] = first >>> 16;
        out[at + 4] = first >>> 24;
        out[at + 5] = second;
        out[at + 6] = second >>> 8;
        out[at + 7] = second >>> 16;
        out[at + 8] = second >>> 24;
        at += 1 + changed;
        copyLength = after + fromTime;
        last[2 * i] = bits;
        last[2 * i + 1] = highBits;
        size += sampleBytes;
        counted++;
      } else {
        output.at = at;
        output.size = size;
        output.copyLength = copyLength;
        counted += this.#putSample(block, i, offset, trace);
        ({ bytes: out, at, size, copyLength } = output);
      }
    }
    output.at = at;
    output.size = size;
    output.copyLength = copyLength;
    return counted;
  }

  /** Writes a series with any samples. */
  #putSamples(block: SampleBlock, length: number, template: SliceTemplate, trace: SampleTrace): number {
    const { places, lastWhole } = trace;
    if (lastWhole !== undefined) for (let i = 0; i < template.length; i++) places[i] = lastWhole + template.starts[i]!;
    let counted = 0;
    for (let i = 0; i < length; i++) {
      if (block.states[i] === missing) continue;
      const place = this.#output.size;
      counted += this.#putSample(block, i, place - places[i]!, trace);
      places[i] = place;
    }
    return counted;
  }

  /**
   * Writes any sample. The last sample of the same time begins `offset` bytes earlier, which is before the start of the
   * request if there is none.
   */
  #putSample({ values, states }: SampleBlock, i: number, offset: number, trace: SampleTrace): number {
    const { bytes, starts } = trace.template;
    const output = this.#output;
    const last = trace.lastHalves;
    const isStale = states[i] !== present;
    number[0] = values[i]!;
    const low = isStale ? staleMarkerLow : halves[lower]!;
    const high = isStale ? staleMarkerHigh : halves[upper]!;
    if (!isStale && Number.isNaN(values[i])) this.nans++;
    const sampleBytes = starts[i + 1]! - starts[i]!;
    const lowChange = low ^ last[2 * i]!;
    const highChange = high ^ last[2 * i + 1]!;
    last[2 * i] = low;
    last[2 * i + 1] = high;
    if (offset > output.size) {
      this.#sample.set(bytes.subarray(starts[i]!, starts[i + 1]!));
      putHalves(low, high, this.#sample, valueOffset);
      output.literal(this.#sample, 0, sampleBytes);
    } else if (lowChange === 0 && highChange === 0) {
      output.copy(offset, sampleBytes);
    } else {
      const before = lowChange === 0 ? 4 + unchangedBelow(highChange) : unchangedBelow(lowChange);
      const after = highChange === 0 ? 4 + unchangedAbove(lowChange) : unchangedAbove(highChange);
      putHalves(low, high, this.#sample, 0);
      output.copy(offset, valueOffset + before);
      output.literal(this.#sample, before, 8 - after);
      output.copy(offset, after + sampleBytes - timeOffset);
    }
    return isStale ? 0 : 1;
  }
}
