import { expect, test } from "vitest";
import { isDateName, quantityOfLabels, quantityOfName } from "./name-units.ts";

test.for([
  ["process_cpu_seconds_total", "seconds", 1],
  ["rpc_time_ms", "seconds", 1e-3],
  ["query_time_us_sum", "seconds", 1e-6],
  ["gc_pause_nanoseconds_max", "seconds", 1e-9],
  ["redis_uptime_in_seconds", "seconds", 1],
  ["jvm_memory_bytes_used", "bytes", 1],
  ["swap_kb", "bytes", 1024],
  ["swap_used_kib_total", "bytes", 1024],
  ["node_memory_MemTotal_bytes", "bytes", 1],
  ["cpu_frequency_mhz", "hertz", 1e6],
  ["cache_hit_ratio", "share", 1],
  ["disk_used_percent", "share", 0.01],
  ["request_seconds_count", "count", 1],
  ["request_seconds_bucket", "seconds", 1],
  ["node_boot_time_seconds", "date", 1],
  ["last_run_timestamp_ms", "date", 1e-3],
] as const)("quantityOfName of %s: %s × %d", ([name, dimension, scale]) => {
  expect(quantityOfName(name)).toEqual({ dimension, scale, perSecond: false });
});

test("quantityOfName reads rates, and no unit in names of places or kinds", () => {
  expect(quantityOfName("in_bytes_per_second")).toEqual({ dimension: "bytes", scale: 1, perSecond: true });
  expect(quantityOfName("ops_per_sec")).toEqual({ dimension: "count", scale: 1, perSecond: true });
  // `us` is a region here, and a percentage per core is none.
  expect(["us_east_requests_total", "queue_length", "jobs_total", "joules_per_core"].map(quantityOfName)).toEqual(
    Array.from({ length: 4 }),
  );
});

test("isDateName tells moments from how long something took", () => {
  expect(
    ["process_start_time_seconds", "kube_pod_created", "cert_expiry", "job_last_success_timestamp"].every(isDateName),
  ).toBe(true);
  expect(
    [
      "schemas_created",
      "http_response_time_seconds",
      "backup_duration_timestamp",
      "uptime",
      "cpu_time_seconds_total",
    ].some(isDateName),
  ).toBe(false);
});

test("quantityOfLabels reads what a resource or a unit is measured in", () => {
  const of = (labels: Record<string, string>) => quantityOfLabels(new Map(Object.entries(labels)))?.dimension;
  expect([
    of({ resource: "memory" }),
    of({ resource: "cpu", unit: "core" }),
    of({ resource: "pods" }),
    of({ resource: "requests.memory" }),
    of({ unit: "byte" }),
    of({ resource: "things" }),
    of({}),
  ]).toEqual(["bytes", "cores", "count", "bytes", "bytes", undefined, undefined]);
});
