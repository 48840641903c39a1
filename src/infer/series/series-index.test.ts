import { expect, test } from "vitest";
import type { InferredSignal } from "../levels/signal.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredKind } from "../read/families.ts";
import type { InferredMetric } from "./model.ts";
import { countSeries, indexSeries } from "./series-index.ts";

function metric(kind: InferredKind, signal: InferredSignal, more: Partial<InferredMetric> = {}): InferredMetric {
  const series = [{ labels: new Map([["job", "api"]]), index: 0, signal }];
  return {
    name: "x",
    kind,
    help: undefined,
    series,
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
    ...more,
  };
}

/** Value and rate by name and the label that the kind makes. */
function index(made: InferredMetric, level?: "low" | "high") {
  return [...indexSeries([made], createPatternCache(), level).byName].flatMap(([name, series]) =>
    series.map(({ labels, value, rate }) => {
      expect([labels.get("job"), labels.get("__name__")]).toEqual(["api", name]);
      return [name + (labels.get("le") ?? labels.get("quantile") ?? ""), value, rate];
    }),
  );
}

test("indexSeries takes a gauge at the level that is asked for, drifting by all of it in an hour", () => {
  const walk = metric("gauge", { form: "walk", min: 3600, max: 10_800 });
  expect(index(walk)).toEqual([["x", 7200, 2]]);
  expect([index(walk, "low"), index(walk, "high")]).toEqual([[["x", 3600, 1]], [["x", 10_800, 3]]]);
});

test("indexSeries lets counters count for an hour", () => {
  expect(index(metric("counter", { form: "rhythm", min: 1, max: 3 }))).toEqual([["x", 7200, 2]]);
  expect(index(metric("native", { form: "constant", value: 1 }, { observe: { p50: 1, p99: 2 } }))).toEqual([
    ["x", 3600, 1],
  ]);
});

test("indexSeries makes the metrics of a histogram: half of the observations up to the median, all up to +Inf", () => {
  const made = metric("histogram", { form: "constant", value: 2 }, { observe: { p50: 10, p99: 100 }, buckets: [10] });
  expect(index(made)).toEqual([
    ["x_sum", 7200 * 16, 32],
    ["x_count", 7200, 2],
    ["x_bucket10", 3600, 1],
    ["x_bucket+Inf", 7200, 2],
  ]);
});

test("indexSeries makes the metrics of a summary", () => {
  const made = metric(
    "summary",
    { form: "constant", value: 1 },
    { observe: { p50: 10, p99: 100 }, quantiles: [0.5, 0.8, 0.99] },
  );
  expect(index(made).slice(2)).toEqual([
    ["x0.5", 10, undefined],
    ["x0.8", 24, undefined],
    ["x0.99", 100, undefined],
  ]);
});

test("countSeries counts those on the wire", () => {
  const signal = { form: "constant", value: 1 } as const;
  // Two buckets and +Inf, sum and count; two quantiles, sum and count.
  expect(countSeries([metric("histogram", signal, { buckets: [1, 2] })])).toBe(5);
  expect(countSeries([metric("summary", signal, { quantiles: [0.5, 0.9] }), metric("gauge", signal)])).toBe(5);
});
