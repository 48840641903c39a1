import { expect, test } from "vitest";
import { type InferredSignal, isFixed, round, scaleSignal, specOf, walkBetween, writeSignal } from "./signal.ts";

const load = { signal: "load" };

test.for<[signal: InferredSignal, doubled: InferredSignal, text: string]>([
  [{ form: "constant", value: 3 }, { form: "constant", value: 6 }, "3"],
  [{ form: "constant", value: 3, fixed: true }, { form: "constant", value: 3, fixed: true }, "3"],
  [
    { form: "course", signal: load, factor: 60 },
    { form: "course", signal: load, factor: 120 },
    "{mul: [60, {signal: load}]}",
  ],
  [
    { form: "course", signal: { mul: [0.25, { signal: "a" }, { signal: "b" }] }, factor: 2 },
    { form: "course", signal: { mul: [0.25, { signal: "a" }, { signal: "b" }] }, factor: 4 },
    "{mul: [0.5, {signal: a}, {signal: b}]}",
  ],
  [
    { form: "course", signal: { mul: [0.5, { signal: "a" }] }, factor: 2, fixed: true },
    { form: "course", signal: { mul: [0.5, { signal: "a" }] }, factor: 2, fixed: true },
    "{signal: a}",
  ],
  // Whole numbers stay whole: the factor goes inside.
  [
    { form: "course", signal: { round: { of: load } }, factor: 8 },
    { form: "course", signal: { round: { of: load } }, factor: 16 },
    "{round: {of: {mul: [8, {signal: load}]}}}",
  ],
  [
    { form: "course", signal: { mul: [load, { signal: "own" }] }, factor: 5 },
    { form: "course", signal: { mul: [load, { signal: "own" }] }, factor: 10 },
    "{mul: [5, {signal: load}, {signal: own}]}",
  ],
])("signal %j has its double and its text", ([signal, doubled, text]) => {
  expect(scaleSignal(signal, 2)).toEqual(doubled);
  expect(isFixed(signal)).toBe(JSON.stringify(doubled) === JSON.stringify(signal));
  expect(writeSignal(signal)).toBe(text);
});

test("walkBetween walks around the middle of two values", () => {
  expect(specOf(walkBetween({ min: 6, max: 18 }))).toEqual({
    mul: [12, { walk: { start: 1, step: 0.0625, min: 0.5, max: 1.5 } }],
  });
  expect(specOf(walkBetween({ min: -2, max: 2 }))).toEqual({ walk: { start: 0, step: 0.25, min: -2, max: 2 } });
  expect(specOf(walkBetween({ min: 5, max: 5 }))).toBe(5);
});

test("round keeps three digits, and all of a moment", () => {
  expect([1234.5, 0.00012345, 1_700_000_123, Number.NaN, Number.POSITIVE_INFINITY].map(round)).toEqual([
    1230, 0.000123, 1_700_000_123, 0, 0,
  ]);
});
