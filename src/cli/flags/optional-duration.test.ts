import { expect, test } from "vitest";
import { optionalDuration } from "./optional-duration.ts";

test("optionalDuration reads a duration in milliseconds, and nothing where there is none", () => {
  expect(optionalDuration("history", "1h30m")).toBe(5_400_000);
  expect(optionalDuration("history", undefined)).toBeUndefined();
  expect(() => optionalDuration("history", "soon")).toThrow("--history");
});
