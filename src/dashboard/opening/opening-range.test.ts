import { expect, test } from "vitest";
import { openingRange } from "./opening-range.ts";

const [minute, hour] = [60_000, 3_600_000];
const toMs = Date.parse("2026-11-26T10:00:00Z");
const data = { fromMs: toMs - 6 * hour, toMs };
/** Minutes before the end of the data. */
const opens = (time: unknown, window = data) => {
  const { fromMs, toMs: end, wantsMs } = openingRange({ model: { time }, kind: "classic" }, window);
  return [(toMs - fromMs) / minute, (toMs - end) / minute, ...(wantsMs === undefined ? [] : [wantsMs / minute])];
};

test.for<[string, string, number[]]>([
  ["now-15m", "now", [15, 0]],
  ["now-1h", "now-5m", [60, 5]],
  ["now-6h", "now", [360, 0]],
  ["now-24h", "now", [360, 0, 1440]],
  ["now/d", "now/d", [360, 0, 600]],
  ["now/h", "now", [360, 0]],
  ["now-7d", "now-6d", [360, 0, 10_080]],
  ["2020-01-01T00:00:00Z", "2020-01-01T02:00:00Z", [120, 0]],
  ["2020-01-01T00:00:00Z", "2020-01-08T00:00:00Z", [360, 0]],
  ["2020-01-01T00:00:00Z", "now", [360, 0]],
  ["now", "now-1h", [360, 0]],
  ["whenever", "now", [360, 0]],
])("openingRange of %s to %s", ([from, to, expected]) => {
  expect(opens({ from, to })).toEqual(expected);
});

test("openingRange takes Grafana's six hours for a dashboard without a time range", () => {
  expect(opens(undefined, { fromMs: toMs - 24 * hour, toMs })).toEqual([360, 0]);
});

test("openingRange reads schema v2's time settings", () => {
  const model = { timeSettings: { from: "now-30m", to: "now" } };
  expect(openingRange({ model, kind: "v2" }, data)).toEqual({ fromMs: toMs - 30 * minute, toMs });
});
