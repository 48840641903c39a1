import { expect, test } from "vitest";
import type { CliContext } from "../context.ts";
import { grafanaFrom, optionalPrometheusFrom, prometheusFrom } from "./servers.ts";

const context = {
  env: {},
  version: "1",
  now: () => 0,
  elapsed: () => 0,
  random: () => 0,
  sleep: async () => {},
  signal: new AbortController().signal,
  err: { isTerminal: false, write() {} },
} as unknown as CliContext;
const retry = { retryForMs: 60_000 };
const receiver = "prometheus" as const;
const remoteWriteVersion = "auto" as const;

test("grafanaFrom says how to give the address and the token that are missing", () => {
  expect(() => grafanaFrom(retry, context)).toThrow("set GRAFANA_URL or pass --grafana-url");
  expect(() => grafanaFrom({ ...retry, grafanaUrl: "https://g" }, context)).toThrow("set GRAFANA_TOKEN");
});

test("grafanaFrom connects without showing the token", () => {
  const grafana = grafanaFrom({ ...retry, grafanaUrl: "https://g/sub/", grafanaToken: "t0ken", org: 3 }, context);
  expect([grafana.url, grafana.org]).toEqual(["https://g/sub", 3]);
  expect(JSON.stringify(grafana)).not.toContain("t0ken");
  grafana.close();
});

test("prometheusFrom wants an address; optionalPrometheusFrom does not", () => {
  expect(optionalPrometheusFrom({ ...retry, receiver, remoteWriteVersion }, context)).toBeUndefined();
  expect(() => prometheusFrom({ ...retry, receiver, remoteWriteVersion }, context)).toThrow(
    "set PROMETHEUS_URL or pass --prometheus-url",
  );
  const flags = {
    ...retry,
    receiver,
    remoteWriteVersion,
    prometheusUrl: "https://p",
    prometheusWriteUrl: "https://w/push",
  };
  const prometheus = prometheusFrom(flags, context);
  expect([prometheus.url, prometheus.writeUrl, prometheus.receiver.writePath]).toEqual([
    "https://p",
    "https://w/push",
    "/api/v1/write",
  ]);
  prometheus.close();
});
