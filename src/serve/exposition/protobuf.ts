import protobuf from "protobufjs/minimal.js";
import { type HistogramSample, present } from "../../generator/sampling/block.ts";
import type { Labels, MetricType } from "../../generator/series.ts";
import { observationsIn, writeBuckets } from "../../prometheus/encode/encode-histogram.ts";
import type { Family } from "../running/families.ts";
import type { Snapshot } from "../running/running-spec.ts";
import type { ServedSeries } from "../running/served-series.ts";
import { createExemplars, type Exemplar } from "./exemplars.ts";
import { MessageBuffer } from "./message-buffer.ts";
import { usualHelp } from "./text.ts";

/** `io.prometheus.client.MetricType`; an info is a gauge there. */
const types: Readonly<Record<MetricType, number>> = {
  counter: 0,
  gauge: 1,
  summary: 2,
  unknown: 3,
  histogram: 4,
  info: 1,
};
const gaugeHistogram = 5;

/** Fields of `Metric` by type, for the types that are one number. */
const valueFields: Readonly<Partial<Record<MetricType, number>>> = { gauge: 2, info: 2, counter: 3, unknown: 5 };

const labelBytes = new WeakMap<ServedSeries, Uint8Array[]>();

/**
 * Delimited messages `io.prometheus.client.MetricFamily`, the only form that shows native histograms whole.
 *
 * @see https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto
 */
export function formatProtobuf(snapshot: Snapshot): Buffer {
  const out = new MessageBuffer();
  for (const family of snapshot.families) {
    const natives = familyOf(out, family, snapshot, false);
    // Native histograms among the numbers of a gauge are a family of their own: a family has one type.
    if (natives) familyOf(out, family, snapshot, true);
  }
  return out.finish();
}

/** @returns whether series were left out that need a family of histograms. */
function familyOf(out: MessageBuffer, family: Family, snapshot: Snapshot, histogramsOnly: boolean): boolean {
  const { series } = snapshot;
  const { states, offsets, sources, wire } = series;
  const before = out.size;
  const start = out.open();
  out.text(1, family.name);
  out.text(2, family.help ?? usualHelp);
  const gauges = family.type !== "histogram" && (family.nativeOnly || histogramsOnly);
  out.count(3, gauges ? gaugeHistogram : types[family.type]);
  const exemplars = createExemplars(snapshot);
  const labels = labelsOf(series);
  const times = new Map<number, number>();
  const createdMs = (place: number) => {
    const from = series.totalsFrom[place]!;
    if (from < 0) return undefined;
    const known = times.get(from) ?? snapshot.shownMs(from);
    times.set(from, known);
    return known;
  };
  let written = 0;
  let left = false;
  for (const place of family.places) {
    const offset = offsets[place]!;
    if (states[offset] !== present) continue;
    const native = sources[place]!.series.length === 1 && wire[offset]!.native;
    if (family.type !== "histogram" && !family.nativeOnly && native !== histogramsOnly) {
      left ||= native;
      continue;
    }
    const metric = out.begin(4);
    labels[place] ??= encodeLabels(sources[place]!.definition.labels);
    out.raw(labels[place]);
    const find = (at: number) => exemplars.find(place, at);
    writeMetric(out, { place, offset, native, find, createdMs: createdMs(place) }, series);
    out.end(metric);
    written++;
  }
  if (written === 0) {
    out.cut(before);
    return left;
  }
  // Prometheus reads a unit only where it ends the name.
  if (family.unit !== undefined && family.name.endsWith(`_${family.unit}`)) out.text(5, family.unit);
  out.end(start);
  return left;
}

interface MetricPlace {
  readonly place: number;
  readonly offset: number;
  readonly native: boolean;
  readonly find: (at: number) => Exemplar | undefined;
  readonly createdMs: number | undefined;
}

function writeMetric(out: MessageBuffer, one: MetricPlace, series: ServedSeries): void {
  const { place, offset, native, find } = one;
  const { values, sources } = series;
  const { definition } = sources[place]!;
  const { kind } = definition;
  const field = native ? undefined : valueFields[kind];
  if (field !== undefined) {
    const message = out.begin(field);
    out.double(1, values[offset]!);
    if (kind === "counter") {
      writeExemplar(out, 2, find(offset));
      writeTime(out, 3, one.createdMs);
    }
    out.end(message);
  } else if (kind === "summary") writeSummary(out, one, definition.quantiles, values);
  else writeHistogram(out, one, series);
}

