import { expect, test } from "vitest";
import type { Evaluated } from "./level-series.ts";
import { labelJoin, labelReplace, quantile } from "./vector-functions.ts";

type Vector = Extract<Evaluated, { kind: "vector" }>;
const vector = (...series: readonly (readonly [Record<string, string>, number])[]): Vector => ({
  kind: "vector",
  series: series.map(([labels, value]) => ({
    labels: new Map(Object.entries(labels)),
    values: Float64Array.of(value),
  })),
});
const plain = (result: Evaluated) =>
  result.kind === "vector"
    ? result.series.map(({ labels, values }) => [Object.fromEntries(labels), values[0]])
    : result;
const texts = (...all: string[]): Evaluated[] => all.map((text) => ({ kind: "text", text }));

/** Buckets as they are counted: up to a bound, all below it included. */
const buckets = (...counts: readonly (readonly [string, number])[]) =>
  vector(...counts.map(([le, count]) => [{ __name__: "x_bucket", job: "a", le }, count] as const));

test.for([
  // 10 of 20 observations lie in (1, 2]: the median is reached after 6 of them.
  [
    0.5,
    [
      ["1", 4],
      ["2", 14],
      ["+Inf", 20],
    ],
    1.6,
  ],
  // Within the first bucket it is counted from 0.
  [
    0.1,
    [
      ["1", 4],
      ["2", 14],
      ["+Inf", 20],
    ],
    0.5,
  ],
  // Beyond the last bound nothing is known but that bound.
  [
    0.99,
    [
      ["1", 4],
      ["2", 14],
      ["+Inf", 20],
    ],
    2,
  ],
  // The order of series does not matter.
  [
    0.5,
    [
      ["+Inf", 20],
      ["2", 14],
      ["1", 4],
    ],
    1.6,
  ],
  [
    0.5,
    [
      ["1", 0],
      ["+Inf", 0],
    ],
    Number.NaN,
  ],
  [
    0.5,
    [
      ["1", 4],
      ["2", 14],
    ],
    Number.NaN,
  ],
  [0.5, [["+Inf", 20]], Number.NaN],
] as const)("quantile %d of the buckets %j is %d", ([q, counts, expected]) => {
  expect(plain(quantile(Float64Array.of(q), buckets(...counts)))).toEqual([
    [{ job: "a" }, expected === 1.6 ? expect.closeTo(1.6) : expected],
  ]);
});

test("quantile gives each set of other labels a value, and leaves out series without a bound", () => {
  const input = vector(
    [{ job: "a", le: "1" }, 1],
    [{ job: "a", le: "+Inf" }, 1],
    [{ job: "b", le: "2" }, 1],
    [{ job: "b", le: "+Inf" }, 1],
    [{ job: "c" }, 1],
  );
  expect(plain(quantile(Float64Array.of(1), input))).toEqual([
    [{ job: "a" }, 1],
    [{ job: "b" }, 2],
  ]);
  expect(plain(quantile(Float64Array.of(1), undefined))).toEqual([]);
});

test("labelReplace puts the whole value and the first group into a label where the regex matches all of it", () => {
  const input = vector([{ instance: "host-1:9100" }, 1], [{ instance: "other" }, 2]);
  expect(plain(labelReplace(input, texts("host", "$1", "instance", "(host-\\d+):\\d+")))).toEqual([
    [{ instance: "host-1:9100", host: "host-1" }, 1],
    [{ instance: "other" }, 2],
  ]);
  expect(plain(labelReplace(input, texts("copy", "<$0>", "instance", ".*")))).toEqual([
    [{ instance: "host-1:9100", copy: "<host-1:9100>" }, 1],
    [{ instance: "other", copy: "<other>" }, 2],
  ]);
});

test("labelReplace takes a label away where the replacement is empty, and hands on what is not a vector", () => {
  expect(plain(labelReplace(vector([{ a: "1", b: "2" }, 3]), texts("a", "", "b", ".*")))).toEqual([[{ b: "2" }, 3]]);
  const scalar: Evaluated = { kind: "scalar", values: Float64Array.of(5) };
  expect(labelReplace(scalar, texts("a", "", "b", ".*"))).toBe(scalar);
});

test("labelJoin joins values with a separator; a missing label is empty", () => {
  const input = vector([{ a: "x", b: "y" }, 1], [{ a: "z" }, 2]);
  expect(plain(labelJoin(input, texts("c", "-", "a", "b")))).toEqual([
    [{ a: "x", b: "y", c: "x-y" }, 1],
    [{ a: "z", c: "z-" }, 2],
  ]);
  expect(plain(labelJoin(input, texts("a", "", "b")))).toEqual([
    [{ a: "y", b: "y" }, 1],
    [{ a: "" }, 2],
  ]);
});
