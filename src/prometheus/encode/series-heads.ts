import type { SnappyOutput } from "./snappy-output.ts";
import { putVarint } from "./varint.ts";

/** Bytes that the field and the length of a series take at most. */
const maxHead = 12;

/** Writes what stands before the samples of a series: its tag, its length and its labels, as like the series before. */
export class SeriesHeads {
  #head = { bytes: new Uint8Array(512), length: 0 };
  #lastHead = { bytes: new Uint8Array(512), length: 0 };
  /** Where the series before begins in the request. */
  #lastSeries = 0;
  readonly #tag: number;

  /** @param tag - of the field of a series. */
  constructor(tag: number) {
    this.#tag = tag;
  }

  /** Forgets the series before: a new request begins. */
  clear(): void {
    this.#lastHead.length = 0;
  }

  /**
   * @param labels - encoded, with their tags.
   * @param sampleBytes - length of the samples that follow.
   */
  open(output: SnappyOutput, labels: Uint8Array, sampleBytes: number): void {
    const head = this.#head;
    if (head.bytes.length < labels.length + maxHead) head.bytes = new Uint8Array(2 * (labels.length + maxHead));
    head.bytes[0] = this.#tag;
    const at = putVarint(head.bytes, 1, labels.length + sampleBytes);
    head.bytes.set(labels, at);
    head.length = at + labels.length;
    const begin = output.size;
    output.alike(head, this.#lastHead, begin - this.#lastSeries);
    this.#lastSeries = begin;
    this.#head = this.#lastHead;
    this.#lastHead = head;
  }
}
