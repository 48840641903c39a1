import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { line } from "./line.ts";
import { wave } from "./wave.ts";

const hour = 3_600_000;

test("wave is a cosine between min and max that peaks at the anchor", () => {
  const samples = sampleSignal(wave({ min: 10, max: 30, periodMs: 6 * hour }), { stepMs: hour, count: 7 }) as number[];
  for (const [place, expected] of [30, 25, 15, 10, 15, 25, 30].entries())
    expect(samples[place]).toBeCloseTo(expected, 12);
});

test("wave peaks so long after the anchor, or at a time of day in UTC whatever the anchor", () => {
  const later = sampleSignal(wave({ min: 0, max: 1, periodMs: 4 * hour, peak: { afterAnchorMs: hour } }), {
    stepMs: hour,
    count: 5,
  });
  expect(later).toEqual([0.5, 1, 0.5, 0, 0.5]);
  const daily = wave({ min: 0, max: 1, periodMs: 24 * hour, peak: { timeOfDayMs: 14 * hour } });
  // 2026-11-01T08:00:00Z: two hours after the trough at 02:00 plus four; 14:00 is six hours on.
  const samples = sampleSignal(daily, { fromMs: Date.UTC(2026, 10, 1, 8), stepMs: 6 * hour, count: 4 }) as number[];
  expect(samples).toEqual([0.5, 1, 0.5, 0]);
});

test("wave follows bounds that change; a finite one holds its last value", () => {
  const max = line({ from: 10, to: 20, length: { forMs: 2 * hour } });
  expect(sampleSignal(wave({ min: 0, max, periodMs: hour }), { stepMs: hour, count: 4 })).toEqual([10, 15, 20, 20]);
});

test("wave refuses a max below min and a period of 0", () => {
  expect(() => wave({ min: 2, max: 1, periodMs: 1 })).toThrow("wave: max must be at least min (2), got 1");
  expect(() => wave({ min: 1, max: 2, periodMs: 0 })).toThrow(
    "wave: periodMs must be a whole number of at least 1, got 0",
  );
  expect(() => wave({ min: 1, max: 2, periodMs: 1, peak: { timeOfDayMs: 24 * hour } })).toThrow(
    "wave: peak must be before 24:00, got 86400000",
  );
});
