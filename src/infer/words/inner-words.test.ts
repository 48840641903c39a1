import { expect, test } from "vitest";
import { innerWords } from "./inner-words.ts";

const words = (label: string, metric: string, subject: Parameters<typeof innerWords>[1] = "other") =>
  innerWords(label, subject, metric)?.usual[0];

test("innerWords goes by the metric where a label means several things", () => {
  expect(words("mode", "node_cpu_seconds_total", "cpu")).toBe("idle");
  expect(words("state", "pg_stat_activity_connections")).toBe("active");
  expect(words("state", "jvm_threads_states", "java")).toBe("blocked");
  expect(words("code", "grpc_server_handled_total", "rpc")).toBe("OK");
  expect(words("db", "redis_db_keys")).toBe("db0");
  expect(words("id", "jvm_memory_used_bytes", "java")).toBe("G1_Eden_Space");
});

test("innerWords keeps other values that the world has, for queries that ask for them", () => {
  expect(innerWords("code", "http", "http_requests_total")?.more).toContain("503");
  expect(innerWords("verb", "other", "apiserver_request_total")?.more).toContain("watch");
});

test("innerWords knows nothing of labels that it has never heard of", () => {
  expect(words("widget", "x")).toBeUndefined();
});
