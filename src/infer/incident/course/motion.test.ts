import { expect, test } from "vitest";
import { motionOf } from "./motion.ts";

const minute = 60_000;

test.for([
  ["rabbitmq_queue_messages", "gauge", 6],
  ["node_filesystem_used_bytes", "gauge", 7],
  ["http_request_errors_total", "counter", 1],
  ["shop_latency_seconds", "histogram", 2],
  ["http_requests_total", "counter", 4],
  ["node_load1", "gauge", 4],
] as const)("motionOf: %s, a %s, comes to trouble in %i minutes", ([name, kind, minutes]) => {
  expect(motionOf({ name, kind }).onsetMs).toBe(minutes * minute);
});

test("motionOf: a queue grows on, and failures are more restless than a disk", () => {
  expect(motionOf({ name: "queue_length", kind: "gauge" }).grows).toBeGreaterThan(1);
  const [failing, filling] = ["errors_total", "disk_used_bytes"].map(
    (name) => motionOf({ name, kind: "gauge" }).wobble,
  );
  expect(failing).toBeGreaterThan(filling!);
});
