import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { bucketsFor, typicalObservations } from "./observations.ts";

const of = (...parts: Parameters<typeof quantity>) => ({ quantity: quantity(...parts), shown: "observation" as const });

test.for([
  ["reply", of("seconds"), { p50: 0.08, p99: 0.7 }],
  ["reply", of("seconds", 1e-9), { p50: 8e7, p99: 7e8 }],
  ["reply_latency", of("seconds", 1e-3), { p50: 80, p99: 700 }],
  ["reply_latency", undefined, { p50: 0.08, p99: 0.7 }],
  ["reply", of("bytes", 1000), { p50: 2, p99: 80 }],
  ["reply_size", undefined, { p50: 2000, p99: 80_000 }],
  ["batch_items", undefined, { p50: 8, p99: 70 }],
  ["batch_items", of("count"), { p50: 8, p99: 70 }],
] as const)("typicalObservations of %s that measures %j are %j", ([name, measure, expected]) => {
  const { p50, p99 } = typicalObservations(name, measure);
  expect(p50).toBeCloseTo(expected.p50);
  expect(p99).toBeCloseTo(expected.p99);
});

test("bucketsFor puts bounds around the median and behind the 99th percentile, and adds those that queries name", () => {
  // 8 × (1/4, 1/2, 1, 2, 5) and 70 × (1, 2.5).
  expect(bucketsFor({ p50: 8, p99: 70 }, [])).toEqual([2, 4, 8, 16, 40, 70, 175]);
  expect(bucketsFor({ p50: 8, p99: 70 }, [300, 16, 0.5])).toEqual([0.5, 2, 4, 8, 16, 40, 70, 175, 300]);
});
