import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { DayCourses } from "../world/day-courses.ts";
import { meetComparisons } from "./meet-comparisons.ts";
import { packFamily } from "./pack-courses.ts";
import { packed, usageOf } from "./testing/hosts.ts";

const rows = ["a", "b"].map((unit, index) => ({ labels: new Map([["unit", unit]]), index }));
const context = { patterns: createPatternCache(), courses: new DayCourses({ fromMs: 0, stepMs: 15_000 }) };

function values(query: string) {
  const use = usageOf([query]).metrics.get("state")!;
  const given = meetComparisons(packFamily(packed("state"), new Map()), { use, rows }, context);
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
