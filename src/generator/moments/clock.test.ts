import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { clock } from "./clock.ts";

const hourMs = 3_600_000;
const fromMs = Date.UTC(2026, 10, 1);
const seconds = fromMs / 1000;

test("clock is the sample's own time", () => {
  expect(sampleSignal(clock(), { fromMs, count: 3 })).toEqual([seconds, seconds + 15, seconds + 30]);
});

test("clock with every is the time of what last happened", () => {
  const daily = clock({ everyMs: 24 * hourMs, at: { timeOfDayMs: 2 * hourMs } });
  expect(sampleSignal(daily, { fromMs, stepMs: hourMs, count: 4 })).toEqual([
    seconds - 22 * 3600,
    seconds - 22 * 3600,
    seconds + 2 * 3600,
    seconds + 2 * 3600,
  ]);
  const minutely = clock({ everyMs: 60_000, at: { afterAnchorMs: 15_000 } });
  expect(sampleSignal(minutely, { fromMs, count: 3 })).toEqual([seconds - 45, seconds + 15, seconds + 15]);
});

test("clock refuses a time between happenings that is not positive", () => {
  expect(() => clock({ everyMs: 0 })).toThrow("clock: everyMs must be a whole number of at least 1, got 0");
});