function writeSummary(
  out: MessageBuffer,
  { offset, createdMs: began }: MetricPlace,
  quantiles: readonly number[],
  values: Float64Array,
): void {
  const message = out.begin(4);
  const end = offset + quantiles.length;
  out.count(1, Math.round(values[end + 1]!));
  out.double(2, values[end]!);
  for (const [number, quantile] of quantiles.entries()) {
    const one = out.begin(3);
    out.double(1, quantile);
    out.double(2, values[offset + number]!);
    out.end(one);
  }
  writeTime(out, 4, began);
  out.end(message);
}

function writeHistogram(
  out: MessageBuffer,
  { place, offset, native, find, createdMs: began }: MetricPlace,
  series: ServedSeries,
): void {
  const { values, histograms, sources } = series;
  const { definition, series: own } = sources[place]!;
  const message = out.begin(7);
  const classic = definition.kind === "histogram" && definition.native !== true && !native;
  if (classic) {
    const { buckets } = definition;
    const sum = offset + buckets.length + 1;
    writeCount(out, values[sum + 1]!, { whole: 1, float: 4 });
    out.double(2, values[sum]!);
    for (let bucket = 0; bucket <= buckets.length; bucket++) {
      const one = out.begin(3);
      writeCount(out, values[offset + bucket]!, { whole: 1, float: 4 });
      out.double(2, buckets[bucket] ?? Number.POSITIVE_INFINITY);
      writeExemplar(out, 3, find(offset + bucket));
      out.end(one);
    }
  }
  const last = offset + own.length - 1;
  const sample = own.at(-1)!.native ? histograms.get(last) : undefined;
  if (sample !== undefined) writeNative(out, sample, classic);
  writeTime(out, 15, began);
  out.end(message);
}

/** A whole count where it is one; else both, since older servers read whole counts of classic buckets only. */
function writeCount(out: MessageBuffer, value: number, { whole, float }: { whole: number; float: number }): void {
  out.count(whole, Math.max(0, Math.round(value)));
  if (!Number.isInteger(value)) out.double(float, value);
}

function writeNative(out: MessageBuffer, sample: HistogramSample, beside: boolean): void {
  const writer = protobuf.Writer.create();
  // Above 0, or it would be taken for a histogram of whole counts.
  out.double(4, Math.max(sample.count, observationsIn(sample), Number.MIN_VALUE));
  if (!beside) out.double(2, sample.sum);
  writer.uint32((5 << 3) | 0).sint32(sample.schema);
  out.raw(writer.finish());
  out.double(6, sample.zeroThreshold);
  out.double(8, sample.zeroCount);
  const buckets = protobuf.Writer.create();
  writeBuckets(buckets, { spanField: 9, countField: 11 }, sample.negativeOffset, sample.negativeCounts);
  writeBuckets(buckets, { spanField: 12, countField: 14 }, sample.positiveOffset, sample.positiveCounts);
  // A histogram without a span is a classic one, and a span of nothing says that it is none.
  if (sample.negativeCounts.length + sample.positiveCounts.length === 0)
    buckets
      .uint32((12 << 3) | 2)
      .fork()
      .ldelim();
  out.raw(buckets.finish());
}

function writeExemplar(out: MessageBuffer, field: number, exemplar: Exemplar | undefined): void {
  if (exemplar === undefined) return;
  const message = out.begin(field);
  const label = out.begin(1);
  out.text(1, "trace_id");
  out.text(2, exemplar.traceId);
  out.end(label);
  out.double(2, exemplar.value);
  writeTime(out, 3, exemplar.timeMs);
  out.end(message);
}

function writeTime(out: MessageBuffer, field: number, ms: number | undefined): void {
  if (ms === undefined || ms < 0) return;
  const message = out.begin(field);
  out.count(1, Math.floor(ms / 1000));
  out.count(2, Math.floor((ms % 1000) * 1e6));
  out.end(message);
}

function labelsOf(series: ServedSeries): Uint8Array[] {
  const found = labelBytes.get(series) ?? [];
  labelBytes.set(series, found);
  return found;
}

function encodeLabels(labels: Labels): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [name, value] of labels) {
    writer.uint32((1 << 3) | 2).fork();
    writer.uint32((1 << 3) | 2).string(name);
    writer.uint32((2 << 3) | 2).string(value);
    writer.ldelim();
  }
  return writer.finish();
}
