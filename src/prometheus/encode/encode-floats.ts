import { compress } from "snappyjs";
import { present, type SampleBlock } from "../../generator/sampling/block.ts";
import type { Labels, WireSeries } from "../../generator/series.ts";
import type { MetricMetadata } from "../write/metadata.ts";
import { LabelEncoder } from "./encode-labels.ts";
import { FloatWriter } from "./float-writer.ts";
import type { RequestWriter } from "./request-writer.ts";
import type { SliceTemplate } from "./slice-template.ts";
import { SymbolTable } from "./symbol-table.ts";
import type { WriteVersion } from "./write-version.ts";

/** A series whose samples were computed elsewhere. */
export interface FloatSeries extends Pick<WireSeries, "name" | "labels"> {
  /** Its first samples, as many as the template has. */
  readonly block: SampleBlock;
  /** Goes with it in version 2. */
  readonly metadata?: Pick<MetricMetadata, "type" | "help" | "unit"> | undefined;
}

/** Encodes one request of any float series; empty if none of them has a sample. */
export function encodeFloats(
  version: WriteVersion,
  series: readonly FloatSeries[],
  template: SliceTemplate,
): RequestWriter {
  const writer = new FloatWriter(version);
  const encoder = version === 1 ? new LabelEncoder() : new SymbolTable();
  const heads = series.map(({ name, labels, metadata }) => encoder.encode({ name, labels, native: false }, metadata));
  writer.clear(encoder instanceof SymbolTable ? encoder.symbols() : undefined);
  for (const [i, { block }] of series.entries()) writer.appendSeries(heads[i]!, block, template.length, template);
  return writer;
}

/** One number of a series. */
export interface Point {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** Encodes one request of numbers at one time. @param template - of one sample. */
export function encodePoints(version: WriteVersion, points: readonly Point[], template: SliceTemplate): RequestWriter {
  const series = points.map(({ value, ...rest }) => ({ ...rest, block: pointBlock(value) }));
  return encodeFloats(version, series, template);
}

function pointBlock(value: number): SampleBlock {
  return { values: Float64Array.of(value), states: Uint8Array.of(present) };
}

/** A request without a series: every receiver takes it and stores nothing. */
export function encodeNothing(version: WriteVersion): Pick<RequestWriter, "version" | "length" | "sent" | "compress"> {
  const { bytes } = version === 1 ? { bytes: new Uint8Array() } : new SymbolTable().symbols();
  return { version, length: bytes.length, sent: 0, compress: () => compress(bytes) };
}
