import { expect, test } from "vitest";
import { numeric } from "./number-field.ts";

test("numeric reads numbers and texts of numbers, and nothing else", () => {
  expect([1.5, "2", " -3 ", "", " ", "x", null, Number.NaN, "Infinity"].map(numeric)).toEqual([
    1.5,
    2,
    -3,
    ...Array.from({ length: 6 }),
  ]);
});
