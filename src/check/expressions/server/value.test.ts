import { expect, test } from "vitest";
import { kindNames, mapValue, noData, numberOf, scalarOf } from "./value.ts";

test("mapValue changes each number, and a value without any stays as it is", () => {
  const labels = new Map([["job", "a"]]);
  const double = (one: number | null) => (one === null ? null : one * 2);
  expect(mapValue(numberOf(3, labels), double)).toEqual({ kind: "number", labels, timesMs: [], values: [6] });
  expect(mapValue(scalarOf(null), double).values).toEqual([null]);
  expect(mapValue(noData, double)).toEqual(noData);
});

test("the kinds have Grafana's names", () => {
  expect(kindNames).toEqual({ series: "seriesSet", number: "numberSet", scalar: "scalar", none: "noData" });
});
