import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { gaugeCourse } from "./gauge-course.ts";

const load = { signal: "load" };
const course = (name: string, more: Partial<Parameters<typeof gaugeCourse>[0]> = {}) =>
  gaugeCourse({ name, index: 0, load, measure: undefined, typical: { min: 10, max: 30 }, weight: 1, ...more });
const measured = (dimension: Parameters<typeof quantity>[0], scale = 1) =>
  ({ quantity: quantity(dimension, scale), shown: "value" }) as const;

test("gaugeCourse counts in whole numbers, and leaves alone what somebody has set up", () => {
  expect(course("http_connections")).toMatchObject({ form: "course", factor: 20, signal: { round: {} } });
  expect(course("app_nodes", { weight: 0.72 })).toEqual({ form: "constant", value: 14 });
});

test("gaugeCourse keeps what a machine has", () => {
  // Four quarters, of which others are parts.
  expect(course("memory_total_bytes")).toEqual({ form: "constant", value: 80 });
});

test("gaugeCourse lets disks fill, heaps rise and fall, and volts hardly move", () => {
  const text = (name: string, dimension: Parameters<typeof quantity>[0]) =>
    JSON.stringify(course(name, { measure: measured(dimension) }));
  expect(text("disk_data_bytes", "bytes")).toContain('"line"');
  expect(text("jvm_heap_bytes", "bytes")).toContain('"loop"');
  expect(text("psu_output", "volts")).toContain('"min":0.98,"max":1.02');
  expect(text("worker_cpu", "cores")).toContain('"signal":"load"');
});

test("two metrics of memory are not the same curve", () => {
  const names = ["cache_bytes", "app_memory_bytes", "worker_memory_bytes", "proxy_memory_bytes", "api_memory_bytes"];
  const texts = names.map((name) => JSON.stringify(course(name, { measure: measured("bytes") })));
  expect(new Set(texts).size).toBeGreaterThan(3);
});

test("shares go by what they are of: errors are few, success is nearly all", () => {
  const ofErrors = course("checkout_error_ratio", { measure: measured("share") });
  const ofSuccess = course("checkout_success_percent", { measure: measured("share", 0.01) });
  expect(ofErrors).toMatchObject({ factor: 1, signal: { mul: [expect.any(Number), {}] } });
  expect((ofErrors as unknown as { signal: { mul: [number] } }).signal.mul[0]).toBeLessThan(0.01);
  expect(ofSuccess).toMatchObject({ factor: 100, signal: { sub: [1, {}] } });
});
