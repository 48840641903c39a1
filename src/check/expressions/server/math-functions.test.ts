import { expect, test } from "vitest";
import { mathConstants, mathFunctions, signed, together } from "./math-functions.ts";

const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY];

test.for([
  ["abs", -3, 3],
  ["log", 1, 0],
  ["log", 0, -inf],
  ["log", -1, nan],
  ["round", 2.5, 3],
  ["round", -2.5, -3],
  ["ceil", 1.2, 2],
  ["floor", -1.2, -2],
  ["is_nan", nan, 1],
  ["is_nan", inf, 0],
  ["is_inf", -inf, 1],
  ["is_inf", nan, 0],
  ["is_null", null, 1],
  ["is_null", nan, 0],
  ["is_number", 0, 1],
  ["is_number", inf, 0],
  ["is_number", null, 0],
  ["abs", null, nan],
  ["is_nan", null, nan],
] as const)("%s(%s) is %s", ([name, value, expected]) => {
  expect(mathFunctions[name](value)).toBe(expected);
});

test("the constants are NaN, both infinities and a missing number", () => {
  expect(mathConstants).toEqual({ nan, inf, infn: -inf, null: null });
});

test("a sign keeps NaN and what is missing, and ! asks for 0", () => {
  expect([signed("-", 2), signed("-", null), signed("-", nan)]).toEqual([-2, null, nan]);
  expect([signed("!", 0), signed("!", 0.5), signed("!", nan)]).toEqual([1, 0, nan]);
});

test.for([
  ["+", 1, 2, 3],
  ["-", 1, 2, -1],
  ["*", 3, 2, 6],
  ["/", 1, 0, inf],
  ["/", 0, 0, nan],
  ["%", -7, 3, -1],
  ["**", 2, 10, 1024],
  ["**", 1, inf, 1],
  ["**", -1, -inf, 1],
  ["==", 2, 2, 1],
  ["!=", 2, 2, 0],
  [">", 3, 2, 1],
  ["<", 3, 2, 0],
  [">=", 2, 2, 1],
  ["<=", 3, 2, 0],
  ["&&", 2, 3, 1],
  ["&&", 2, 0, 0],
  ["||", 0, 0, 0],
  ["||", 0, 5, 1],
  ["+", 1, nan, nan],
  ["==", nan, nan, nan],
  ["||", 1, nan, 1],
  ["||", nan, 1, 1],
  ["||", 0, nan, nan],
  ["&&", 0, nan, 0],
  ["&&", 1, nan, nan],
  ["+", null, 1, null],
  ["||", 1, null, null],
] as const)("%s of %s and %s is %s", ([op, left, right, expected]) => {
  expect(together(op, left, right)).toBe(expected);
});
