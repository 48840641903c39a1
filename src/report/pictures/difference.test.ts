import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { differencePercent } from "./difference.ts";

/** A black picture with so many white pixels from the top left. */
function picture(width: number, height: number, white = 0): Uint8Array {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at++)
    png.data.fill(at < white ? 255 : 0, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return PNG.sync.write(png);
}

test.for([
  ["are the same", [10, 10, 0], [10, 10, 0], 0],
  ["differ in three rows of ten", [10, 10, 0], [10, 10, 30], 30],
  ["differ in one row of 20,000", [1, 20_000, 0], [1, 20_000, 1], 0.01],
  ["have two sizes", [10, 10, 0], [10, 11, 0], undefined],
] as const)("two pictures that %s", async ([, one, other, percent]) => {
  expect(await differencePercent(picture(one[0], one[1], one[2]), picture(other[0], other[1], other[2]))).toBe(percent);
});
