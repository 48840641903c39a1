import { expect, test } from "vitest";
import { between, pick, unitOf } from "./pick.ts";

const names = Array.from({ length: 1000 }, (_, number) => `metric_${number}`);

test("unitOf is the same for the same text, and spreads texts evenly", () => {
  expect(unitOf("a")).toBe(unitOf("a"));
  const tenths = new Array<number>(10).fill(0);
  for (const name of names) tenths[Math.floor(unitOf(name) * 10)]!++;
  // 100 are expected in each; the deviation of such a count is 9.5.
  for (const count of tenths) expect(Math.abs(count - 100)).toBeLessThan(40);
});

test("pick takes every item for some text", () => {
  expect(new Set(names.map((name) => pick(["a", "b", "c"], name)))).toEqual(new Set(["a", "b", "c"]));
});

test("between keeps its bounds", () => {
  for (const name of names) {
    const value = between(0.3, 0.5, name);
    expect(value >= 0.3 && value <= 0.5).toBe(true);
  }
});
