import { expect, test } from "vitest";
import { decodeWriteBody, staleBits } from "../../../test/servers/decode-write.ts";
import { decodeWrite2Body } from "../../../test/servers/decode-write-2.ts";
import { encodeScrape, type RelayedSample } from "./encode-scrape.ts";
import { metadataFinder } from "./page-metadata.ts";

const labels = (name: string, more: Readonly<Record<string, string>> = {}) =>
  new Map(Object.entries({ __name__: name, job: "shop", ...more }));
const counts = { spans: [{ offset: 0, length: 2 }], deltas: [1, 1], counts: [] };
const none = { spans: [], deltas: [], counts: [] };
const histogram = {
  ...{ float: false, gauge: false, count: 3, sum: 4.5, schema: 0, zeroThreshold: 0.001, zeroCount: 0 },
  positive: counts,
  negative: none,
};
const exemplar = { labels: new Map([["trace_id", "Ä1"]]), value: 0.05, timeMs: 1_790_000_000_001 };
const timeMs = 1_790_000_000_500;
const samples: RelayedSample[] = [
  { labels: labels("took_bucket", { le: "0.1" }), timeMs, value: 7, native: false, exemplar },
  { labels: labels("orders_total"), timeMs, value: Number.NaN, native: false },
  { labels: labels("gone"), timeMs, value: "stale", native: false },
  { labels: labels("size"), timeMs, value: histogram, native: true },
];
const metadataOf = metadataFinder([
  { name: "took", type: "histogram", help: "how long" },
  { name: "orders", type: "counter", unit: "orders" },
  { name: "size", type: "gaugehistogram" },
]);

test("encodeScrape carries the same scrape in both versions of remote write", () => {
  const [one, two] = [encodeScrape(samples, 1), encodeScrape(samples, 2, metadataOf)];
  const old = decodeWriteBody(one.compress()).series;
  const { series: fresh } = decodeWrite2Body(two.compress());
  expect([one.version, two.version, two.sent]).toEqual([1, 2, 4]);
  expect(fresh.map((series) => series.labels)).toEqual(old.map((series) => series.labels));
  const bits = (all: readonly { readonly samples: readonly { bits: bigint; timeMs: number }[] }[]) =>
    all.map((series) => series.samples.map((sample) => [sample.bits, sample.timeMs]));
  expect(bits(fresh)).toEqual(bits(old));
  expect(fresh[2]?.samples[0]?.bits).toBe(staleBits);
  expect(fresh[3]?.histograms).toMatchObject([{ count_int: "3", sum: 4.5, positive_deltas: ["1", "1"] }]);
  expect(old[3]?.histograms).toMatchObject([{ count_int: "3", sum: 4.5, positive_deltas: ["1", "1"] }]);
});

test("encodeScrape sends exemplars, and in version 2 each metric's type, help and unit", () => {
  const { series } = decodeWrite2Body(encodeScrape(samples, 2, metadataOf).compress());
  expect(series.map(({ metadata }) => metadata)).toEqual([
    { type: "METRIC_TYPE_HISTOGRAM", help: "how long", unit: "" },
    { type: "METRIC_TYPE_COUNTER", help: "", unit: "orders" },
    undefined,
    { type: "METRIC_TYPE_GAUGEHISTOGRAM", help: "", unit: "" },
  ]);
  expect(series[0]?.exemplars).toEqual([
    { labels: [{ name: "trace_id", value: "Ä1" }], value: 0.05, timeMs: 1_790_000_000_001 },
  ]);
});
