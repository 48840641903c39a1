import { expect, test } from "vitest";
import { growthCourse, observeOf } from "./growth-course.ts";

const load = { signal: "load" };
const factor = (name: string, more: Partial<Parameters<typeof growthCourse>[0]> = {}) =>
  (
    growthCourse({ name, index: 0, load, usual: undefined, growth: undefined, weight: 1, ...more }) as {
      factor: number;
    }
  ).factor;

test("growthCourse takes what somebody has said, then what is measured, then the name", () => {
  expect(factor("x_total", { usual: { min: 10, max: 30 }, growth: { min: 1, max: 1 } })).toBe(20);
  const measured = factor("x_total", { growth: { min: 100, max: 100 } });
  expect(measured >= 70 && measured <= 130).toBe(true);
  expect(factor("reply_bytes_total")).toBeGreaterThan(100_000);
});

test("errors are few and restarts rare, whatever counts are usual", () => {
  const growth = { min: 4, max: 20 };
  expect(factor("orders_failed_total", { growth })).toBeLessThan(0.1);
  // A few a day.
  expect(factor("pod_restarts_total", { growth }) * 86_400).toBeLessThan(10);
  expect(factor("orders_total", { growth })).toBeGreaterThan(5);
});

test("observations follow the load, and neighbours differ", () => {
  const of = (index: number) => observeOf({ p50: 0.1, p99: 1 }, { name: "wait", index, load });
  expect(JSON.stringify(of(0))).toContain('"signal":"load"');
  expect(of(0).lognormal!.p50).not.toEqual(of(1).lognormal!.p50);
});

test("growth that has a bound keeps it at the peak of the day", () => {
  // 1.9 times the usual.
  expect(factor("cpu_seconds_total", { growth: { min: 3, max: 5 }, most: 0.95 })).toBeCloseTo(0.5, 3);
});
