import { expect, test } from "vitest";
import { relayTarget } from "../../prometheus/relay/relay-target.ts";
import type { RunContext } from "../context.ts";
import { type RelayRun, Relays } from "./relays.ts";

let nowMs = Date.UTC(2026, 0, 1, 12, 0, 7);
const context = { now: () => nowMs, signal: new AbortController().signal } as unknown as RunContext;
const run = {
  prometheus: {},
  plan: {
    grid: { fromMs: 0, stepMs: 15_000, count: 1 },
    definitions: [{ definition: { name: "taken", kind: "gauge", labels: [] } }],
  },
  live: false,
} as unknown as RelayRun;
const relayed = {
  sources: [{ target: relayTarget("http://a:1/metrics?secret=1"), scraper: { close() {} } as never }],
  names: new Set(["own", "taken", "up"]),
  known: [{ name: "own" } as never],
};

test("a query of relayed metrics is excused, one of the spec's metrics or of others is not", () => {
  const relays = new Relays(relayed, run, context);
  expect(relays.shownToMs).toBe(Date.UTC(2026, 0, 1, 12, 0, 0));
  nowMs += 23_000;
  expect(relays.excuse("sum(rate(own[5m])) / sum(taken)")).toBe("relayed since 30s");
  expect(relays.excuse("taken + other")).toBeUndefined();
  expect(relays.excuse("sum(own")).toBeUndefined();
  expect(relays.note).toMatch(/^http:\/\/a:1\/metrics relayed since 12:00:00 UTC: .*\(1 metric\)/);
  expect(relays.note).not.toContain("secret");
});
