import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeWriteBody, staleBits } from "../../../test/servers/decode-write.ts";
import { type DecodedRequest2, decodeWrite2Body } from "../../../test/servers/decode-write-2.ts";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import type { SeriesDefinition } from "../../generator/series.ts";
import { cutIntoBatches } from "../write/batches.ts";
import { BatchEncoder, createWriters, type Writers } from "./encode-batch.ts";
import { SymbolTable } from "./symbol-table.ts";
import type { WriteVersion } from "./write-version.ts";

const fromMs = 1_790_000_000_000;
const stepMs = 15_000;
const rate = { type: "notation", text: "3+1x20" } as const;
const observe = { type: "lognormal", p50: 0.1, p99: 1 } as const;

function labels(place: number) {
  return [
    ["instance", `10.0.0.${place}:9100`],
    ["job", "api"],
  ] as const;
}

/** Gauges with gaps and NaN beside what counts up, some of it with resets within a slice and gone before its end. */
const definitions: SeriesDefinition[] = [0, 1, 2].flatMap((place): SeriesDefinition[] => [
  { name: "temp", labels: labels(place), kind: "gauge", value: { type: "notation", text: "1 _x2 NaN 4+0.1x9 stale" } },
  { name: "requests_total", labels: labels(place), kind: "counter", rate },
  {
    name: "restarts_total",
    labels: labels(place),
    kind: "counter",
    rate,
    resets: { everyMs: (7 + place) * stepMs },
  },
  { name: "took", labels: labels(place), kind: "histogram", rate, observe, buckets: [0.1, 1], native: "both" },
  { name: "size", labels: labels(place), kind: "summary", rate, observe, quantiles: [0.5, 0.9] },
]);

const metadata = [
  { name: "temp", type: "gauge", help: "Wärme", unit: "celsius" },
  { name: "requests_total", type: "counter" },
] as const;

function encoded(version: WriteVersion, { count = 20, sliceLength = 20 } = {}) {
  const grid = { fromMs, stepMs, count };
  const sources = createSharingSources(definitions, { seed: 1, grid });
  const extra = { name: "dashpreview", value: "p.k.r" };
  const { batches } = cutIntoBatches(sources, grid, { extra, metadata });
  const encoder = new BatchEncoder(grid, sliceLength);
  const writers = createWriters(version);
  const bodies: Record<keyof Writers, Uint8Array[]> = { floats: [], natives: [] };
  const sent = { floats: 0, natives: 0 };
  for (let firstIndex = 0; firstIndex < count; firstIndex += sliceLength) {
    for (const batch of batches) {
      encoder.encode(batch, { firstIndex, length: Math.min(sliceLength, count - firstIndex) }, writers);
      for (const kind of ["floats", "natives"] as const) {
        bodies[kind].push(Uint8Array.from(writers[kind].compress()));
        sent[kind] += writers[kind].sent;
      }
    }
  }
  return { bodies, sent };
}

function seriesOf(bodies: readonly Uint8Array[]): DecodedRequest2["series"] {
  return bodies.flatMap((body) => decodeWrite2Body(body).series);
}

test.for([20, 7, 1])(
  "both versions of remote write carry the same labels and samples, bit for bit, %i a slice",
  (sliceLength) => {
    const [one, two] = [encoded(1, { sliceLength }), encoded(2, { sliceLength })];
    const old = one.bodies.floats.flatMap((body) => decodeWriteBody(body).series);
    const fresh = seriesOf(two.bodies.floats);
    expect(fresh.map(({ labels: own }) => own)).toEqual(old.map(({ labels: own }) => own));
    expect(fresh.map(({ samples }) => samples.map(({ bits, timeMs }) => [bits, timeMs]))).toEqual(
      old.map(({ samples }) => samples.map(({ bits, timeMs }) => [bits, timeMs])),
    );
    expect(fresh.some(({ samples }) => samples.some(({ bits }) => bits === staleBits))).toBe(true);
    expect(two.sent.floats).toBe(fresh.reduce((sum, { samples }) => sum + samples.length, 0));
    const oldNatives = one.bodies.natives.flatMap((body) => decodeWriteBody(body).series);
    const natives = seriesOf(two.bodies.natives);
    expect(natives.map(({ labels: own }) => own)).toEqual(oldNatives.map(({ labels: own }) => own));
    expect(
      natives.map(({ histograms }) => histograms.map(({ start_timestamp: _, custom_values: __, ...rest }) => rest)),
    ).toEqual(oldNatives.map(({ histograms }) => histograms));
    expect(two.sent.natives).toBe(natives.reduce((sum, { histograms }) => sum + histograms.length, 0));
  },
);

