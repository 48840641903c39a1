import { expect, test } from "vitest";
import { shareOut } from "./share-out.ts";

test.for<[wanted: number[], total: number, most: number]>([
  [[1, 2, 3], 6, Number.POSITIVE_INFINITY],
  [[10, 10], 10, 5],
  // 1 and 2 take what they want; the other two share the 9 that are left.
  [[100, 1, 50, 2], 12, 4],
  [[], 0, Number.POSITIVE_INFINITY],
  [[5], 0, 0],
])("of %j, %i are shared out so that each takes at most %d", ([wanted, total, most]) => {
  expect(shareOut(wanted, total)).toBe(most);
  const taken = wanted.reduce((sum, one) => sum + Math.min(one, shareOut(wanted, total)), 0);
  expect(taken).toBeLessThanOrEqual(total);
});
