import { expect, test } from "vitest";
import { applyKnown, type KnownMetric } from "./known-metric.ts";
import { emptyUsage, metricUse } from "./usage.ts";

const known = (more: Partial<KnownMetric>): KnownMetric => ({
  name: "x",
  kind: undefined,
  help: undefined,
  labels: new Map([["job", ["api"]]]),
  level: undefined,
  buckets: undefined,
  quantiles: undefined,
  ...more,
});

test("applyKnown gives metrics that are asked for their labels, and adds no other metric", () => {
  const usage = emptyUsage();
  metricUse(usage, "x");
  applyKnown(usage, [known({}), known({ name: "y" })], { alone: false });
  expect([...usage.metrics].map(([name, { labels }]) => [name, [...labels]])).toEqual([["x", ["job"]]]);
  expect([...usage.labels.get("job")!.saved]).toEqual(["api"]);
});

test("applyKnown adds all metrics where nothing asks, those of a histogram and a summary as they are on the wire", () => {
  const usage = emptyUsage();
  applyKnown(usage, [known({ kind: "histogram" }), known({ name: "y", kind: "summary" })], { alone: true });
  expect([...usage.metrics].map(([name, { labels }]) => `${name} ${[...labels].join(",")}`)).toEqual([
    "x_bucket job,le",
    "x_sum job",
    "x_count job",
    "y job,quantile",
    "y_sum job",
    "y_count job",
  ]);
});

test("applyKnown leaves a metric alone whose labels an operation fixes", () => {
  const usage = emptyUsage();
  metricUse(usage, "x")!.exact = new Set(["host"]);
  applyKnown(usage, [known({})], { alone: false });
  expect([...usage.metrics.get("x")!.labels]).toEqual([]);
});
