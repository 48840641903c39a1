import { expect, test } from "vitest";
import { readTime } from "./time-math.ts";

// A Thursday.
const nowMs = Date.parse("2026-11-26T10:20:30.500Z");
const read = (value: unknown, roundUp = false) => {
  const time = readTime(value, { nowMs, roundUp });
  return time && [new Date(time.ms).toISOString(), time.relative];
};

test.for<[unknown, string, string?]>([
  ["now", "2026-11-26T10:20:30.500Z"],
  ["now-15m", "2026-11-26T10:05:30.500Z"],
  ["now-1d/d", "2026-11-25T00:00:00.000Z", "2026-11-25T23:59:59.999Z"],
  ["now/d", "2026-11-26T00:00:00.000Z", "2026-11-26T23:59:59.999Z"],
  ["now/h", "2026-11-26T10:00:00.000Z", "2026-11-26T10:59:59.999Z"],
  ["now/w", "2026-11-23T00:00:00.000Z", "2026-11-29T23:59:59.999Z"],
  ["now/M", "2026-11-01T00:00:00.000Z", "2026-11-30T23:59:59.999Z"],
  ["now/Q", "2026-10-01T00:00:00.000Z", "2026-12-31T23:59:59.999Z"],
  ["now/y", "2026-01-01T00:00:00.000Z", "2026-12-31T23:59:59.999Z"],
  ["now-9M", "2026-02-26T10:20:30.500Z"],
  ["now-1y+2d", "2025-11-28T10:20:30.500Z"],
  ["now - 2 h", "2026-11-26T08:20:30.500Z"],
])("readTime of %s", ([value, down, up = down]) => {
  expect([read(value), read(value, true)]).toEqual([
    [down, true],
    [up, true],
  ]);
});

test.for<[unknown, string]>([
  ["2024-02-03T04:05:06.000Z", "2024-02-03T04:05:06.000Z"],
  ["2024-02-03T04:05:06+02:00", "2024-02-03T02:05:06.000Z"],
  ["2024-02-03 04:05:06", "2024-02-03T04:05:06.000Z"],
  ["2024-02-03", "2024-02-03T00:00:00.000Z"],
  ["1706933106000", "2024-02-03T04:05:06.000Z"],
  [1_706_933_106_000, "2024-02-03T04:05:06.000Z"],
])("readTime of the date %s", ([value, expected]) => {
  expect(read(value)).toEqual([expected, false]);
});

test("readTime takes the last day of a shorter month", () => {
  const march31 = Date.parse("2026-03-31T00:00:00Z");
  expect(readTime("now-1M", { nowMs: march31, roundUp: false })?.ms).toBe(Date.parse("2026-02-28T00:00:00Z"));
});

test.for(["", "yesterday", "now-", "now-6", "now/fQ", "now-6h; drop", "2024", null, {}, Number.NaN, 1e300])(
  "readTime takes %s for no time",
  (value) => {
    expect(read(value)).toBeUndefined();
  },
);
