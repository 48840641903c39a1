import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { isTimestamp, timestamp } from "./timestamps.ts";

const none = new Set<string>();
const anchor = { monthSeconds: 1_000_000_000 };
const day = 86_400;
const date = { quantity: quantity("date"), shown: "value" } as const;

test("isTimestamp goes by what is measured, but for names of how long something took", () => {
  expect(isTimestamp("x", date)).toBe(true);
  expect(isTimestamp("x", undefined)).toBe(false);
  expect(isTimestamp("x", { quantity: quantity("seconds"), shown: "value" })).toBe(false);
  expect(isTimestamp("request_duration_seconds", date)).toBe(false);
  expect(isTimestamp("busy_seconds_total", date)).toBe(false);
});

test("timestamp lies in the past: three days, and eleven more for each row", () => {
  expect(timestamp("backup_timestamp", none, date, 0, anchor)).toBe(1e9 - 3 * day);
  expect(timestamp("backup_timestamp", none, date, 2, anchor)).toBe(1e9 - 25 * day);
  expect(timestamp("boot_time_seconds", none, date, 1, anchor)).toBe(1e9 - 23 * day);
});

test("timestamp of what expires lies ahead: seventy days, and 25 more for each row", () => {
  expect(timestamp("cert_not_after", none, date, 0, anchor)).toBe(1e9 + 70 * day);
  expect(timestamp("x", new Set(["-time"]), date, 1, anchor)).toBe(1e9 + 95 * day);
});

test("timestamp counts in the unit that is measured", () => {
  const ms = { quantity: quantity("date", 1e-3), shown: "value" } as const;
  expect(timestamp("last_run", none, ms, 0, anchor)).toBe((1e9 - 3 * day) * 1000);
});
