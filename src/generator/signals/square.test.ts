import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { square } from "./square.ts";
import { values } from "./values.ts";

const minute = 60_000;

test("square is high during the first duty of each period", () => {
  const options = { low: 1, high: 9, periodMs: 4 * minute };
  const sample = (more: object) => sampleSignal(square({ ...options, ...more }), { stepMs: minute, count: 6 });
  expect(sample({})).toEqual([9, 9, 1, 1, 9, 9]);
  expect(sample({ duty: 0.25 })).toEqual([9, 1, 1, 1, 9, 1]);
  expect(sample({ at: { afterAnchorMs: minute } })).toEqual([1, 9, 9, 1, 1, 9]);
  expect(sample({ duty: 0 })).toEqual([1, 1, 1, 1, 1, 1]);
  expect(sample({ duty: 1 })).toEqual([9, 9, 9, 9, 9, 9]);
});

test("square begins at a time of day in UTC", () => {
  const signal = square({ low: 0, high: 1, periodMs: 1440 * minute, duty: 1 / 24, at: { timeOfDayMs: 60 * minute } });
  expect(sampleSignal(signal, { fromMs: Date.UTC(2026, 10, 1, 0, 30), stepMs: 30 * minute, count: 5 })).toEqual([
    0, 1, 1, 0, 0,
  ]);
});

test("square follows levels that change", () => {
  const signal = square({ low: 0, high: values([1, 2, null, 4]), periodMs: 2 * minute });
  expect(sampleSignal(signal, { stepMs: minute, count: 5 })).toEqual([1, 0, undefined, 0, 4]);
});

test("square refuses a duty outside 0 … 1", () => {
  expect(() => square({ low: 0, high: 1, periodMs: 1, duty: 50 })).toThrow("square: duty must be from 0 to 1, got 50");
});
