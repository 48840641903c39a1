import { expect, test } from "vitest";
import { resetIndexes } from "./resets.ts";

const hour = 3_600_000;
/** 10:00 on a day, a scrape an hour. */
const grid = { fromMs: Date.UTC(2026, 10, 1, 10), stepMs: hour };

test("resetIndexes takes a time of day for every day, from the first one after the anchor on", () => {
  const { before, after } = resetIndexes({ resets: { at: [{ timeOfDayMs: 12 * hour }] } }, grid);
  expect([0, 1, 2, 3, 25, 26, 49, 50].map(before)).toEqual([0, 0, 2, 2, 2, 26, 26, 50]);
  expect([0, 1, 2, 3, 25, 26].map(after)).toEqual([2, 2, 26, 26, 26, 50]);
});

test("resetIndexes has no reset at the anchor, and none in a lead-in", () => {
  const { before, after } = resetIndexes(
    { resets: { at: [{ timeOfDayMs: 10 * hour }] } },
    { ...grid, leadIn: 3, fromMs: grid.fromMs - 3 * hour },
  );
  expect([0, 3, 26, 27].map(before)).toEqual([0, 0, 0, 27]);
  expect(after(0)).toBe(27);
});

test("resetIndexes joins multiples, moments and restarts", () => {
  const restarts = [{ atMs: 4 * hour, downMs: hour / 2 }];
  const every = resetIndexes({ resets: { everyMs: 3 * hour }, restarts }, grid);
  expect([2, 3, 4, 5, 6, 9].map(every.before)).toEqual([0, 3, 3, 5, 6, 9]);
  expect([0, 3, 5].map(every.after)).toEqual([3, 5, 6]);
  const at = resetIndexes({ resets: { at: [{ afterAnchorMs: 7 * hour }, { afterAnchorMs: 0 }] }, restarts }, grid);
  expect([4, 5, 7, 90].map(at.before)).toEqual([0, 5, 7, 7]);
  expect(at.after(7)).toBe(Number.POSITIVE_INFINITY);
});
