import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { outcomeSignal } from "./outcome-signal.ts";

const share = (scale: number) => ({ quantity: quantity("share", scale), shown: "value" }) as const;

/** Lowest and highest value. */
function extent(signal: ReturnType<typeof outcomeSignal>): readonly [number, number] {
  if (signal.form !== "course") return [signal.value, signal.value];
  const { min, max } = (signal.signal as { walk: { min: number; max: number } }).walk;
  return [min * signal.factor, max * signal.factor];
}

test("outcomeSignal lets little go wrong, and success be the rest, in the unit of the share", () => {
  expect(extent(outcomeSignal("errors", share(1), 1))).toEqual([expect.closeTo(0.003, 3), expect.closeTo(0.011, 3)]);
  expect(extent(outcomeSignal("success", share(1), 1))).toEqual([expect.closeTo(0.989, 3), expect.closeTo(0.997, 3)]);
  expect(extent(outcomeSignal("success", share(0.01), 1))).toEqual([expect.closeTo(98.9, 3), expect.closeTo(99.7, 3)]);
  expect(extent(outcomeSignal("hits", undefined, 1))).toEqual([expect.closeTo(0.91, 3), expect.closeTo(0.95, 3)]);
});

test("outcomeSignal lets rows differ in what goes wrong", () => {
  // Twice as much: 0.6 % to 2.2 %.
  expect(extent(outcomeSignal("success", share(1), 2))).toEqual([expect.closeTo(0.978, 3), expect.closeTo(0.994, 3)]);
});
