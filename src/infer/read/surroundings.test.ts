import { expect, test } from "vitest";
import { outermost } from "./surroundings.ts";

test("outermost hands on the labels that the place needs, and knows of nothing around it", () => {
  const needs = new Set(["job"]);
  const around = outermost({ user: "Panel", needs, unit: "s" });
  expect(around.needs).toBe(needs);
  expect(around).toMatchObject({ removes: false, call: "", joined: false, native: false, comparisons: [], copies: [] });
  expect(around.carried.size).toBe(0);
});
