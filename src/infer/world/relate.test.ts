import { expect, test } from "vitest";
import type { InferredSignal } from "../levels/signal.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredMetric } from "../series/model.ts";
import { indexSeries } from "../series/series-index.ts";
import { DayCourses } from "./day-courses.ts";
import type { PartKind, Relation } from "./name-relations.ts";
import { relateMetrics } from "./relate.ts";

/** Without an upper bound: {@link DayCourses} evaluates it as the generator does. */
const walk = { walk: { start: 1, step: 0.02, min: 0.7 } };
const course = (factor: number, more: { readonly fixed?: true } = {}): InferredSignal => ({
  form: "course",
  signal: walk,
  factor,
  ...more,
});

function gauge(name: string, ...rows: readonly (readonly [Readonly<Record<string, string>>, InferredSignal])[]) {
  return {
    name,
    kind: "gauge",
    help: undefined,
    series: rows.map(([labels, signal], index) => ({ labels: new Map(Object.entries(labels)), index, signal })),
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
  } satisfies InferredMetric;
}

const relation = (part: string, kind: PartKind, whole: string): Relation => ({
  part: { name: part, conditions: [] },
  whole: { name: whole, conditions: [] },
  kind,
});

/** The values of every series after relating, by metric and the label `host`. */
function related(metrics: readonly InferredMetric[], ...relations: readonly Relation[]) {
  const { metrics: made } = relateMetrics(metrics, relations, createPatternCache());
  const courses = new DayCourses({ fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000 });
  const { byName } = indexSeries(made, createPatternCache(), courses);
  return (name: string, host = "a") =>
    byName.get(name)!.find(({ labels }) => (labels.get("host") ?? "a") === host)!.values;
}

test("a part is a share of its whole at every hour, row by row", () => {
  const rows = [[{ host: "a" }, course(100)] as const, [{ host: "b" }, course(50)] as const];
  const values = related([gauge("reads", ...rows), gauge("all", ...rows)], relation("reads", "used", "all"));
  for (const host of ["a", "b"]) {
    const [part, whole] = [values("reads", host), values("all", host)];
    for (const [hour, value] of part.entries()) {
      expect(value / whole[hour]!).toBeGreaterThan(0.3);
      expect(value / whole[hour]!).toBeLessThan(0.75);
    }
  }
  // Both rows of the whole are not the same curve.
  expect(values("all", "a").map((value) => value / 100)).not.toEqual(values("all", "b").map((value) => value / 50));
});

test("used and free add up to a size, which stays as it is", () => {
  const metrics = [
    gauge("used", [{}, course(5)]),
    gauge("free", [{}, course(5)]),
    gauge("disk_size", [{}, course(80)]),
  ];
  const values = related(metrics, relation("used", "used", "disk_size"), relation("free", "free", "disk_size"));
  const [used, free] = [values("used"), values("free")];
  expect(new Set(values("disk_size"))).toEqual(new Set([80]));
  for (const [hour, value] of used.entries()) expect(value + free[hour]!).toBeCloseTo(80, 6);
});

test("several parts of one row of the whole share it", () => {
  const parts = gauge("errors", [{ code: "1" }, course(5)], [{ code: "2" }, course(5)]);
  const whole = gauge("all", [{}, course(100)]);
  const relations = [relation("errors", "success", "all")];
  const { metrics: made, groups } = relateMetrics([parts, whole], relations, createPatternCache());
  expect([...groups].map(([name, group]) => [name, [...group].sort()])).toEqual([
    ["errors", ["all", "errors"]],
    ["all", ["all", "errors"]],
  ]);
  expect(made[0]!.series.map(({ signal }) => (signal as { factor: number }).factor)).toEqual([50, 50]);
});

test("a part has one whole, circles are left out, and what is fixed stays", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => gauge(name, [{}, course(10)]));
  const made = (metrics: readonly InferredMetric[], ...relations: readonly Relation[]) =>
    Object.fromEntries(
      relateMetrics(metrics, relations, createPatternCache()).metrics.map(({ name, series }) => [
        name,
        JSON.stringify(series[0]!.signal),
      ]),
    );
  const two = made([a!, b!, c!], relation("a", "used", "b"), relation("a", "used", "c"));
  expect(two["a"]).toContain("b.course");
  expect(two["a"]).not.toContain("c.course");
  const circle = made([a!, b!], relation("a", "used", "b"), relation("b", "used", "a"));
  expect(circle["a"]).toContain("b.course");
  expect(circle["b"]).not.toContain("a.course");
  const fixed = gauge("a", [{}, course(10, { fixed: true })]);
  expect(made([fixed, b!], relation("a", "used", "b"))["a"]).toBe(JSON.stringify(course(10, { fixed: true })));
  // What is random in a course that is given is its own, and nothing can follow it.
  expect(made([b!, fixed], relation("b", "used", "a"))["b"]).not.toContain("a.course");
});

test("parts of wholes that are parts follow both", () => {
  const metrics = ["a", "b", "c"].map((name) => gauge(name, [{}, course(10)]));
  const values = related(metrics, relation("a", "used", "b"), relation("b", "used", "c"));
  for (const [hour, value] of values("a").entries()) {
    expect(value).toBeLessThan(values("b")[hour]!);
    expect(values("b")[hour]!).toBeLessThan(values("c")[hour]!);
  }
});

test("rows of a whole that a part cannot tell apart differ, and are never below what they have in common", () => {
  const whole = gauge("all", [{ host: "a", code: "1" }, course(10)], [{ host: "a", code: "2" }, course(10)]);
  const { metrics: made } = relateMetrics(
    [gauge("part", [{ host: "a" }, course(1)]), whole],
    [relation("part", "used", "all")],
    createPatternCache(),
  );
  const text = JSON.stringify(made[1]!.series[0]!.signal);
  expect(text).toContain('{"mul":[{"signal":"all.course"},{"walk":{"start":1.04,"step":0.003,"min":1,"max":1.08}}]}');
});

test("relateMetrics keeps both metrics where two have one name, and relates neither", () => {
  const [x, whole] = [gauge("x_used", [{}, course(3)]), gauge("x_total", [{}, course(10)])];
  const histogram = { ...x, kind: "histogram" as const };
  const { metrics } = relateMetrics(
    [x, histogram, whole],
    [relation("x_used", "used", "x_total")],
    createPatternCache(),
  );
  expect(metrics).toEqual([x, histogram, whole]);
});
