import { expect, test } from "vitest";
import { Courses } from "../named/courses.ts";
import { beginLater } from "./begin-later.ts";
import { createBlock, missing, present } from "./block.ts";
import { createSource } from "./source.ts";

const grid = { fromMs: 1_767_225_600_000, stepMs: 15_000, count: 8 };
const made = () =>
  createSource(
    { name: "done_total", kind: "counter", labels: [], rate: { type: "constant", value: 2 } },
    { seed: 1, grid, courses: new Courses(grid) },
  );

function filled(fromIndex: number, firstIndex: number, length: number) {
  const block = createBlock(8);
  beginLater(made(), fromIndex).fill(firstIndex, length, [block]);
  return { states: [...block.states.slice(0, length)], values: [...block.values.slice(0, length)] };
}

test("beginLater leaves out the samples before its index, and the others are as they would be", () => {
  const whole = filled(0, 0, 8);
  const later = filled(3, 0, 8);
  expect(later.states).toEqual([missing, missing, missing, present, present, present, present, present]);
  expect(later.values.slice(3)).toEqual(whole.values.slice(3));
  expect(later.values[4]! - later.values[3]!).toBe(2 * 15);
});

test("beginLater fills windows that lie before, across and after its index", () => {
  expect(filled(3, 0, 2).states).toEqual([missing, missing]);
  expect(filled(3, 2, 2).states).toEqual([missing, present]);
  expect(filled(3, 6, 2)).toEqual({ states: [present, present], values: filled(0, 6, 2).values });
});
