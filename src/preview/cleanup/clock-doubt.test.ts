import { expect, test } from "vitest";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { doubtOf } from "./clock-doubt.ts";

const nowMs = 1.8e12;
const clock = { nowMs, now: () => nowMs };
const prometheus = { url: "https://p" } as Prometheus;

test("doubtOf has none while the receiver's clock is within a minute of Grafana's", () => {
  for (const aheadMs of [-60_000, 0, 60_000]) expect(doubtOf(clock, prometheus, nowMs + aheadMs)).toBeUndefined();
});

test("doubtOf says how far the receiver's clock is away, and in which direction", () => {
  expect(doubtOf(clock, prometheus, nowMs + 90_000)).toBe("the clock of https://p is 1m30s ahead of Grafana's");
  expect(doubtOf(clock, prometheus, nowMs - 7_200_000)).toBe("the clock of https://p is 2h behind Grafana's");
});

test("doubtOf hands on what is doubtful about Grafana's clock itself", () => {
  expect(doubtOf({ ...clock, doubt: "no Date" }, prometheus, nowMs)).toBe("no Date");
});
