import { expect, test } from "vitest";
import { keyOf, mapValues, numberOf, relabelled, scalarOf, withoutName } from "./level-series.ts";

const labels = new Map([
  ["b", "2"],
  ["a", "1"],
  ["__name__", "x"],
]);

test.for([
  ["1e3", 1000],
  ["0x10", 16],
  ["1_000", 1000],
  ["-Inf", Number.NEGATIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["5m", 300],
] as const)("numberOf reads %s as %s", ([text, expected]) => {
  expect(numberOf(text)).toBe(expected);
});

test("keyOf is the same whatever the order of labels, and leaves out those that do not count", () => {
  expect(keyOf(labels, (name) => name !== "__name__")).toBe(
    keyOf(new Map([...labels].reverse()), (name) => name !== "__name__"),
  );
  expect(keyOf(labels, (name) => name === "a")).toBe('[["a","1"]]');
});

test("withoutName takes nothing but the name", () => {
  expect([...withoutName(labels).keys()]).toEqual(["b", "a"]);
});

test("mapValues and scalarOf know numbers, vectors and texts", () => {
  const vector = { kind: "vector", series: [{ labels, values: Float64Array.of(2, 5) }] } as const;
  expect(
    scalarOf(
      mapValues(vector, (value) => value * 3),
      2,
    ),
  ).toEqual(Float64Array.of(6, 15));
  const scalar = { kind: "scalar", values: Float64Array.of(2, 3) } as const;
  expect(
    scalarOf(
      mapValues(scalar, (value, instant) => value * instant),
      2,
    ),
  ).toEqual(Float64Array.of(0, 3));
  expect(scalarOf({ kind: "text", text: "2" }, 2)).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  expect(scalarOf({ kind: "vector", series: [] }, 1)).toEqual(Float64Array.of(Number.NaN));
});

test("relabelled asks for values when it is asked for them", () => {
  let asked = 0;
  const lazy = {
    labels,
    get values() {
      asked++;
      return Float64Array.of(7);
    },
  };
  const made = relabelled(lazy, new Map([["c", "3"]]));
  expect([asked, made.labels.get("c"), made.values[0], made.rates, asked]).toEqual([0, "3", 7, undefined, 1]);
});
