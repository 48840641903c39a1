import { expect, test } from "vitest";
import { roughDuration, utcMinute } from "./time-text.ts";

test("utcMinute cuts seconds off", () => {
  expect(utcMinute(Date.UTC(2026, 10, 26, 12, 0, 59))).toBe("2026-11-26 12:00 UTC");
});

test.for([
  [-5, "0s"],
  [400, "0s"],
  [59_600, "1m"],
  [61_000, "1m1s"],
  // From an hour on minutes are enough, from two days on hours.
  [3_661_000, "1h1m"],
  [187_200_000, "2d4h"],
  [188_000_000, "2d4h"],
] as const)("roughDuration of %d ms is %s", ([ms, text]) => {
  expect(roughDuration(ms)).toBe(text);
});
