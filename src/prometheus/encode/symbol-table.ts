import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";
import type { WireSeries } from "../../generator/series.ts";
import type { MetricMetadata, WireMetricType } from "../write/metadata.ts";
import { type ExtraLabel, labelPairs } from "./encode-labels.ts";
import { metadataTypes } from "./encode-metadata.ts";

/** The strings of a request of version 2, which its series refer to by number. */
export interface Symbols {
  /** The fields `symbols`, encoded. */
  readonly bytes: Uint8Array;
  /** Elements of Snappy's block format that unpack to `bytes`; they refer to nothing before them. */
  readonly elements: Uint8Array;
}

const fieldSymbols = (4 << 3) | 2;
const fieldLabelsRefs = (1 << 3) | 2;
const fieldMetadata = (5 << 3) | 2;

/**
 * Encodes what stands before the samples of series of version 2: references to the labels' strings, and the metadata.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#symbols-table
 */
export class SymbolTable {
  readonly #extra: ExtraLabel | undefined;
  /** The empty string is the first one: what has no help or unit refers to it. */
  readonly #numbers = new Map<string, number>([["", 0]]);

  /** @param extra - added to every series; replaces a label of the same name. */
  constructor(extra?: ExtraLabel) {
    this.#extra = extra;
  }

  /** The fields `labels_refs` and `metadata` of a `TimeSeries`, with the labels in the order of version 1. */
  encode(series: WireSeries, metadata?: Pick<MetricMetadata<WireMetricType>, "type" | "help" | "unit">): Uint8Array {
    const writer = protobuf.Writer.create();
    writer.uint32(fieldLabelsRefs).bytes(this.refs(labelPairs(series, this.#extra)));
    if (metadata !== undefined) {
      const { type, help = "", unit = "" } = metadata;
      writer.uint32(fieldMetadata).fork();
      writer.uint32(1 << 3).int32(metadataTypes[type]);
      if (help !== "") writer.uint32(3 << 3).uint32(this.#numberOf(help));
      if (unit !== "") writer.uint32(4 << 3).uint32(this.#numberOf(unit));
      writer.ldelim();
    }
    return writer.finish();
  }

  /** The packed numbers of names and values, by turns. */
  refs(pairs: readonly (readonly [name: string, value: string])[]): Uint8Array {
    const writer = protobuf.Writer.create();
    for (const [name, value] of pairs) writer.uint32(this.#numberOf(name)).uint32(this.#numberOf(value));
    return writer.finish();
  }

  /** All strings so far. */
  symbols(): Symbols {
    const writer = protobuf.Writer.create();
    for (const text of this.#numbers.keys()) writer.uint32(fieldSymbols).string(text);
    const bytes = writer.finish();
    return { bytes, elements: withoutLength(compress(bytes)) };
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}

/** A Snappy block without the varint before its elements. */
function withoutLength(block: Uint8Array): Uint8Array {
  return block.subarray(block.findIndex((byte) => byte < 0x80) + 1);
}
