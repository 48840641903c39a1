import { Buffer } from "node:buffer";
import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";
import { present, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import { encodeHistogram, encodeStaleHistogram } from "./encode-histogram.ts";
import { type RequestWriter, tagSeries } from "./request-writer.ts";
import type { SliceTemplate } from "./slice-template.ts";

/** A request of native histograms. */
export class NativeWriter implements RequestWriter {
  readonly nans = 0;
  #series: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
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
    { firstTimeMs, stepMs }: SliceTemplate,
  ): number {
    const samples = protobuf.Writer.create();
    let [written, counted] = [0, 0];
    for (let i = 0; i < length; i++) {
      const sample = histograms[i];
      const timeMs = firstTimeMs + i * stepMs;
      if (states[i] === stale) encodeStaleHistogram(timeMs, samples);
      else if (states[i] === present && sample !== undefined) {
        encodeHistogram(sample, timeMs, samples);
        counted++;
      } else continue;
      written++;
    }
    if (written === 0) return 0;
    const encoded = samples.finish();
    const head = protobuf.Writer.create()
      .uint32(tagSeries)
      .uint32(labels.length + encoded.length)
      .finish();
    this.#series.push(head, labels, encoded);
    this.#length += head.length + labels.length + encoded.length;
    return counted;
  }
}
