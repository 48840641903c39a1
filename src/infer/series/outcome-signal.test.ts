import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { outcomeSignal } from "./outcome-signal.ts";

const share = (scale: number) => ({ quantity: quantity("share", scale), shown: "value" }) as const;

test("outcomeSignal lets little go wrong, and success be the rest, in the unit of the share", () => {
  expect(outcomeSignal("errors", share(1), 1)).toEqual({ form: "walk", min: 0.003, max: 0.011 });
  expect(outcomeSignal("success", share(1), 1)).toEqual({ form: "walk", min: 0.989, max: 0.997 });
  expect(outcomeSignal("success", share(0.01), 1)).toEqual({ form: "walk", min: 98.9, max: 99.7 });
  expect(outcomeSignal("hits", undefined, 1)).toEqual({ form: "walk", min: 0.91, max: 0.95 });
});

test("outcomeSignal lets rows differ in what goes wrong", () => {
  // Twice as much: 0.6 % to 2.2 %.
  expect(outcomeSignal("success", share(1), 2)).toEqual({ form: "walk", min: 0.978, max: 0.994 });
});
