import { expect, test } from "vitest";
import { snakeCase, subjectOf } from "./subject.ts";

test("subjectOf knows what a metric is about by the words in its name", () => {
  expect(subjectOf("node_network_receive_bytes_total")).toBe("network");
  expect(subjectOf("node_disk_reads_completed_total")).toBe("block device");
  expect(subjectOf("container_fs_usage_bytes")).toBe("file system");
  expect(subjectOf("jvm_memory_used_bytes")).toBe("java");
  expect(subjectOf("grpc_server_handled_total")).toBe("rpc");
  expect(subjectOf("instance:node_cpu:rate5m")).toBe("cpu");
  expect(subjectOf("x")).toBe("other");
});

test("snakeCase writes words in lower case with underscores between", () => {
  expect(["requestHost", "client-id", "A_b"].map(snakeCase)).toEqual(["request_host", "client_id", "a_b"]);
});
