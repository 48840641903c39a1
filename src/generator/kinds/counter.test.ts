import { expect, test } from "vitest";
import { createSource } from "../sampling/source.ts";
import type { Signal } from "../signal.ts";
import { add } from "../signals/arithmetic.ts";
import { constant } from "../signals/constant.ts";
import { gap } from "../signals/gap.ts";
import { limit } from "../signals/limit.ts";
import { line } from "../signals/line.ts";
import { loop } from "../signals/loop.ts";
import { noise } from "../signals/noise.ts";
import { notation } from "../signals/notation.ts";
import { sequence } from "../signals/sequence.ts";
import { values } from "../signals/values.ts";
import { wave } from "../signals/wave.ts";
import { endWith, type Sample, sampleSeries, samplesOf } from "../testing/samples.ts";
import type { CounterDefinition } from "./counter.ts";

const stepMs = 10_000;
const missing = undefined;
type Options = Partial<Omit<Extract<CounterDefinition, { rate: unknown }>, "rate">>;

function sample(rate: Signal, count: number, options: Options = {}, first = 0): Sample[] {
  return sampleSeries({ name: "total", labels: [], kind: "counter", rate, ...options }, { stepMs, count, first }).get(
    "total",
  )!;
}

test("a counter begins at its initial value and each following sample adds rate times step", () => {
  expect(sample(values([99, 1, 2, 3]), 6)).toEqual([0, 10, 30, 60, 90, 120]);
  expect(sample(values([99, 1, 2]), 3, { initial: 7 })).toEqual([7, 17, 37]);
  expect(sample(constant(2.5), 4, { initial: 100 })).toEqual([100, 125, 150, 175]);
});

test("a counter writes and counts nothing during a gap, or counts on with the last rate", () => {
  const rate = values([1, 2, null, null, 3]);
  expect(sample(rate, 6)).toEqual([0, 20, missing, missing, 50, 80]);
  expect(sample(rate, 6, { gaps: "running" })).toEqual([0, 20, missing, missing, 90, 120]);
});

test("a counter that begins with a gap has its initial value at its first sample", () => {
  const rate = sequence([gap({ samples: 300 }), constant(1)]);
  expect(sample(rate, 4, { initial: 5 }, 299)).toEqual([missing, 5, 15, 25]);
  expect(sample(rate, 4, { initial: 5, gaps: "running" }, 299)).toEqual([missing, 5, 15, 25]);
});

test("a counter starts again from 0 every so often, or at given times, at the first scrape that is not before", () => {
  expect(sample(constant(1), 8, { resets: { everyMs: 30_000 }, initial: 4 })).toEqual([4, 14, 24, 0, 10, 20, 0, 10]);
  expect(sample(constant(1), 8, { resets: { at: [{ afterAnchorMs: 25_000 }, { afterAnchorMs: 60_000 }] } })).toEqual([
    0, 10, 20, 0, 10, 20, 0, 10,
  ]);
  expect(sample(values([1, 1, null, null, 1, 1]), 6, { resets: { at: [{ afterAnchorMs: 20_000 }] } })).toEqual([
    0,
    10,
    missing,
    missing,
    10,
    20,
  ]);
  expect(
    sample(values([1, 1, null, null, 1, 1]), 6, { resets: { at: [{ afterAnchorMs: 20_000 }] }, gaps: "running" }),
  ).toEqual([0, 10, missing, missing, 20, 30]);
});

test("a counter with resets far apart counts the same alone", () => {
  const rate = add([wave({ min: 2, max: 8, periodMs: 3_600_000 }), noise({ stddev: 1 })]);
  const options: Options = { resets: { everyMs: 7_205_000 }, gaps: "running" };
  expect(sample(rate, 10, options, 3000)).toEqual(sample(rate, 3010, options).slice(3000));
});

test.for([
  ["last", [0, 20, 40, 60]],
  ["missing", [0, 20, missing, missing]],
  ["end", [0, 20, "stale", missing]],
  ["loop", [0, 20, 30, 50]],
  [{ value: 5 }, [0, 20, 70, 120]],
] as const)("a counter's then %j is about its rate", ([then, expected]) => {
  expect(sample(values([1, 2]), 4, endWith(then))).toEqual(expected);
});

test("a counter of whole numbers writes the floor of the exact total", () => {
  expect(sample(constant(0.25), 6, { integer: true })).toEqual([0, 2, 5, 7, 10, 12]);
  const tenths = sample(values([0.1, 0.1, 0.1]), 3000, { integer: true }) as number[];
  expect(tenths).toEqual(Array.from({ length: 3000 }, (_, place) => place));
  expect(sample(constant(0.1), 3, { integer: true }, 1_000_000)).toEqual([1_000_000, 1_000_001, 1_000_002]);
});

test("a counter takes a rate below 0 as 0 and counts it; what is no finite number is missing", () => {
  const rate = add([values([0, 3, -2, -1, 4]), constant(0)]);
  const source = createSource(
    { name: "a", labels: [], kind: "counter", rate, ...endWith("missing") },
    { seed: 1, grid: { fromMs: 0, stepMs, count: 5 } },
  );
  expect(samplesOf(source, 0, 5)).toEqual([[0, 30, 30, 30, 70]]);
  expect(source.clampedRates).toBe(2);
  expect(sample(notation("1 2 NaN Inf 3"), 5)).toEqual([0, 20, missing, missing, 50]);
});

test("a counter's rate of a line is what the line says, scrape by scrape", () => {
  const ramp = sequence([
    limit({ of: constant(0), length: { forMs: 20_000 } }),
    line({ from: 0, to: 10, length: { forMs: 50_000 } }),
  ]);
  // Rates 0 0 0 2 4 6 8 10 10: the line reaches 10 at 70 s.
  expect(sample(ramp, 9)).toEqual([0, 0, 0, 20, 60, 120, 200, 300, 400]);
});

test("a counter's total after 30 days is the sum of its rates, to one part in 10^13", () => {
  const rate = wave({ min: 20, max: 80, periodMs: 86_400_000 });
  // Over whole days a wave comes to its mean, apart from the first sample, which adds nothing (80), and the last, which
  // is another 80.
  const index = 30 * 8640;
  const [total] = sample(rate, 1, {}, index) as number[];
  expect(Math.abs(total! / (50 * index * 10) - 1)).toBeLessThan(1e-13);
});

test("a raw counter writes its values, as whole numbers if asked, and counts from the first value after a reset", () => {
  const raw = (value: Signal, options: object = {}) =>
    sampleSeries({ name: "total", labels: [], kind: "counter", value, ...options }, { stepMs, count: 6 }).get("total");
  expect(raw(values([1.5, 2.5, null, 4.5]))).toEqual([1.5, 2.5, missing, 4.5, 4.5, 4.5]);
  expect(raw(values([1.5, 2.5]), { integer: true })).toEqual([1, 2, 2, 2, 2, 2]);
  expect(raw(loop({ of: notation("0+5x5") }), { resets: { at: [{ afterAnchorMs: 20_000 }] } })).toEqual([
    0, 5, 0, 5, 10, 15,
  ]);
  expect(raw(values([1, 2, null, 4, 5, 6]), { resets: { at: [{ afterAnchorMs: 20_000 }] } })).toEqual([
    1,
    2,
    missing,
    0,
    1,
    2,
  ]);
});
