import { expect, test } from "vitest";
import { DayCourses } from "./day-courses.ts";
import { atBounds } from "./walk-bounds.ts";

test("walks with two bounds go from one to the other, wherever they stand; others stay", () => {
  const walk = { walk: { start: 1, step: 0.1, min: 0.8, max: 1.2 } };
  const free = { walk: { start: 1, step: 0.1, min: 0 } };
  expect(atBounds({ mul: [3, walk, free, { signal: "walk" }] }, "own")).toEqual({
    mul: [3, { square: { low: 0.8, high: 1.2, period: "2h" } }, free, { signal: "walk" }],
  });
  expect(atBounds(5, "own")).toBe(5);
});

test("four hours in a row have each pair of bounds of a series' own walk and of its cause's", () => {
  const day = new DayCourses({ fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000 });
  day.learn([{ name: "load", per: [], value: { walk: { start: 10, step: 1, min: 10, max: 20 } } }]);
  const values = day.valuesOf(
    { add: [{ signal: "load" }, { walk: { start: 1, step: 1, min: 1, max: 2 } }] },
    new Map(),
  );
  expect([...values.slice(0, 4)].sort()).toEqual([11, 12, 21, 22]);
});

test("sixteen hours in a row have all bounds of a series, its cause, and two series that are changed, beside each other", () => {
  const day = new DayCourses({ fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000 });
  const walk = (most: number) => ({ walk: { start: 0, step: 1, min: 0, max: most } });
  day.learn([{ name: "load", per: [], value: walk(1) }]);
  const turned = (most: number, turn: "own" | "changed" | "changed too") =>
    day.valuesOf(atBounds(walk(most), turn), new Map());
  const [cause, own] = [day.valuesOf({ signal: "load" }, new Map()), turned(2, "own")];
  const [one, two] = [turned(4, "changed"), turned(8, "changed too")];
  const together = [...cause].map((value, hour) => value + own[hour]! + one[hour]! + two[hour]!);
  expect(together.slice(0, 16).sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index));
});
