import { expect, test } from "vitest";
import { isSameAddress } from "./same-address.ts";

test.for([
  ["http://prometheus:9090", "http://prometheus:9090/"],
  ["http://Prometheus", "http://prometheus:80"],
  ["https://prom.example", "https://prom.example:443/"],
  ["http://mimir:9009", "http://mimir:9009/prometheus"],
  ["http://mimir:9009/api/v1/push", "http://mimir:9009/prometheus/"],
  ["https://p.grafana.net", "https://p.grafana.net/api/prom"],
  ["https://p.grafana.net/api/prom/push", "https://p.grafana.net/api/prom"],
  ["http://vm:8481/select/0/prometheus", "http://vm:8481/insert/0/prometheus/api/v1/write"],
  ["http://gateway/sub/prometheus", "http://gateway/sub"],
] as const)("isSameAddress takes %s and %s for one", ([one, other]) => {
  expect([isSameAddress(one, other), isSameAddress(other, one)]).toEqual([true, true]);
});

test.for([
  ["http://prometheus:9090", "http://prometheus:9091"],
  ["http://prometheus", "https://prometheus"],
  ["http://a", "http://b"],
  ["http://vm:8481/select/0/prometheus", "http://vm:8481/select/1/prometheus"],
  ["http://gateway/one", "http://gateway/two"],
  ["file:///a", "file:///a"],
  ["", ""],
] as const)("isSameAddress tells %s from %s", ([one, other]) => {
  expect([isSameAddress(one, other), isSameAddress(other, one)]).toEqual([false, false]);
});
