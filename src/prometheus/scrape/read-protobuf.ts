import protobuf from "protobufjs/minimal.js";
import { partName } from "../../generator/wire-names.ts";
import { labelFloat } from "./label-float.ts";
import { numberOf, readExemplar, readFields, readMessage, readPair } from "./protobuf-parts.ts";
import { isNative, type RawHistogram, readHistogram } from "./read-histogram.ts";
import { emptyPage, type ScrapedExemplar, type ScrapedPage } from "./scraped-page.ts";

/** `io.prometheus.client.MetricType` by number. */
const types = ["counter", "gauge", "summary", "unknown", "histogram", "gaugehistogram"];

/**
 * Reads delimited messages `io.prometheus.client.MetricFamily`: numbers, summaries, the classic parts of histograms,
 * and native histograms whole.
 *
 * @param options.maxSamples - reading stops with a fault after so many.
 * @see https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto
 */
export function readProtobuf(
  bytes: Uint8Array,
  { maxSamples = Number.POSITIVE_INFINITY }: { readonly maxSamples?: number } = {},
): ScrapedPage {
  const page = emptyPage();
  const reader = protobuf.Reader.create(bytes);
  try {
    while (reader.pos < reader.len) {
      readFamily(reader, page);
      if (page.samples.length <= maxSamples) continue;
      page.fault = `more than ${maxSamples} samples`;
      break;
    }
  } catch (error) {
    page.fault = `no protobuf of metrics: ${(error as Error).message}`;
  }
  return page;
}

function readFamily(reader: protobuf.Reader, page: ScrapedPage): void {
  let [name, help, unit, type] = ["", "", "", 0];
  const metrics: (readonly [from: number, to: number])[] = [];
  readMessage(reader, (field) => {
    if (field === 1) name = reader.string();
    else if (field === 2) help = reader.string();
    else if (field === 3) type = reader.int32();
    else if (field === 4) {
      const length = reader.uint32();
      metrics.push([reader.pos, reader.pos + length]);
      reader.skip(length);
    } else if (field === 5) unit = reader.string();
    else return false;
    return true;
  });
  const after = reader.pos;
  if (name === "") throw new RangeError("a family without a name");
  const word = types[type] ?? "unknown";
  page.types.set(name, word);
  if (help !== "") page.helps.set(name, help);
  if (unit !== "") page.units.set(name, unit);
  // A name may come after its metrics.
  for (const [from, to] of metrics) {
    reader.pos = from;
    readMetric(reader, to, { name, type: word }, page);
  }
  reader.pos = after;
}

function readMetric(
  reader: protobuf.Reader,
  end: number,
  { name, type }: { readonly name: string; readonly type: string },
  { samples }: ScrapedPage,
): void {
  const labels = new Map<string, string>();
  let number: { readonly value: number; readonly exemplar: ScrapedExemplar | undefined } | undefined;
  let summary: RawSummary | undefined;
  let histogram: RawHistogram | undefined;
  let timeMs = 0;
  readFields(reader, end, (field) => {
    if (field === 1) readPair(reader, labels);
    else if (field === 2 || field === 3 || field === 5) number = readValue(reader);
    else if (field === 4) summary = readSummary(reader);
    else if (field === 6) timeMs = numberOf(reader.int64());
    else if (field === 7) histogram = readHistogram(reader, type === "gaugehistogram");
    else return false;
    return true;
  });
  const time = timeMs === 0 ? {} : { timeMs };
  const add: AddSample = (wire, value, extra, exemplar) => {
    const own = extra === undefined ? labels : new Map([...labels, extra]);
    samples.push({ name: wire, labels: own, value, ...time, ...(exemplar && { exemplar }) });
  };
  if (number !== undefined) add(name, number.value, undefined, number.exemplar);
  if (summary !== undefined) addSummary(name, summary, add);
  if (histogram === undefined) return;
  const native = isNative(histogram);
  if (native) samples.push({ name, labels, value: Number.NaN, histogram: histogram.native, ...time });
  // Beside native buckets, classic ones are there only where the program keeps both.
  if (!native || histogram.buckets.length > 0) addClassic(name, histogram, add);
}

type AddSample = (
  name: string,
  value: number,
  extra?: readonly [label: string, value: string],
  exemplar?: ScrapedExemplar,
) => void;

function addSummary(name: string, { quantiles, sum, count }: RawSummary, add: AddSample): void {
  for (const { quantile, value } of quantiles) add(name, value, ["quantile", labelFloat(quantile)]);
  add(partName(name, "sum"), sum);
  add(partName(name, "count"), count);
}

function addClassic(name: string, { buckets, native: { sum, count } }: RawHistogram, add: AddSample): void {
  for (const { bound, count: below, exemplar } of buckets)
    add(partName(name, "bucket"), below, ["le", labelFloat(bound)], exemplar);
  if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY) add(partName(name, "bucket"), count, ["le", "+Inf"]);
  add(partName(name, "sum"), sum);
  add(partName(name, "count"), count);
}

function readValue(reader: protobuf.Reader) {
  let value = 0;
  let exemplar: ScrapedExemplar | undefined;
  readMessage(reader, (field, wire) => {
    if (field === 1) value = reader.double();
    else if (field === 2 && wire === 2) exemplar = readExemplar(reader);
    else return false;
    return true;
  });
  return { value, exemplar };
}

interface RawSummary {
  readonly count: number;
  readonly sum: number;
  readonly quantiles: readonly { readonly quantile: number; readonly value: number }[];
}

function readSummary(reader: protobuf.Reader): RawSummary {
  let [count, sum] = [0, 0];
  const quantiles: { quantile: number; value: number }[] = [];
  readMessage(reader, (field) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) sum = reader.double();
    else if (field === 3) {
      let [quantile, value] = [0, 0];
      readMessage(reader, (part) => {
        if (part === 1) quantile = reader.double();
        else if (part === 2) value = reader.double();
        else return false;
        return true;
      });
      quantiles.push({ quantile, value });
    } else return false;
    return true;
  });
  return { count, sum, quantiles };
}
