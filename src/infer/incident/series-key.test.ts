import { expect, test } from "vitest";
import { keyOf, placeOf } from "./series-key.ts";

test("placeOf reads what keyOf writes", () => {
  expect(keyOf(12, 3)).toBe("12:3");
  expect(placeOf("12:3")).toEqual([12, 3]);
});
