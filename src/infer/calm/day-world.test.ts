import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import type { InferredMetric } from "../series/model.ts";
import { DayWorld, readBy } from "./day-world.ts";

function rootOf(expr: string) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(expr);
  return parsed.root;
}

const shared = { users: [], needs: [], help: undefined, observe: undefined, buckets: [], quantiles: [] };
const labels = new Map([["instance", "host-1"]]);
const still: InferredMetric = {
  ...shared,
  name: "still",
  kind: "gauge",
  series: [{ labels, index: 0, signal: { form: "constant", value: 4 } }],
};
const peak = { wave: { min: 0, max: 10, period: "24h", peak: "14:00" } } as const;
const lively: InferredMetric = {
  ...shared,
  name: "lively",
  kind: "gauge",
  series: [{ labels, index: 0, signal: { form: "course", signal: peak, factor: 1 } }],
};
const spike = { spike: { height: 1, at: "10:12", for: "2m" } } as const;
const rare: InferredMetric = {
  ...shared,
  name: "rare_total",
  kind: "counter",
  series: [{ labels, index: 0, signal: { form: "course", signal: spike, factor: 1 } }],
};
const byWire = new Map([still, lively, rare].map((metric) => [metric.name, metric]));
const records = [{ name: "a:twice", root: rootOf("2 * lively"), labels: [["team", "x"]] as const }];
const world = new DayWorld({ records, nowMs: Date.UTC(2026, 10, 24), stepMs: 15_000 });

/** At how many instants of a day something is there. */
function instants(expr: string): number {
  return world.results(rootOf(expr), byWire).reduce((sum, found) => {
    const series = found.kind === "vector" ? found.series : [];
    return sum + series.reduce((all, { values }) => all + values.filter((one) => !Number.isNaN(one)).length, 0);
  }, 0);
}

test("a day is looked at each twelve minutes, also through recording rules", () => {
  expect(instants("lively")).toBe(120);
  // The wave is above 9.9 for about 1 h 32 min around its peak.
  expect(instants("lively > 9.9")).toBeGreaterThan(5);
  expect(instants("lively > 9.9")).toBeLessThan(10);
  expect(instants('a:twice{team="x"} > 19.8')).toBe(instants("lively > 9.9"));
  expect(instants('a:twice{team="y"}')).toBe(0);
});

test("what stands still does not change, what moves does so in both directions", () => {
  expect(instants("changes(still[5m]) > 0 or delta(still[5m]) != 0")).toBe(0);
  expect(instants("changes(lively[5m]) > 0")).toBe(120);
  for (const op of [">", "<"]) expect(instants(`delta(lively[5m]) ${op} 0`)).toBeGreaterThan(40);
});

test("a counter that counts at some time has counted something", () => {
  expect(instants("rare_total > 0")).toBe(120);
  expect(instants("rate(rare_total[5m]) > 0")).toBe(1);
});

test("readBy finds the metrics of an expression, also behind recording rules", () => {
  const recordOf = (name: string | undefined) => world.recordOf(name, byWire);
  expect([...readBy(rootOf("a:twice + still"), byWire, recordOf)].map(({ name }) => name)).toEqual(["lively", "still"]);
  expect(readBy(rootOf('{instance="host-1"}'), byWire, recordOf).size).toBe(3);
});
