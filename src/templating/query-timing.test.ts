import { expect, test } from "vitest";
import {
  calculateInterval,
  formatGrafanaInterval,
  parseGrafanaInterval,
  roundInterval,
} from "../text/grafana-interval.ts";
import { timeQuery } from "./query-timing.ts";

test.for([
  [9, 1],
  [36_000, 30_000],
  [89_999, 60_000],
  [90_000, 120_000],
  [3_600_000, 3_600_000],
  [1e12, 31_536_000_000],
] as const)("roundInterval makes of %d ms %d ms", ([ms, expected]) => {
  expect(roundInterval(ms)).toBe(expected);
});

test.for([
  ["15s", 15_000],
  [">10s", 10_000],
  ["<1m", 60_000],
  ["30", 30_000],
  ["1h30m", 5_400_000],
  ["1M", 2_592_000_000],
  ["$__interval", undefined],
  ["", undefined],
  ["0", undefined],
  ["x".repeat(100_000), undefined],
] as const)("parseGrafanaInterval reads %j as %s ms", ([text, expected]) => {
  expect(parseGrafanaInterval(text)).toBe(expected);
});

test("formatGrafanaInterval writes whole units of the largest kind", () => {
  expect([500, 15_000, 90_000, 3_600_000, 90_000_000].map(formatGrafanaInterval)).toEqual([
    "500ms",
    "15s",
    "1m",
    "1h",
    "1d",
  ]);
});

test("calculateInterval keeps to the least interval", () => {
  expect(calculateInterval({ rangeMs: 3_600_000, points: 1000, minMs: 15_000 })).toBe(15_000);
});

const day = { fromMs: 1_700_000_000_000, toMs: 1_700_086_400_000 };

test.for([
  // 24 h over 1,000 points = 86.4 s, rounded to 1 min; rate: max(60 + 15, 4 · 15) = 75 s.
  [{}, 60_000, 75_000],
  // 1 h over 1,000 points = 3.6 s, at least 15 s; rate: max(15 + 15, 60).
  [{ range: { fromMs: day.fromMs, toMs: day.fromMs + 3_600_000 } }, 15_000, 60_000],
  [{ maxDataPoints: 100 }, 900_000, 915_000],
  // The target's minimum step stands in for the scrape interval: max(60 + 120, 480).
  [{ targetInterval: "2m" }, 120_000, 480_000],
  // Of several units: 90 min; max(60 + 5,400, 4 · 5,400).
  [{ targetInterval: "1h30m" }, 5_400_000, 21_600_000],
  [{ panelInterval: "5m" }, 300_000, 315_000],
  [{ scrapeIntervalMs: 60_000 }, 60_000, 240_000],
  [{ intervalFactor: 2 }, 120_000, 75_000],
  [{ targetInterval: "$__rate_interval" }, 75_000, 75_000],
] as const)("timeQuery for %j steps by %d ms with a rate interval of %d ms", ([input, stepMs, rateIntervalMs]) => {
  expect(timeQuery({ range: day, ...input })).toMatchObject({ stepMs, rateIntervalMs });
});

test("timeQuery aligns start and end to the step", () => {
  expect(timeQuery({ range: day })).toMatchObject({ startMs: 1_699_999_980_000, endMs: 1_700_086_380_000 });
});

test("timeQuery never asks for more than 11,000 points", () => {
  const { startMs, endMs, stepMs } = timeQuery({
    range: day,
    maxDataPoints: 1e9,
    targetInterval: "1ms",
    panelInterval: "1ms",
  });
  expect((endMs - startMs) / stepMs).toBeLessThanOrEqual(11_000);
});

test("timeQuery aligns start and end to the step; an instant query is evaluated where the range ends", () => {
  const range = { fromMs: 1_795_776_030_000, toMs: 1_795_779_630_000 };
  const aligned = { startMs: 1_795_776_000_000, endMs: 1_795_779_600_000, stepMs: 60_000 };
  expect(timeQuery({ range, panelInterval: "1m" })).toMatchObject(aligned);
  // Asked for an instant query with this range and interval, Grafana 12.4 answers for 1,795,779,630,000.
  expect(timeQuery({ range, panelInterval: "1m", instant: true })).toMatchObject({ ...aligned, endMs: range.toMs });
});
