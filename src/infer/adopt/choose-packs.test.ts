import { expect, test } from "vitest";
import { choosePacks, kindOf } from "./choose-packs.ts";
import { packed, usageOf } from "./testing/hosts.ts";

const chosen = (...queries: string[]) =>
  Object.fromEntries([...choosePacks(usageOf(queries))].map(([name, { pack }]) => [name, pack.name]));

test("choosePacks finds the packs of metrics by the names of their series", () => {
  expect(chosen("node_load1", "rate(redis_commands_processed_total[5m])", "shop_orders_total")).toEqual({
    node_load1: "node-exporter",
    redis_commands_processed_total: "redis",
  });
  expect(chosen("rate(apiserver_request_duration_seconds_bucket[5m])", "apiserver_storage_objects")).toMatchObject({
    apiserver_request_duration_seconds: expect.any(String),
  });
});

test("choosePacks takes no single metric that is not typical of its pack", () => {
  expect(chosen("cache_size")).toEqual({});
  expect(Object.keys(chosen("cache_size", "cache_gets_total"))).toContain("cache_size");
});

test("choosePacks takes a metric of several packs from the one that queries ask the most of", () => {
  expect(chosen("process_open_fds")).toEqual({ process_open_fds: "process" });
});

test("kindOf tells native histograms apart", () => {
  const { metric } = packed("state");
  expect(kindOf(metric)).toBe("gauge");
  expect(kindOf({ ...metric, type: "unknown" })).toBe("gauge");
  expect(kindOf({ ...metric, type: "histogram", native: true })).toBe("native");
  expect(kindOf({ ...metric, type: "histogram", native: "both" })).toBe("histogram");
});
