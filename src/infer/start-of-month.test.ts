import { expect, test } from "vitest";
import { startOfMonth } from "./start-of-month.ts";

test("startOfMonth is the first moment of a month of Universal Time, in seconds", () => {
  expect(startOfMonth(Date.UTC(2026, 10, 27, 3, 14))).toBe(Date.UTC(2026, 10, 1) / 1000);
});
