import { Buffer } from "node:buffer";
import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";
import { present, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import { encodeHistogram, encodeStaleHistogram } from "./encode-histogram.ts";
import type { RequestWriter } from "./request-writer.ts";
import { type SliceTemplate, startOf } from "./slice-template.ts";
import type { Symbols } from "./symbol-table.ts";
import { messageTags, type WriteVersion } from "./write-version.ts";

/** A request of native histograms. */
export class NativeWriter implements RequestWriter {
  readonly nans = 0;
  sent = 0;
  readonly version: WriteVersion;
  #symbols: Symbols | undefined;
  #series: Uint8Array[] = [];
  #length = 0;

  constructor(version: WriteVersion = 1) {
    this.version = version;
  }

  get length(): number {
    return this.#length;
  }

  clear(symbols?: Symbols): void {
    this.sent = 0;
    this.#symbols = symbols;
    this.#series = [];
    this.#length = 0;
  }

  compress(): Uint8Array {
    return compress(Buffer.concat(this.#series));
  }

  appendSeries(
    labels: Uint8Array,
    { states, histograms = [] }: SampleBlock,
    length: number,
    { firstTimeMs, stepMs, totals }: SliceTemplate,
  ): number {
    const tags = messageTags[this.version];
    const samples = protobuf.Writer.create();
    let [written, counted] = [0, 0];
    for (let i = 0; i < length; i++) {
      const sample = histograms[i];
      const timeMs = firstTimeMs + i * stepMs;
      if (states[i] === stale) encodeStaleHistogram(timeMs, samples, tags.histogram);
      else if (states[i] === present && sample !== undefined) {
        encodeHistogram(sample, timeMs, samples, { tag: tags.histogram, startMs: startOf(totals, i) });
        counted++;
      } else continue;
      written++;
    }
    if (written === 0) return 0;
    if (this.#symbols !== undefined && this.#length === 0) {
      this.#series.push(this.#symbols.bytes);
      this.#length += this.#symbols.bytes.length;
    }
    const encoded = samples.finish();
    const head = protobuf.Writer.create()
      .uint32(tags.series)
      .uint32(labels.length + encoded.length)
      .finish();
    this.#series.push(head, labels, encoded);
    this.#length += head.length + labels.length + encoded.length;
    this.sent += written;
    return counted;
  }
}
