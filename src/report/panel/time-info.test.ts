import { expect, test } from "vitest";
import { timeInfo } from "./time-info.ts";

const hour = 3_600_000;
const toMs = Date.UTC(2026, 0, 15, 12);
const dashboard = { fromMs: toMs - 6 * hour, toMs };
const of = (timeFrom?: string, timeShift?: string, timeCompare?: string) =>
  timeInfo({ timeFrom, timeShift, timeCompare, hideTimeOverride: false }, dashboard);

test.for([
  ["1h", undefined, "Last 1 hour", toMs - hour, toMs],
  ["5m", undefined, "Last 5 minutes", toMs - hour / 12, toMs],
  ["now-7d", undefined, "Last 7 days", toMs - 168 * hour, toMs],
  ["now/d", undefined, "Today so far", Date.UTC(2026, 0, 15), toMs],
  ["+2h", undefined, "Next 2 hours", toMs, toMs + 2 * hour],
  [undefined, "1d", "Timeshift -1d", dashboard.fromMs - 24 * hour, toMs - 24 * hour],
  ["1h", "1w", "Last 1 hour + timeshift -1w", toMs - 169 * hour, toMs - 168 * hour],
] as const)("timeInfo words %s and %s as %s", ([timeFrom, timeShift, words, fromMs, endMs]) => {
  expect(of(timeFrom, timeShift)).toEqual({ timeInfo: words, range: { fromMs, toMs: endMs } });
});

test("timeInfo says of a text that is no time what Grafana says, and leaves the range", () => {
  expect(of("soon")).toEqual({ timeInfo: "invalid time override" });
  expect(of(undefined, "x")).toEqual({ timeInfo: "invalid timeshift" });
  expect(of()).toEqual({});
});

test("timeInfo names the period that a panel compares with", () => {
  expect(of(undefined, undefined, "1d")).toEqual({ timeInfo: "Compared to day before" });
});
