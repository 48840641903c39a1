import type protobuf from "protobufjs/minimal.js";
import { numberOf, readExemplar, readMessage, readRepeated } from "./protobuf-parts.ts";
import type { ScrapedExemplar, ScrapedHistogram } from "./scraped-page.ts";

/** A `Histogram` message: classic buckets, and what of it is native. */
export interface RawHistogram {
  /** With cumulative counts, as they come. */
  readonly buckets: readonly { readonly bound: number; readonly count: number; readonly exemplar?: ScrapedExemplar }[];
  readonly native: ScrapedHistogram;
}

/**
 * Whether native buckets are meant: a histogram without any has a span of no length.
 *
 * @see https://prometheus.io/docs/specs/native_histograms/#exposition-formats
 */
export function isNative({ native }: RawHistogram): boolean {
  const { positive, negative, zeroThreshold, zeroCount } = native;
  return positive.spans.length > 0 || negative.spans.length > 0 || zeroThreshold > 0 || zeroCount > 0;
}

/** Whether spans and counts belong together; receivers refuse others. */
export function isWhole({ float, positive, negative, schema }: ScrapedHistogram): boolean {
  return (
    schema >= -4 &&
    schema <= 8 &&
    [positive, negative].every(({ spans, deltas, counts }) => {
      const length = spans.reduce((sum, span) => sum + span.length, 0);
      const later = spans.slice(1).every(({ offset }) => offset >= 0);
      return later && length === (float ? counts : deltas).length;
    })
  );
}

/** Reads a `Histogram` within its metric. */
export function readHistogram(reader: protobuf.Reader, gauge: boolean): RawHistogram {
  const buckets: { bound: number; count: number; exemplar?: ScrapedExemplar }[] = [];
  const side = () => ({ spans: [] as { offset: number; length: number }[], deltas: [], counts: [] });
  const [negative, positive] = [side(), side()];
  let [count, countFloat, sum, schema, zeroThreshold, zeroCount, zeroFloat] = [0, 0, 0, 0, 0, 0, 0];
  const double = () => reader.double();
  const delta = () => numberOf(reader.sint64());
  readMessage(reader, (field, wire) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) sum = reader.double();
    else if (field === 3) buckets.push(readBucket(reader));
    else if (field === 4) countFloat = reader.double();
    else if (field === 5) schema = reader.sint32();
    else if (field === 6) zeroThreshold = reader.double();
    else if (field === 7) zeroCount = numberOf(reader.uint64());
    else if (field === 8) zeroFloat = reader.double();
    else if (field === 9) negative.spans.push(readSpan(reader));
    else if (field === 10) readRepeated(reader, wire, delta, negative.deltas);
    else if (field === 11) readRepeated(reader, wire, double, negative.counts);
    else if (field === 12) positive.spans.push(readSpan(reader));
    else if (field === 13) readRepeated(reader, wire, delta, positive.deltas);
    else if (field === 14) readRepeated(reader, wire, double, positive.counts);
    else return false;
    return true;
  });
  const float = countFloat > 0 || zeroFloat > 0;
  const native = {
    ...{ float, gauge, sum, schema, zeroThreshold, negative, positive },
    count: float ? countFloat : count,
    zeroCount: float ? zeroFloat : zeroCount,
  };
  return { buckets, native };
}

function readBucket(reader: protobuf.Reader) {
  let [count, float, bound] = [0, 0, 0];
  let exemplar: ScrapedExemplar | undefined;
  readMessage(reader, (field) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) bound = reader.double();
    else if (field === 3) exemplar = readExemplar(reader);
    else if (field === 4) float = reader.double();
    else return false;
    return true;
  });
  return { bound, count: float > 0 ? float : count, ...(exemplar === undefined ? {} : { exemplar }) };
}

function readSpan(reader: protobuf.Reader) {
  let [offset, length] = [0, 0];
  readMessage(reader, (field) => {
    if (field === 1) offset = reader.sint32();
    else if (field === 2) length = reader.uint32();
    else return false;
    return true;
  });
  return { offset, length };
}
