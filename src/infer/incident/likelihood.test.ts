import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { metricOf, worldOf } from "../testing/world-of.ts";
import { countsWholes, Likelihood, topByName, topRateByName } from "./likelihood.ts";

const world = worldOf([
  metricOf("table_entries", "gauge", [[{ instance: "a" }, 100.5]]),
  metricOf("table_limit", "gauge", [[{ instance: "a" }, 1000]]),
  metricOf("pool_used_percent", "gauge", [[{ instance: "a" }, 40.5]]),
  metricOf("requests_total", "counter", [
    [{ code: "200" }, 20.5],
    [{ code: "500" }, 0.5],
  ]),
  metricOf("members", "gauge", [[{ instance: "a" }, 3]]),
  metricOf("shop_up", "gauge", [[{ instance: "a" }, 1]]),
  metricOf("settings_max_locks", "gauge", [[{ instance: "a" }, 64]]),
]);
const keys = ["0:0", "1:0", "2:0", "3:0", "3:1", "4:0"];
const likely = (expr: string) => {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return new Likelihood(parsed.root, world, keys);
};

test.for([
  ["0:0", { level: 700 }, true],
  ["0:0", { level: -1 }, false],
  ["1:0", { level: 0 }, false],
  ["2:0", { level: 130 }, false],
  ["3:0", { rate: 2 }, false],
  ["3:1", { rate: 5 }, true],
  ["4:0", { level: 2 }, true],
  ["4:0", { level: 2.5 }, false],
  ["5:0", { level: 0 }, true],
  ["5:0", { level: 2 }, false],
  ["6:0", { level: 0 }, false],
] as const)("Likelihood: %s with %j may be: %j", ([key, change, may]) => {
  expect(likely("table_entries / table_limit").mayBe(new Map([[key, change]]))).toBe(may);
});

test.for([
  ["table_entries / table_limit", 900, true],
  ["table_entries / table_limit", 1100, false],
  ["table_entries * 100 / table_limit", 900, true],
  ["100 - table_entries / table_limit * 100", 1100, false],
  // It is no share of it: it is more than all of it on the usual day.
  ["table_limit / table_entries", 1100, true],
] as const)("Likelihood: %s with %i entries is within the whole: %j", ([expr, level, within]) => {
  expect(likely(expr).isWithinWholes(world.where(new Map([["0:0", { level }]])))).toBe(within);
});

test("names say what is the most, and usual values whether a gauge counts", () => {
  expect([topByName("cpu_usage_percent"), topByName("hit_ratio"), topByName("queue_length")]).toEqual([
    100,
    1,
    undefined,
  ]);
  expect([topRateByName("node_cpu_seconds_total"), topRateByName("gc_seconds_total")]).toEqual([1, undefined]);
  expect([countsWholes(3), countsWholes(0.5), countsWholes({ round: { of: { signal: "load" } } })]).toEqual([
    true,
    false,
    true,
  ]);
});
