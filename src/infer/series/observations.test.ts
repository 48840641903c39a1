import { expect, test } from "vitest";
import { bucketsFor, typicalObservations } from "./observations.ts";

test.for([
  ["reply_seconds", [], { p50: 0.08, p99: 0.7 }],
  ["reply_duration_ms", [], { p50: 80, p99: 700 }],
  ["reply_latency", ["ms"], { p50: 80, p99: 700 }],
  ["reply_duration_microseconds", [], { p50: 80_000, p99: 700_000 }],
  ["reply", ["ns"], { p50: 8e7, p99: 7e8 }],
  // The name goes before the unit of a panel, which may divide.
  ["reply_seconds", ["ms"], { p50: 0.08, p99: 0.7 }],
  ["reply_size", [], { p50: 2000, p99: 80_000 }],
  ["reply", ["decbytes"], { p50: 2000, p99: 80_000 }],
  ["batch_items", [], { p50: 8, p99: 70 }],
] as const)("typicalObservations of %s with the units %j are %j", ([name, units, expected]) => {
  const { p50, p99 } = typicalObservations(name, new Set(units));
  expect(p50).toBeCloseTo(expected.p50);
  expect(p99).toBeCloseTo(expected.p99);
});

test("bucketsFor puts bounds around the median and behind the 99th percentile, and adds those that queries name", () => {
  // 8 × (1/4, 1/2, 1, 2, 5) and 70 × (1, 2.5).
  expect(bucketsFor({ p50: 8, p99: 70 }, [])).toEqual([2, 4, 8, 16, 40, 70, 175]);
  expect(bucketsFor({ p50: 8, p99: 70 }, [300, 16, 0.5])).toEqual([0.5, 2, 4, 8, 16, 40, 70, 175, 300]);
});
