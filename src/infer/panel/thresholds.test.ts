import { expect, test } from "vitest";
import { explicitThresholds, severityOf } from "./thresholds.ts";

const absolute = { thresholdMode: "absolute", min: undefined, max: undefined } as const;
const steps = (...list: readonly (readonly [number | undefined, string?])[]) => ({
  ...absolute,
  thresholds: list.map(([value, color]) => ({ value, color })),
});

test.for([
  steps(),
  steps([undefined, "green"]),
  steps([undefined, "green"], [80, "red"]),
  steps([0, "#73BF69"], [80, "#F2495C"]),
])("explicitThresholds takes what every new panel has for none: %j", (context) => {
  expect(explicitThresholds(context)).toBeUndefined();
});

test("explicitThresholds knows the worst step by its colour, at either end", () => {
  expect(explicitThresholds(steps([undefined, "green"], [70, "orange"], [90, "red"]))?.worst).toEqual({
    from: 90,
    to: Number.POSITIVE_INFINITY,
    severity: 2,
  });
  // Of a free share: little is bad.
  expect(explicitThresholds(steps([undefined, "red"], [20, "#EAB839"], [40, "green"]))?.worst).toEqual({
    from: Number.NEGATIVE_INFINITY,
    to: 20,
    severity: 2,
  });
  expect(explicitThresholds(steps([undefined, "blue"], [10, "purple"]))?.worst).toBeUndefined();
});

test("explicitThresholds takes the highest of an old graph, which names no colours, for the worst", () => {
  expect(explicitThresholds(steps([50], [80]))?.worst?.from).toBe(80);
});

test("explicitThresholds in per cent are parts of the way from the minimum to the maximum", () => {
  const context = {
    ...steps([undefined, "green"], [50, "red"]),
    thresholdMode: "percentage",
    min: 100,
    max: 300,
  } as const;
  expect(explicitThresholds(context)?.worst?.from).toBe(200);
});

test.for([
  ["red", 2],
  ["dark-red", 2],
  ["#d44a3a", 2],
  ["rgba(245, 54, 54, 0.9)", 2],
  ["#F00", 2],
  ["semi-dark-orange", 1],
  ["#EAB839", 1],
  ["rgba(237, 129, 40, 0.89)", 1],
  ["green", 0],
  ["rgba(50, 172, 45, 0.97)", 0],
  ["#299c46", 0],
  ["blue", 0],
  ["#ffffff", 0],
  [undefined, 0],
] as const)("severityOf %s is %d", ([color, expected]) => {
  expect(severityOf(color)).toBe(expected);
});
