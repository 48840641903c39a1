import { expect, test } from "vitest";
import { ownName } from "./own-name.ts";

test("ownName calls a pod as its member of the fleet is called", () => {
  expect(ownName("pod", "prometheus-1:9090", [])).toBe("prometheus-1");
  expect(ownName("pod", "prometheus-1:9090", ["cart-1", "dns-x"])).toBe("prometheus-1");
});

test("ownName takes the names that the dashboard has for such pods, with the member's number", () => {
  expect(ownName("pod", "prometheus-1:9090", ["coredns-x", "prometheus-k8s-0"])).toBe("prometheus-k8s-1");
  expect(ownName("exported_pod", "redis-0:6379", ["redis-0"])).toBe("redis-0");
});

test("ownName knows nothing of other labels, and of members that are called by an address or a host", () => {
  expect(ownName("namespace", "prometheus-1:9090", [])).toBeUndefined();
  expect(ownName("pod", "10.0.1.11:10250", [])).toBeUndefined();
  expect(ownName("pod", "host-1:9100", [])).toBeUndefined();
  expect(ownName("pod", undefined, ["a"])).toBeUndefined();
});
