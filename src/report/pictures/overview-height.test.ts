import { expect, test } from "vitest";
import { overviewHeight } from "./overview-height.ts";

const panel = (y: number, height: number) => ({ y, height });

test.for([
  ["all of a dashboard that fits", [panel(40, 300)], 400, 356, 356],
  ["the end of the last whole row", [panel(40, 300), panel(348, 300), panel(656, 300)], 700, 1000, 648],
  ["no half panel beside the one that is left out", [panel(40, 300), panel(348, 300), panel(400, 400)], 700, 900, 340],
  ["a first row that is too high, cut", [panel(40, 2000)], 700, 2100, 700],
] as const)("a picture of a dashboard shows %s", ([, panels, most, end, height]) => {
  expect(overviewHeight(panels, { end, most })).toBe(height);
});
