import type { HistogramSample } from "../sampling/block.ts";

const numberKeys = ["schema", "sum", "count", "z_bucket", "z_bucket_w", "offset", "n_offset"] as const;
const listKeys = ["buckets", "n_buckets"] as const;
const maxBuckets = 10_000;

/**
 * Reads the inside of `{{…}}`: `schema:3 sum:10 count:4 z_bucket:1 z_bucket_w:0.001 buckets:[1 2] offset:0 n_buckets:[]
 * n_offset:0`. What is left out is 0.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 * @throws {RangeError} that names the key.
 */
export function parseHistogram(text: string): HistogramSample {
  const fields = new Map<string, number | Float64Array>();
  for (const [, key, list, value] of matches(text)) {
    if (fields.has(key!)) throw new RangeError(`notation: ${key} is there twice in {{${short(text)}}}`);
    fields.set(key!, key === "counter_reset_hint" ? 0 : field(key!, list, value, text));
  }
  const number = (key: (typeof numberKeys)[number]) => (fields.get(key) as number | undefined) ?? 0;
  const list = (key: (typeof listKeys)[number]) => (fields.get(key) as Float64Array | undefined) ?? new Float64Array();
  const schema = number("schema");
  if (!Number.isInteger(schema) || schema < -4 || schema > 8) {
    throw new RangeError(`notation: schema must be a whole number from -4 to 8, got ${schema}`);
  }
  return {
    schema,
    zeroThreshold: number("z_bucket_w"),
    zeroCount: number("z_bucket"),
    count: number("count"),
    sum: number("sum"),
    positiveOffset: whole("offset", number("offset")),
    positiveCounts: list("buckets"),
    negativeOffset: whole("n_offset", number("n_offset")),
    negativeCounts: list("n_buckets"),
  };
}

function* matches(text: string): Generator<RegExpExecArray> {
  const pattern = /\s*([a-z_]+):(?:\[([^\]]*)\]|([^\s[\]]+))(?=\s|$)/y;
  while (text.slice(pattern.lastIndex).trim() !== "") {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null)
      throw new RangeError(
        `notation: expected key:value pairs in {{…}}, got ${JSON.stringify(short(text.slice(at).trim()))}`,
      );
    yield match;
  }
}

function field(key: string, list: string | undefined, value: string | undefined, text: string): number | Float64Array {
  if ((listKeys as readonly string[]).includes(key) && list !== undefined) {
    const counts = Float64Array.from(
      list.split(/\s+/).filter((one) => one !== ""),
      (one) => numeral(key, one),
    );
    if (counts.length > maxBuckets)
      throw new RangeError(`notation: ${key} must have at most ${maxBuckets} buckets, got ${counts.length}`);
    return counts;
  }
  if ((numberKeys as readonly string[]).includes(key) && value !== undefined) return numeral(key, value);
  const known = [...numberKeys, ...listKeys].join(", ");
  throw new RangeError(
    `notation: {{${short(text)}}} must have numbers and [lists] under ${known}, got ${JSON.stringify(key)}`,
  );
}

function numeral(key: string, text: string): number {
  const number = /^[+-]?inf$/i.test(text) ? (text.startsWith("-") ? -1 : 1) * Number.POSITIVE_INFINITY : Number(text);
  if (Number.isNaN(number))
    throw new RangeError(`notation: ${key} must be a number, got ${JSON.stringify(short(text))}`);
  return number;
}

function whole(key: string, number: number): number {
  if (!Number.isInteger(number) || Math.abs(number) > 1_000_000) {
    throw new RangeError(`notation: ${key} must be a whole number between -1000000 and 1000000, got ${number}`);
  }
  return number;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