test("version 2 says of each series its type, and help and unit where they are known", () => {
  const { bodies } = encoded(2);
  const found = new Map(
    [...seriesOf(bodies.floats), ...seriesOf(bodies.natives)].map((one) => [
      one.labels.find(({ name }) => name === "__name__")?.value,
      one.metadata,
    ]),
  );
  const plain = { help: "", unit: "" };
  expect(Object.fromEntries(found)).toEqual({
    temp: { type: "METRIC_TYPE_GAUGE", help: "Wärme", unit: "celsius" },
    requests_total: { type: "METRIC_TYPE_COUNTER", ...plain },
    restarts_total: { type: "METRIC_TYPE_COUNTER", ...plain },
    took: { type: "METRIC_TYPE_HISTOGRAM", ...plain },
    took_bucket: { type: "METRIC_TYPE_HISTOGRAM", ...plain },
    took_sum: { type: "METRIC_TYPE_HISTOGRAM", ...plain },
    took_count: { type: "METRIC_TYPE_HISTOGRAM", ...plain },
    size: { type: "METRIC_TYPE_SUMMARY", ...plain },
    size_sum: { type: "METRIC_TYPE_SUMMARY", ...plain },
    size_count: { type: "METRIC_TYPE_SUMMARY", ...plain },
  });
});

test("version 2 says when totals began: after resets too, never at or after the sample, and never of gauges", () => {
  const { bodies } = encoded(2, { sliceLength: 1 });
  const starts = new Map<string, Set<number>>();
  for (const { labels: own, samples } of seriesOf(bodies.floats)) {
    const text = own.map(({ value }) => value).join(" ");
    for (const { timeMs, startMs } of samples) {
      if (startMs === 0) continue;
      expect(startMs).toBeLessThan(timeMs);
      const known = starts.get(text) ?? new Set();
      starts.set(text, known.add(startMs));
    }
  }
  const indexes = (text: string) => [...(starts.get(text) ?? [])].map((ms) => (ms - fromMs) / stepMs);
  const first = "p.k.r 10.0.0.0:9100 api";
  const name = (metric: string) => [...starts.keys()].find((text) => text.startsWith(`${metric} ${first}`)) ?? "";
  expect(indexes(name("requests_total"))).toEqual([0]);
  const resets = indexes(name("restarts_total"));
  expect(resets.length).toBeGreaterThan(2);
  expect(resets.slice(1).every((index, i) => i === 0 || index - resets[i]! === 7)).toBe(true);
  expect(indexes(name("took_count"))).toEqual([0]);
  expect([...starts.keys()].filter((text) => /^(temp|size) /.test(text))).toEqual([]);
});

test("SymbolTable keeps each string once, whatever the labels are, and the empty one first", () => {
  const text = fc.string({ unit: "grapheme" });
  const all = fc.array(fc.record({ name: text, value: text }), { maxLength: 20 });
  fc.assert(
    fc.property(all, (some) => {
      const table = new SymbolTable();
      for (const { name, value } of some)
        table.encode({ name, labels: [["l", value]], native: false }, { type: "info", help: value });
      const { bytes, elements } = table.symbols();
      const head: number[] = [];
      for (let rest = bytes.length; ; rest >>>= 7) {
        head.push(rest >= 0x80 ? (rest & 0x7f) | 0x80 : rest);
        if (rest < 0x80) break;
      }
      const { symbols } = decodeWrite2Body(Uint8Array.from([...head, ...elements]));
      const pairs = some.flatMap(({ name, value }) => [
        ["__name__", name],
        ["l", value],
      ]);
      expect(new Set(symbols)).toEqual(new Set(["", ...pairs.filter(([, value]) => value !== "").flat()]));
    }),
    { numRuns: 200 },
  );
});
