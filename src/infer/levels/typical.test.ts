import { expect, test } from "vitest";
import {
  isFixed,
  isWhole,
  shareByName,
  shareByValue,
  shares,
  typicalByName,
  typicalRate,
  unitBounds,
} from "./typical.ts";

test.for([
  ["memory_total_bytes", true, true],
  ["container_memory_limit_bytes", true, false],
  ["node_disk_capacity", true, false],
  ["request_duration_max", false, false],
  ["memory_used_bytes", false, false],
] as const)("%s is a whole: %s, that never changes: %s", ([name, whole, fixed]) => {
  expect([isWhole(name), isFixed(name)]).toEqual([whole, fixed]);
});

test("shareByName and shareByValue let used and free add up to the whole, by name exactly", () => {
  expect(shares.used + shares.free).toBe(shares.whole);
  expect(["memory_total_bytes", "mem_used", "mem_free", "queue"].map(shareByName)).toEqual([4, 2.4, 1.6, undefined]);
  expect(["total", "used", "free", "idle"].map(shareByValue)).toEqual([4, 2.4, 1.4, undefined]);
});

test("typicalByName and typicalRate keep least and most in order", () => {
  for (const name of ["a_ratio", "a_percent", "cpu_celsius", "a_bytes", "a_seconds", "fan_rpm"]) {
    const { min, max } = typicalByName(name)!;
    expect(min).toBeLessThan(max);
  }
  expect(typicalByName("queue")).toBeUndefined();
  expect(typicalRate("sent_bytes_total").min).toBeGreaterThan(typicalRate("errors_total").max);
});

test("unitBounds knows the units of shares", () => {
  expect([unitBounds("percent"), unitBounds("percentunit"), unitBounds("s"), unitBounds(undefined)]).toEqual([
    { low: 0, high: 100 },
    { low: 0, high: 1 },
    undefined,
    undefined,
  ]);
});
