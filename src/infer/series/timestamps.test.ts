import { expect, test } from "vitest";
import { isTimestamp, timestamp } from "./timestamps.ts";

const none = new Set<string>();
const anchor = { monthSeconds: 1_000_000_000 };
const day = 86_400;

test.for([
  ["backup_timestamp_seconds", [], [], true],
  ["process_start_time_seconds", [], [], true],
  ["cert_not_after", [], [], true],
  ["token_expiry", [], [], true],
  ["x", ["time-"], [], true],
  ["x", ["-time"], [], true],
  ["x", [], ["dateTimeAsIso"], true],
  ["x", [], ["s"], false],
  ["request_duration_seconds", ["time-"], [], false],
  ["busy_seconds_total", [], ["dateTimeAsIso"], false],
] as const)("isTimestamp says of %s in %j with the units %j: %j", ([name, functions, units, expected]) => {
  expect(isTimestamp(name, new Set(functions), units)).toBe(expected);
});

test("timestamp lies in the past: three days, and eleven more for each row", () => {
  expect(timestamp("backup_timestamp", none, [], 0, anchor)).toBe(1e9 - 3 * day);
  expect(timestamp("backup_timestamp", none, [], 2, anchor)).toBe(1e9 - 25 * day);
  expect(timestamp("boot_time_seconds", none, [], 1, anchor)).toBe(1e9 - 23 * day);
});

test("timestamp of what expires lies ahead: seventy days, and 25 more for each row", () => {
  expect(timestamp("cert_not_after", none, [], 0, anchor)).toBe(1e9 + 70 * day);
  expect(timestamp("x", new Set(["-time"]), [], 1, anchor)).toBe(1e9 + 95 * day);
});

test("timestamp is in milliseconds where the name or a unit of dates says so, and the query does not subtract it", () => {
  const ms = (1e9 - 3 * day) * 1000;
  expect(timestamp("last_run", none, ["dateTimeFromNow"], 0, anchor)).toBe(ms);
  expect(timestamp("last_run_ms", none, [], 0, anchor)).toBe(ms);
  expect(timestamp("last_run", new Set(["time-"]), ["dateTimeFromNow"], 0, anchor)).toBe(ms / 1000);
  expect(timestamp("last_run_seconds", none, ["dateTimeFromNow"], 0, anchor)).toBe(ms / 1000);
});
