import { expect, test } from "vitest";
import { quote, some } from "./explanation.ts";

test("quote writes a text as PromQL does, and cuts it after 80 characters", () => {
  expect(quote('a "b"\n')).toBe('"a \\"b\\"\\n"');
  expect(quote("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
  expect(quote("x".repeat(81))).toBe(`"${"x".repeat(80)}…"`);
});

test("some names the first few and counts the rest", () => {
  expect(some([])).toBe("");
  expect(some(["a", "b"])).toBe("a, b");
  expect(some(["a", "b", "c", "d", "e"])).toBe("a, b, c, d, e");
  expect(some(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
  expect(some(["a", "b", "c"], 1)).toBe("a and 2 more");
});
