import { expect, test } from "vitest";
import { keyOf, mapValues, numberOf, scalarOf, withoutName } from "./level-series.ts";

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
  const vector = { kind: "vector", series: [{ labels, value: 2 }] } as const;
  expect(scalarOf(mapValues(vector, (value) => value * 3))).toBe(6);
  expect(scalarOf(mapValues({ kind: "scalar", value: 2 }, (value) => -value))).toBe(-2);
  expect(scalarOf({ kind: "text", text: "2" })).toBeNaN();
  expect(scalarOf({ kind: "vector", series: [] })).toBeNaN();
});
