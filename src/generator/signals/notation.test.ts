import { expect, test } from "vitest";
import { signalLength } from "../lengths.ts";
import type { HistogramSample } from "../sampling/block.ts";
import { sampleSignal } from "../testing/samples.ts";
import { add } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { notation } from "./notation.ts";

// As in Prometheus' own promql/parser tests.
test.for([
  ["1+2x3", [1, 3, 5, 7]],
  ["1-2x3", [1, -1, -3, -5]],
  ["1x2", [1, 1, 1]],
  ["-2+4x3", [-2, 2, 6, 10]],
  ["0x3", [0, 0, 0, 0]],
  ["5 _ 6 _x2 7", [5, undefined, 6, undefined, undefined, 7]],
  ["1 stale 2", [1, "stale", 2]],
  ["1e3 .5 -1.5e-1 +4", [1000, 0.5, -0.15, 4]],
  ["NaN Inf -Inf", [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  ["  3\t4\n5 ", [3, 4, 5]],
  ["1+-1x1", undefined],
] as const)("notation %s", ([text, expected]) => {
  if (expected === undefined) expect(() => notation(text)).toThrow(RangeError);
  else expect(sampleSignal(notation(text), { count: expected.length + 1 })).toEqual([...expected, undefined]);
});

test("notation adds up one by one, as promtool does, at every index", () => {
  let value = 0.1;
  const expected = Array.from({ length: 1001 }, () => {
    const now = value;
    value += 0.1;
    return now;
  });
  expect(sampleSignal(notation("0.1+0.1x1000"), { count: 1001 })).toEqual(expected);
  expect(sampleSignal(notation("0.1+0.1x1000"), { first: 900, count: 3 })).toEqual(expected.slice(900, 903));
});

test("notation holds its last value only if that is asked for", () => {
  expect(sampleSignal(notation("1 2 stale"), { count: 5 })).toEqual([1, 2, "stale", undefined, undefined]);
  expect(sampleSignal(notation("1 2 stale"), { count: 5, ending: "last" })).toEqual([1, 2, "stale", 2, 2]);
});

test("notation of an example in the documents has the length that promtool gives it", () => {
  expect(signalLength(notation("1x200 0x20 _x4 1x100 stale"), 15_000)).toBe(201 + 21 + 4 + 101 + 1);
});

test("notation of histograms gives them as written, and adds them", () => {
  const text =
    "{{schema:1 sum:-0.3 count:3.1 z_bucket:7.1 z_bucket_w:0.05 buckets:[5.1 10 7] offset:-3 n_buckets:[4.1 5] n_offset:-5}}";
  const [first] = sampleSignal(notation(text), { count: 1 }) as HistogramSample[];
  expect(first).toEqual({
    schema: 1,
    sum: -0.3,
    count: 3.1,
    zeroCount: 7.1,
    zeroThreshold: 0.05,
    positiveOffset: -3,
    positiveCounts: Float64Array.of(5.1, 10, 7),
    negativeOffset: -5,
    negativeCounts: Float64Array.of(4.1, 5),
  });
  const run = notation(
    "{{sum:1 count:4 buckets:[1 2 1]}}+{{sum:2 count:3 buckets:[1 1 1] offset:1}}x2 _ {{count:1}}x1",
  );
  const samples = sampleSignal(run, { count: 7 }) as (HistogramSample | undefined)[];
  expect(samples.map((sample) => sample?.count)).toEqual([4, 7, 10, undefined, 1, 1, undefined]);
  expect(samples[2]).toMatchObject({ sum: 5, positiveOffset: 0, positiveCounts: Float64Array.of(1, 4, 3, 2) });
});

test("notation merges the buckets of a finer histogram that is added", () => {
  // Buckets 1 and 2 of schema 1 are bucket 1 of schema 0; 3 and 4 are bucket 2.
  const run = notation("{{schema:0 count:1 buckets:[1] offset:1}}+{{schema:1 count:4 buckets:[1 1 2] offset:1}}x1");
  const [, second] = sampleSignal(run, { count: 2 }) as HistogramSample[];
  expect(second).toMatchObject({ schema: 0, count: 5, positiveOffset: 1, positiveCounts: Float64Array.of(3, 2) });
});

test.for([
  ["", "notation: text must have at least one value"],
  ["1 2 three", 'notation: expected a+bxn, a-bxn, axn, _, _xn, stale or {{schema:…}} at column 5, got "three"'],
  ["1+2", 'notation: expected how often, as in 1+2x5 at column 1, got "1+2"'],
  ["1x99999999999", "notation: expected at most 1000000000 repetitions"],
  ["{{schema:9}}", "notation: schema must be a whole number from -4 to 8, got 9"],
  [
    "{{nope:1}}",
    'notation: {{nope:1}} must have numbers and [lists] under schema, sum, count, z_bucket, z_bucket_w, offset, n_offset, buckets, n_buckets, got "nope"',
  ],
  ["{{count:1", 'notation: expected }} at the end of {{… at column 1, got "{{count:1"'],
  [
    "{{schema:1}}+{{schema:0}}x2",
    "notation: a histogram of schema 0 cannot be added to one of schema 1, which is finer",
  ],
  ["1 {{count:1}}", "notation: one text holds either histograms or numbers, got both"],
] as const)("notation refuses %j", ([text, message]) => {
  expect(() => notation(text)).toThrow(message);
});

test("notation of histograms goes into a gauge, but not into arithmetic", () => {
  const signal = add([notation("{{count:1}}"), constant(1)]);
  expect(() => sampleSignal(signal, { count: 1 })).toThrow(
    "native histograms: they go into lists, loop, limit and beside gap only, got add",
  );
});
