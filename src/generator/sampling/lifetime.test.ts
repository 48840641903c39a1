// biome-ignore-all lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
import { expect, test } from "vitest";
import type { SeriesDefinition } from "../series.ts";
import type { Signal } from "../signal.ts";
import { notation } from "../signals/notation.ts";
import { values } from "../signals/values.ts";
import { sampleSeries, samplesOf } from "../testing/samples.ts";
import type { Lifetime, Restart } from "./lifetime.ts";
import { createSource } from "./source.ts";

interface Time {
  readonly life?: Lifetime;
  readonly restarts?: readonly Restart[];
}

const one = { type: "constant", value: 1 } as const;
const gauge = (time: Time, value: Signal = one): SeriesDefinition => ({
  name: "x",
  labels: [],
  kind: "gauge",
  value,
  ...time,
});
/** Samples every 10 s. */
const sample = (definition: SeriesDefinition, count: number) => sampleSeries(definition, { count, stepMs: 10_000 });
const sampleGauge = (definition: SeriesDefinition, count: number) => sample(definition, count).get(definition.name);
const missing = undefined;

test("a series lives from the first scrape at or after its beginning to a stale marker at its end", () => {
  expect(sampleGauge(gauge({ life: { fromMs: 15_000, untilMs: 40_000 } }), 7)).toEqual([
    missing,
    missing,
    1,
    1,
    "stale",
    missing,
    missing,
  ]);
  expect(sampleGauge(gauge({ life: { untilMs: 15_000 } }), 4)).toEqual([1, 1, "stale", missing]);
});

test("times in its signal count from the anchor, not from its beginning", () => {
  expect(sampleGauge(gauge({ life: { fromMs: 20_000 } }, values([1, 2, 3, 4])), 5)).toEqual([
    missing,
    missing,
    3,
    4,
    4,
  ]);
});

test("the end of a series that is silent is still marked, but not of one that has ended or never began", () => {
  const end = { life: { untilMs: 40_000 } };
  expect(sampleGauge(gauge(end, notation("1 2 _ _ _")), 6)).toEqual([1, 2, missing, missing, "stale", missing]);
  expect(sampleGauge(gauge(end, notation("1 stale _ _ _")), 6)).toEqual([
    1,
    "stale",
    missing,
    missing,
    missing,
    missing,
  ]);
  expect(sampleGauge(gauge(end, notation("_x9")), 6)).toEqual(Array(6).fill(missing));
});

test("a lead-in belongs to a series without a beginning, and not to one with a beginning at the anchor", () => {
  const grid = { fromMs: 0, stepMs: 10_000, count: 6, leadIn: 3 };
  const of = (time: Time) => samplesOf(createSource(gauge(time), { seed: 1, grid }), 0, 6)[0];
  expect(of({ life: { untilMs: 20_000 } })).toEqual([1, 1, 1, 1, 1, "stale"]);
  expect(of({ life: { fromMs: 0 } })).toEqual([missing, missing, missing, 1, 1, 1]);
});

test("a counter begins at initial when its life does, and at 0 after a restart", () => {
  const counter = { name: "x", labels: [], kind: "counter", rate: one, initial: 5 } as const;
  expect(sampleGauge({ ...counter, life: { fromMs: 20_000, untilMs: 50_000 } }, 7)).toEqual([
    missing,
    missing,
    5,
    15,
    25,
    "stale",
    missing,
  ]);
  const restarts = [{ atMs: 20_000, downMs: 20_000 }];
  for (const gaps of ["stop", "running"] as const)
    expect(sampleGauge({ ...counter, gaps, restarts }, 7)).toEqual([5, 15, missing, missing, 0, 10, 20]);
  const raw = { name: "x", labels: [], kind: "counter", value: notation("3+3x9"), restarts } as const;
  expect(sampleGauge(raw, 7)).toEqual([3, 6, missing, missing, 0, 3, 6]);
});

