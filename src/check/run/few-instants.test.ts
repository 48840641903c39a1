import { expect, test } from "vitest";
import { timeQuery } from "../../templating/query-timing.ts";
import type { CheckQuery } from "./check-query.ts";
import { everyValueCounts, fewInstants, readsStart } from "./few-instants.ts";

const hour = 3_600_000;
const timing = (hours: number) => timeQuery({ range: { fromMs: 0, toMs: hours * hour }, maxDataPoints: 11_000 });

test("fewInstants takes every n-th of Grafana's instants, the last one among them", () => {
  const { every, timing: few } = fewInstants(timing(6))!;
  expect([every, few.stepMs, few.startMs, few.endMs]).toEqual([24, 360_000, 0, 6 * hour]);
  const odd = fewInstants({ ...timing(6), startMs: 0, endMs: 1447 * 15_000 })!;
  expect([odd.every, odd.timing.startMs, odd.timing.endMs]).toEqual([24, 7 * 15_000, 1447 * 15_000]);
});

test("fewInstants leaves the lengths that variables stand for as they are", () => {
  const { rateIntervalMs, intervalMs, rangeMs } = timing(6);
  expect(fewInstants(timing(6))!.timing).toMatchObject({ rateIntervalMs, intervalMs, rangeMs });
});

test("fewInstants does not bother where there are few already", () => {
  expect(fewInstants({ ...timing(1), endMs: 119 * 15_000 })).toBeUndefined();
  expect(fewInstants({ ...timing(1), endMs: 120 * 15_000 })?.every).toBe(2);
});

test("readsStart knows queries whose every value depends on where the range begins", () => {
  expect(readsStart("x - x @ start()")).toBe(true);
  expect(readsStart("x - x @start ( )")).toBe(true);
  expect(readsStart("x - x @ end()")).toBe(false);
  expect(readsStart("start_time_seconds")).toBe(false);
});

const query = (more: Partial<CheckQuery> = {}): CheckQuery => ({
  place: "panel",
  prometheus: true,
  expr: "x",
  ...more,
});

test.each([
  ["x", false],
  ["rate(x[5m]) / 1024", false],
  ["rate(x[5m]) / (60)", false],
  ["a / b", true],
  ["x / 0", true],
  ["x % y", true],
  ["2 ^ x", true],
  ["sum(histogram_quantile(0.9, x))", true],
  ["ln(x)", true],
  ['x{quantile="0.5"}', true],
  ["sum(", true],
])("everyValueCounts of %s is %s: a single value may be NaN or infinite", (expr, expected) => {
  expect(everyValueCounts(query(), expr)).toBe(expected);
});

test("everyValueCounts for shares, whose single values may leave their bounds, and for panels only", () => {
  expect(everyValueCounts(query({ unit: "percent" }), "x")).toBe(true);
  expect(everyValueCounts(query({ unit: "percentunit" }), "x")).toBe(true);
  expect(everyValueCounts(query({ unit: "bytes" }), "x")).toBe(false);
  expect(everyValueCounts(query({ place: "annotation" }), "a / b")).toBe(false);
});
