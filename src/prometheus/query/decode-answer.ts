import { PrometheusError } from "../../errors.ts";

/** One series of an answer. */
export interface DecodedSeries {
  /** With `__name__` where the result has one. */
  readonly labels: ReadonlyMap<string, string>;
  /** Unix milliseconds, as the server orders them. */
  readonly timesMs: readonly number[];
  /** NaN and infinities included. A native histogram counts as its number of observations. */
  readonly values: readonly number[];
  /** Where there are native histograms: the buckets of each that are not empty, undefined for the other samples. */
  readonly histograms?: readonly (readonly DecodedBucket[] | undefined)[];
}

/** A bucket of a native histogram: its bounds, and how many observations lie between them. */
export type DecodedBucket = readonly [lower: number, upper: number, count: number];

/** The answer to a query. A scalar is one series without labels. */
export interface DecodedAnswer {
  readonly series: readonly DecodedSeries[];
  /** The result of a query for a string, which has no series. */
  readonly text?: string;
}

/**
 * Decodes the `data` of an answer to `/query` or `/query_range`.
 *
 * @param subject - begins the message of an error. Default "the answer".
 * @throws {PrometheusError} `unexpected` if there is no list where the API has one.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
export function decodeAnswer(data: unknown, subject?: string): DecodedAnswer {
  const { resultType, result } = (data ?? {}) as { resultType?: unknown; result?: unknown };
  if (resultType === "scalar") return { series: [decodeSeries({ value: result }, subject)] };
  if (resultType === "string") return { series: [], text: String(decodeList(result, subject)[1] ?? "") };
  return { series: decodeList(result, subject).map((item) => decodeSeries(item, subject)) };
}

/**
 * A list of the API. Go writes an empty one as null now and then.
 *
 * @throws {PrometheusError} `unexpected` for anything else: taking it for an empty list would hide a proxy or a fault.
 */
export function decodeList(value: unknown, subject = "the answer"): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null) return [];
  throw new PrometheusError(`${subject} is not from Prometheus' API: it holds no list`, { code: "unexpected" });
}

/** The texts of a list of names or label values; anything else in it is left out. Throws as {@link decodeList}. */
export function decodeTexts(value: unknown, subject?: string): string[] {
  return decodeList(value, subject).filter((item) => typeof item === "string");
}

/** The label sets of an answer to `/series`. Throws as {@link decodeList}. */
export function decodeLabelSets(value: unknown, subject?: string): Map<string, string>[] {
  return decodeList(value, subject).map(decodeLabels);
}

/** A number as the API and label values such as `le` write it: `1.5`, `+Inf`, `-Inf`, `NaN`. NaN for other texts. */
export function decodeNumber(text: unknown): number {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  return text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/** An exemplar of the API, with the labels of its series and its own. */
export interface DecodedExemplar {
  readonly seriesLabels: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Unix milliseconds. */
  readonly timeMs: number;
}

/**
 * The exemplars of an answer to `/query_exemplars`. Throws as {@link decodeList}.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars
 */
export function decodeExemplars(data: unknown): DecodedExemplar[] {
  return decodeList(data).flatMap((item) => {
    const { seriesLabels, exemplars } = (item ?? {}) as Record<string, unknown>;
    const series = decodeLabels(seriesLabels);
    return decodeList(exemplars ?? null).map((one): DecodedExemplar => {
      const { labels, value, timestamp } = (one ?? {}) as Record<string, unknown>;
      const timeMs = Math.round(Number(timestamp) * 1000);
      return { seriesLabels: series, labels: decodeLabels(labels), value: decodeNumber(value), timeMs };
    });
  });
}

function decodeLabels(value: unknown): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

function decodeSeries(item: unknown, subject: string | undefined): DecodedSeries {
  const { metric, value, values, histogram, histograms } = (item ?? {}) as Record<string, unknown>;
  const floats = value === undefined ? decodeList(values ?? null, subject) : [value];
  const native = histogram === undefined ? decodeList(histograms ?? null, subject) : [histogram];
  const points = floats.map((point) => decodePoint(point, subject));
  if (native.length > 0) {
    points.push(...native.map((point) => decodePoint(point, subject)));
    if (floats.length > 0) points.sort(([a], [b]) => a - b);
  }
  return {
    labels: decodeLabels(metric),
    timesMs: points.map(([time]) => time),
    values: points.map(([, content]) => decodeNumber(isHistogram(content) ? content.count : content)),
    ...(native.length === 0 ? {} : { histograms: points.map(([, content]) => decodeBuckets(content)) }),
  };
}

function decodePoint(point: unknown, subject: string | undefined): [timeMs: number, content: unknown] {
  const [seconds, content] = decodeList(point, subject);
  return [Math.round(Number(seconds) * 1000), content];
}

interface Histogram {
  readonly count?: unknown;
  readonly buckets?: unknown;
}

function isHistogram(content: unknown): content is Histogram {
  return typeof content === "object" && content !== null;
}

/** The API says first which bounds belong to a bucket, which is of no use to anybody here. */
function decodeBuckets(content: unknown): DecodedBucket[] | undefined {
  if (!isHistogram(content)) return undefined;
  const list = Array.isArray(content.buckets) ? content.buckets : [];
  return list.flatMap((bucket): DecodedBucket[] => {
    if (!Array.isArray(bucket)) return [];
    const [, lower, upper, count] = bucket;
    return [[decodeNumber(lower), decodeNumber(upper), decodeNumber(count)]];
  });
}
