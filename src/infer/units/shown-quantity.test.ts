import { expect, test } from "vitest";
import { quantity } from "./quantity.ts";
import { isComparison, nothing, perSecond, type Shown, withConstant } from "./shown-quantity.ts";

const shown = (of: Shown["of"]): Shown => ({ ...nothing, of });

test("perSecond is about the amount that grows: a share of time in seconds, watts in joules, nothing of temperatures", () => {
  expect(perSecond(shown(quantity("share", 1)))).toMatchObject({ of: { dimension: "seconds" }, isTimeShare: true });
  expect(perSecond(shown(quantity("watts", 1)))).toMatchObject({ of: { dimension: "joules" } });
  expect(perSecond(shown({ ...quantity("bytes", 1), perSecond: true }))).toMatchObject({
    of: { dimension: "bytes", perSecond: false },
  });
  expect(perSecond(shown(quantity("celsius", 1))).of).toBeUndefined();
  expect(perSecond(nothing)).toBe(nothing);
});

test.for([
  ["*", 1000, true, 1000],
  ["/", 1024, true, 1 / 1024],
  ["+", 5, true, 1],
  [">", 5, true, 1],
  // Divided by what is shown, or put to a power: another quantity.
  ["/", 5, false, undefined],
  ["^", 2, true, undefined],
] as const)("withConstant: %s %s (on the right: %s) multiplies by %s", ([op, constant, isRight, factor]) => {
  const below = withConstant(op, constant, isRight)(shown(quantity("seconds", 1)));
  expect(below.of === undefined ? undefined : below.factor).toBe(factor);
});

test("isComparison knows operators that compare from others", () => {
  expect(["==", "<=", ">", "=~", "-"].map((op) => isComparison.test(op))).toEqual([true, true, true, false, false]);
});
