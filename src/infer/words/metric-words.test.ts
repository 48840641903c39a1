import { expect, test } from "vitest";
import {
  codesOf,
  cpuModes,
  databasesOf,
  devicesOf,
  heapPools,
  idsOf,
  methodsOf,
  networkDevices,
  operationsOf,
  statesOf,
  typesOf,
} from "./metric-words.ts";

test("devicesOf knows what subjects call their devices", () => {
  expect(devicesOf("network")).toBe(networkDevices);
  expect(devicesOf("block device")?.usual).toContain("sda");
  expect(devicesOf("other")).toBeUndefined();
});

test("methods, codes and operations are those of the subject", () => {
  expect(methodsOf("http", "http_requests_total").usual).toContain("GET");
  expect(methodsOf("other", "node_nfs_requests_total").usual).toContain("Read");
  expect(codesOf("rpc").usual[0]).toBe("OK");
  expect(codesOf("http").usual[0]).toBe("200");
  expect(operationsOf("kafka", "kafka_requests").usual).toContain("Produce");
});

test("states, kinds, identifiers and databases are those of what the metric counts", () => {
  expect(statesOf("other", "kube_pod_status").usual[0]).toBe("Running");
  expect(typesOf("network", "x_bytes").usual).toEqual(["receive", "transmit"]);
  expect(idsOf("java", "jvm_memory_used_bytes")).toBe(heapPools);
  expect(databasesOf("other", "redis_keys").usual[0]).toBe("db0");
  expect(cpuModes.usual[0]).toBe("idle");
});
