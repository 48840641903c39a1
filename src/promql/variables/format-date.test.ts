import { expect, test } from "vitest";
import { formatDate } from "./format-date.ts";

// Sunday, 3 February 2019, 04:05:06.007 UTC: `date -u -d @1549166706`.
const ms = 1_549_166_706_007;

test.for([
  ["YYYY-MM", "2019-02"],
  ["YYYY-MM-DD", "2019-02-03"],
  ["YY.M.D", "19.2.3"],
  ["dddd, D MMMM YYYY", "Sunday, 3 February 2019"],
  ["ddd MMM d", "Sun Feb 0"],
  ["Do", "3rd"],
  ["Q", "1"],
  ["HH:mm:ss.SSS", "04:05:06.007"],
  ["H:m:s", "4:5:6"],
  ["hh:mm A, h:m a", "04:05 AM, 4:5 am"],
  ["YYYY-MM-DDTHH:mm:ssZ", "2019-02-03T04:05:06+00:00"],
  ["ZZ", "+0000"],
  ["X", "1549166706"],
  ["x", "1549166706007"],
  ["[logs-]YYYY.MM.DD", "logs-2019.02.03"],
  ["[]YYYY", "2019"],
  ["-/_", "-/_"],
] as const)("formatDate by %s gives %s, in UTC whatever the machine's time zone", ([pattern, expected]) => {
  expect(formatDate(ms, pattern)).toBe(expected);
});

test("formatDate says that a time is not valid", () => {
  expect(formatDate(Number.NaN, "YYYY")).toBe("Invalid date");
});

test("formatDate leaves a pattern that is too long as it is", () => {
  const brackets = "[".repeat(1_000_000);
  expect(formatDate(ms, brackets)).toBe(brackets);
});
