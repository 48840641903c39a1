import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { spike } from "./spike.ts";
import { values } from "./values.ts";

const minute = 60_000;
const sample = (options: Parameters<typeof spike>[0], count: number, fromMs = 0) =>
  sampleSignal(spike(options), { stepMs: minute, count, fromMs });

test("spike adds its height for one step at each multiple after the anchor", () => {
  expect(sample({ height: 5, base: 1, when: { everyMs: 3 * minute } }, 8)).toEqual([1, 1, 1, 6, 1, 1, 6, 1]);
});

test("spike lasts as long as it says, also between two scrapes", () => {
  expect(sample({ height: 1, when: { everyMs: 4 * minute }, forMs: 2 * minute }, 10)).toEqual([
    0, 0, 0, 0, 1, 1, 0, 0, 1, 1,
  ]);
  expect(sample({ height: 1, when: { at: [{ afterAnchorMs: 90_000 }] } }, 5)).toEqual([0, 0, 1, 0, 0]);
  expect(sample({ height: 1, when: { at: [{ afterAnchorMs: 90_000 }] }, forMs: 20_000 }, 5)).toEqual([0, 0, 0, 0, 0]);
});

test("spike comes at several times, daily at a time of day", () => {
  expect(sample({ height: 2, when: { at: [{ afterAnchorMs: 3 * minute }, { afterAnchorMs: 0 }] } }, 5)).toEqual([
    2, 0, 0, 2, 0,
  ]);
  const daily = sample({ height: 1, when: { at: [{ timeOfDayMs: 2 * minute }] } }, 1445, Date.UTC(2026, 10, 1));
  expect(daily.flatMap((value, place) => (value === 1 ? [place] : []))).toEqual([2, 1442]);
});

test("spike follows a height and a base that change", () => {
  const signal = { height: values([10, 20, 30]), base: values([1, 2]), when: { everyMs: 2 * minute } };
  expect(sample(signal, 5)).toEqual([1, 2, 32, 2, 32]);
});

test("spike refuses one that is as long as its period, and no time at all", () => {
  expect(() => spike({ height: 1, when: { everyMs: 1000 }, forMs: 1000 })).toThrow(
    "spike: forMs must be shorter than when.everyMs (1000), got 1000",
  );
  expect(() => spike({ height: 1, when: { at: [] } })).toThrow(
    "spike: when.at must be at least one time, got an empty list",
  );
});
