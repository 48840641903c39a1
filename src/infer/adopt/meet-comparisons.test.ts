import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { DayCourses } from "../world/day-courses.ts";
import { meetComparisons } from "./meet-comparisons.ts";
import { packFamily } from "./pack-courses.ts";
import { packed, usageOf } from "./testing/hosts.ts";

const rows = ["a", "b"].map((unit, index) => ({ labels: new Map([["unit", unit]]), index }));
const context = { patterns: createPatternCache(), courses: new DayCourses({ fromMs: 0, stepMs: 15_000 }), needed: [] };

function values(query: string) {
  const use = usageOf([query]).metrics.get("state")!;
  const given = meetComparisons(packFamily(packed("state"), new Map()), { use, rows, kind: "counter" }, context);
  return rows.map((row) => given.courseOf(row)?.signal);
}

test("meetComparisons changes one row where a comparison would never hold", () => {
  expect(values("state == 0")).toEqual([0, 1]);
  expect(values('state{unit="a"} > 5')[0]).toBeGreaterThan(5);
  expect(values('state{unit="a"} > 5')[1]).toBe(1);
});

test("meetComparisons changes nothing where a comparison holds", () => {
  expect(values("state == 1")).toEqual([1, 1]);
  expect(values("state")).toEqual([1, 1]);
});

test("meetComparisons leaves everybody up where a query only says who is down, unless it shows those alone", () => {
  expect(values("state == bool 0")).toEqual([1, 1]);
  expect(values("sum(state == bool 0)")).toEqual([1, 1]);
  expect(values("(state == bool 0) > 0")).toEqual([0, 1]);
});

test("meetComparisons changes a row that is selected with the values of variables", () => {
  const use = usageOf(["state{job='x'} == 0"]).metrics.get("state")!;
  const jobs = rows.map(({ labels, index }) => ({ labels: new Map([...labels, ["job", "x"]]), index }));
  const conditions = [
    { name: "job", op: "=", value: "x" },
    { name: "unit", op: "=", value: "b" },
  ] as const;
  const needed = [{ conditions, removes: false }];
  const family = packFamily(packed("state"), new Map());
  const given = meetComparisons(family, { use, rows: jobs, kind: "gauge" }, { ...context, needed });
  expect(jobs.map((row) => given.courseOf(row)?.signal)).toEqual([1, 0]);
});

test("meetComparisons lets something rare happen where only what grows is shown", () => {
  const metric = { ...packed("requests_total").metric, series: [{ labels: { unit: ["a", "b"] }, rate: 0 }] };
  const family = packFamily({ pack: packed("state").pack, metric }, new Map());
  const signals = (query: string) => {
    const use = usageOf([query]).metrics.get("requests_total")!;
    const given = meetComparisons(family, { use, rows, kind: "counter" }, context);
    return rows.map((row) => given.courseOf(row)?.signal);
  };
  expect(signals("sum by (unit) (increase(requests_total[1m])) > 0")[0]).toMatchObject({ spike: { for: "1m" } });
  expect(signals("sum by (unit) (increase(requests_total[1m])) > 0")[1]).toBe(0);
  expect(signals("sum by (unit) (increase(requests_total[1m]))")).toEqual([0, 0]);
  expect(signals("rate(failures_total[5m]) / rate(requests_total[5m])")[0]).toMatchObject({ spike: { for: "1m" } });
});

test("meetComparisons gives a histogram that is divided by rare observations, and no option that counters have", () => {
  const entry = { labels: { unit: ["a", "b"] }, rate: 0, observe: { lognormal: { p50: 1, p99: 2 } } };
  const family = packFamily(
    { ...packed("state"), metric: { ...packed("requests_total").metric, series: [entry] } },
    new Map(),
  );
  const use = usageOf(["rate(requests_total_sum[5m]) / rate(requests_total_count[5m])"]).metrics.get(
    "requests_total_count",
  )!;
  const { courseOf } = meetComparisons(family, { use, rows, kind: "histogram" }, context);
  expect(courseOf(rows[0]!)).toMatchObject({ signal: { spike: { for: "1m" } }, observe: entry.observe });
  expect(courseOf(rows[0]!)!.options).toBeUndefined();
  expect(courseOf(rows[1]!)!.signal).toBe(0);
});
