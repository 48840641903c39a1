import { expect, test } from "vitest";
import type { InferredSignal } from "../levels/signal.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredKind } from "../read/families.ts";
import { DayCourses } from "../world/day-courses.ts";
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
function index(made: InferredMetric, instant = 0) {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  return [...indexSeries([made], createPatternCache(), courses).byName].flatMap(([name, series]) =>
    series.map(({ labels, values, rates }) => {
      expect([labels.get("job"), labels.get("__name__")]).toEqual(["api", name]);
      return [name + (labels.get("le") ?? labels.get("quantile") ?? ""), values[instant], rates?.[instant]];
    }),
  );
}

/** Between 1 and 3: 1 at midnight, 3 at noon. */
const wave = { wave: { min: 1, max: 3, period: "24h", peak: "12:00" } };

test("indexSeries takes a gauge where it is at each hour, drifting by all of it in an hour", () => {
  const made = metric("gauge", { form: "course", signal: wave, factor: 3600 });
  expect([index(made), index(made, 12)]).toEqual([[["x", 3600, 1]], [["x", 10_800, 3]]]);
});

test("indexSeries lets counters count for an hour", () => {
  expect(index(metric("counter", { form: "course", signal: wave, factor: 2 }), 12)).toEqual([["x", 21_600, 6]]);
  expect(index(metric("native", { form: "constant", value: 1 }, { observe: { p50: 1, p99: 2 } }))).toEqual([
    ["x", 3600, 1],
  ]);
});

test("indexSeries makes the metrics of a histogram: half of the observations up to the median, all up to +Inf", () => {
  const made = metric("histogram", { form: "constant", value: 2 }, { observe: { p50: 10, p99: 100 }, buckets: [10] });
  // The deviation is ln(100 / 10) / 2.32635, and the mean exp(deviation² / 2) times the median.
  const mean = 10 * Math.exp((Math.log(10) / 2.32635) ** 2 / 2);
  expect(index(made)).toEqual([
    ["x_sum", expect.closeTo(7200 * mean, 0), expect.closeTo(2 * mean, 3)],
    ["x_count", 7200, 2],
    ["x_bucket10", 3600, 1],
    ["x_bucket+Inf", 7200, 2],
  ]);
});

test("indexSeries makes the metrics of a summary, from what a series observes before what the metric does", () => {
  const made = metric(
    "summary",
    { form: "constant", value: 1 },
    { observe: { p50: 10, p99: 100 }, quantiles: [0.5, 0.75] },
  );
  const observed = { ...made, series: [{ ...made.series[0]!, observe: { uniform: { min: 0, max: 8 } } }] };
  expect(index(made)[2]).toEqual(["x0.5", 10, 10]);
  expect(index(observed)).toEqual([
    ["x_sum", 14_400, 4],
    ["x_count", 3600, 1],
    ["x0.5", 4, 4],
    ["x0.75", 6, 6],
  ]);
});

test("countSeries counts those on the wire", () => {
  const signal = { form: "constant", value: 1 } as const;
  // Two buckets and +Inf, sum and count; two quantiles, sum and count.
  expect(countSeries([metric("histogram", signal, { buckets: [1, 2] })])).toBe(5);
  expect(countSeries([metric("summary", signal, { quantiles: [0.5, 0.9] }), metric("gauge", signal)])).toBe(5);
});
