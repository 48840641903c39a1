import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { countsThings, isSetUp, usualCount } from "./counts.ts";

test.for([
  ["http_connections", true],
  ["queue_length", true],
  ["kube_deployment_status_replicas", true],
  ["node_load1", false],
  ["disk_used_bytes", false],
  ["request_avg", false],
  ["requests_per_second", false],
  ["jobQueueDepth", true],
  ["cpuUsage", false],
  ["job_queue_size", true],
  ["heap_size", false],
] as const)("%s counts things: %s", ([name, counts]) => {
  expect(countsThings(name, undefined)).toBe(counts);
});

test("a unit that is no count says that something is measured", () => {
  const shown = "value" as const;
  expect(countsThings("things", { quantity: quantity("seconds"), shown })).toBe(false);
  expect(countsThings("things", { quantity: quantity("count", 1, { perSecond: true }), shown })).toBe(false);
  expect(countsThings("things", { quantity: quantity("count"), shown })).toBe(true);
});

test("what somebody has set up stays, and what comes and goes does not", () => {
  expect(["app_replicas", "kafka_brokers", "targets", "replicas_available"].map(isSetUp)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["http_connections", "queue_length", "goroutines"].map(isSetUp)).toEqual([false, false, false]);
});

test("usualCount goes by the subject, else by numbers that are no surprise", () => {
  expect(usualCount("go_goroutines").max).toBeGreaterThan(100);
  expect(usualCount("kafka_brokers").max).toBeLessThan(10);
  expect(usualCount("widgets")).toEqual({ min: 12, max: 38 });
});