test("a restart between two scrapes misses none, and still begins at 0", () => {
  const restarts = [{ atMs: 25_000, downMs: 0 }];
  expect(sampleGauge({ name: "x", labels: [], kind: "counter", rate: one, restarts }, 5)).toEqual([0, 10, 20, 0, 10]);
  expect(sampleGauge(gauge({ restarts }), 5)).toEqual([1, 1, 1, 1, 1]);
});

test("up is 0 while its target is down, and only up", () => {
  const time = { restarts: [{ atMs: 10_000, downMs: 20_000 }], life: { untilMs: 50_000 } };
  const expected = [1, 0, 0, 1, 1, "stale"];
  expect(sampleGauge({ ...gauge(time), name: "up" }, 6)).toEqual(expected);
  expect(sampleGauge(gauge(time), 6)).toEqual([1, missing, missing, 1, 1, "stale"]);
  expect(sampleGauge({ ...gauge(time, notation("_ 1x9")), name: "up" }, 3)).toEqual([missing, 0, 0]);
  const never = { restarts: time.restarts, life: { fromMs: 20_000 } };
  expect(sampleGauge({ ...gauge(never), name: "up" }, 4)).toEqual([missing, missing, 0, 1]);
});

test("restarts that overlap are one long one", () => {
  const restarts = [
    { atMs: 10_000, downMs: 30_000 },
    { atMs: 20_000, downMs: 10_000 },
  ];
  expect(sampleGauge({ name: "x", labels: [], kind: "counter", rate: one, restarts }, 6)).toEqual([
    0,
    missing,
    missing,
    missing,
    0,
    10,
  ]);
});

test("histograms, summaries and info metrics live, restart and reset too", () => {
  const time = { life: { untilMs: 50_000 }, restarts: [{ atMs: 20_000, downMs: 10_000 }] };
  const observe = { type: "uniform", min: 0, max: 2 } as const;
  const common = { labels: [], rate: one, observe, ...time } as const;
  const expected = [0, 10, missing, 0, 10, "stale", missing];
  const histogram = sample({ ...common, name: "h", kind: "histogram", buckets: [1], native: "both" }, 7);
  expect(histogram.get("h_count")).toEqual(expected);
  expect(histogram.get("h_bucket 1")).toEqual([0, 5, missing, 0, 5, "stale", missing]);
  const native = histogram.get("h")!.map((one) => (typeof one === "object" ? one.count : one));
  expect(native).toEqual(expected);
  const summary = sample({ ...common, name: "s", kind: "summary", quantiles: [0.5] }, 7);
  expect(summary.get("s_count")).toEqual(expected);
  expect(summary.get("s 0.5")).toEqual([1, 1, missing, 1, 1, "stale", missing]);
  expect(sample({ name: "i", labels: [], kind: "info", ...time }, 7).get("i")).toEqual([
    1,
    1,
    missing,
    1,
    1,
    "stale",
    missing,
  ]);
  const resets = { everyMs: 20_000 };
  const reset = sample(
    { ...common, life: {}, restarts: [], name: "h", kind: "histogram", buckets: [1], native: "both", resets },
    5,
  );
  expect(reset.get("h_count")).toEqual([0, 10, 0, 10, 0]);
  expect(reset.get("h_sum")).toEqual([0, 10, 0, 10, 0]);
});

test("createSource refuses an end before the beginning, and times before the anchor", () => {
  const make = (time: Time) => () =>
    createSource(gauge(time), { seed: 1, grid: { fromMs: 0, stepMs: 1000, count: 1 } });
  expect(make({ life: { fromMs: 5, untilMs: 5 } })).toThrow("gauge: life.untilMs must be after 5, got 5");
  expect(make({ life: { untilMs: 0 } })).toThrow("gauge: life.untilMs must be after 0, got 0");
  expect(make({ restarts: [{ atMs: -1, downMs: 0 }] })).toThrow(
    "gauge: restarts.atMs must be a whole number of milliseconds, 0 or more, got -1",
  );
});
