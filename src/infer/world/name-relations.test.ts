import { expect, test } from "vitest";
import type { InferredKind } from "../read/families.ts";
import type { InferredMetric } from "../series/model.ts";
import { isSizeName, nameRelations } from "./name-relations.ts";

const metric = (name: string, kind: InferredKind = "gauge"): InferredMetric => ({
  name,
  kind,
  help: undefined,
  series: [],
  users: [],
  needs: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
});
/** As lines: the part, what it is, the whole. */
const found = (names: readonly string[], kind?: InferredKind) =>
  nameRelations(names.map((name) => metric(name, kind))).map(
    ({ part, whole, kind: what }) => `${part.name} ${what} ${whole.name}`,
  );

test("gauges that differ in one word are parts of one whole", () => {
  expect(found(["pool_max_bytes", "pool_used_bytes", "pool_free_bytes", "other_used_bytes"])).toEqual([
    "pool_used_bytes used pool_max_bytes",
    "pool_free_bytes free pool_max_bytes",
  ]);
  expect(found(["host_memory_MemTotal_bytes", "host_memory_MemAvailable_bytes"])).toEqual([
    "host_memory_MemAvailable_bytes free host_memory_MemTotal_bytes",
  ]);
});

test("what is used is a part of what was asked for, and that of the limit", () => {
  expect(found(["app_memory_limit", "app_memory_requests", "app_memory_usage"])).toEqual([
    "app_memory_requests requested app_memory_limit",
    "app_memory_usage used app_memory_requests",
  ]);
});

test("members that are wanted are there", () => {
  expect(found(["app_spec_replicas", "app_replicas_available"])).toEqual([
    "app_replicas_available same app_spec_replicas",
  ]);
});

test("counters of what went wrong are parts of those of all", () => {
  expect(found(["http_requests_total", "http_request_errors_total", "http_requests_success_total"], "counter")).toEqual(
    ["http_request_errors_total error http_requests_total", "http_requests_success_total success http_requests_total"],
  );
  expect(found(["mails_sent_total", "logins_total"], "counter")).toEqual([]);
});

test("isSizeName knows sizes, limits and what was asked for", () => {
  expect(["disk_size_bytes", "cpu_limits", "cpu_requests", "cpu_usage", "queue"].map(isSizeName)).toEqual([
    ...[true, true, true],
    ...[false, false],
  ]);
});
