import { expect, test } from "vitest";
import { type InferredSignal, isFixed, round, scaleSignal, writeSignal } from "./signal.ts";

test.for<[signal: InferredSignal, doubled: InferredSignal, text: string]>([
  [{ form: "constant", value: 3 }, { form: "constant", value: 6 }, "3"],
  [{ form: "constant", value: 3, fixed: true }, { form: "constant", value: 3, fixed: true }, "3"],
  [
    { form: "walk", min: 6, max: 18 },
    { form: "walk", min: 12, max: 36 },
    "{walk: {start: 12, step: 1, min: 6, max: 18}}",
  ],
  [
    { form: "rhythm", min: 12, max: 20 },
    { form: "rhythm", min: 24, max: 40 },
    '{add: [{wave: {min: 12, max: 20, period: 24h, peak: "14:00"}}, {noise: {stddev: 1}}]}',
  ],
  [
    { form: "wave", min: 1, max: 3, peak: "01:00" },
    { form: "wave", min: 2, max: 6, peak: "01:00" },
    '{wave: {min: 1, max: 3, period: 2h, peak: "01:00"}}',
  ],
  [{ form: "uptime", from: 50 }, { form: "uptime", from: 50 }, "{line: {from: 50, to: 2420000, for: 4w}}"],
  [
    { form: "switch", low: 0, high: 1 },
    { form: "switch", low: 0, high: 1 },
    "{square: {low: 0, high: 1, period: 40m, duty: 0.8, at: 10m}}",
  ],
  [
    { form: "course", signal: { signal: "load" }, factor: 60 },
    { form: "course", signal: { signal: "load" }, factor: 120 },
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
])("signal %j has its double and its text", ([signal, doubled, text]) => {
  expect(scaleSignal(signal, 2)).toEqual(doubled);
  expect(isFixed(signal)).toBe(JSON.stringify(doubled) === JSON.stringify(signal));
  expect(writeSignal(signal)).toBe(text);
});

test("round keeps three digits, and all of a moment", () => {
  expect([1234.5, 0.00012345, 1_700_000_123, Number.NaN, Number.POSITIVE_INFINITY].map(round)).toEqual([
    1230, 0.000123, 1_700_000_123, 0, 0,
  ]);
});
