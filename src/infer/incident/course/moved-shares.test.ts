import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import { CauseGraph } from "./cause-graph.ts";
import { MovedShares } from "./moved-shares.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const causes = [
  { name: "used", per: ["disk"], value: { wave: { min: 0.3, max: 0.5, period: "24h" } } },
  { name: "cache", per: [], value: 0.2 },
];
const labels = { disk: "a" };
const metrics = [
  // A tenth of the disk is for root alone, a fifth is a cache.
  metricOf("avail_bytes", "gauge", [
    [labels, follows({ mul: [{ sub: [0.9, { signal: "used" }, { signal: "cache" }] }, 1000] })],
  ]),
  metricOf("free_bytes", "gauge", [[labels, follows({ mul: [{ sub: [1, { signal: "used" }] }, 1000] })]]),
  metricOf("cache_bytes", "gauge", [[labels, follows({ mul: [{ signal: "cache" }, 1000] })]]),
].map((metric) => ({ ...metric, causes }));
const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
courses.learn(causes);
const shares = new MovedShares(new CauseGraph(metrics), courses);
const [used] = shares.sharesOf({ signal: "used" }, new Map(Object.entries(labels)));
const target = (to: number) => ({ key: "0:0", metric: metrics[0]!, place: 0, to });

test("MovedShares finds where a share takes a series to a number", () => {
  const found = shares.placeOf(used!, [target(100)])!;
  // 900 - 200 - 1000 used = 100.
  expect(found.at).toBeCloseTo(0.6, 3);
  // With more than 0.7, less than nothing would be available.
  expect(found.top).toBeGreaterThan(0.65);
  expect(found.top).toBeLessThanOrEqual(0.7);
  expect(found.besides).toBeUndefined();
});

test("MovedShares lets another share make room where one alone does not do it, and gives up what none does", () => {
  // Of all that is not for root, 0.03 is left for the cache: 900 - 30 = 870 can be used.
  const grown = { key: "1:0", metric: metrics[1]!, place: 0, to: 200 };
  const found = shares.placeOf(used!, [grown, { ...target(0), to: 0 }])!;
  expect(found.besides?.name).toBe("cache");
  expect(shares.placeOf(used!, [{ ...grown, to: 5000 }])).toBeUndefined();
});

test("MovedShares takes for impossible what makes something less than nothing that never is", () => {
  const dependents = used!.dependents;
  expect(shares.isPossible(new Map([["used", 0.69]]), dependents)).toBe(true);
  expect(shares.isPossible(new Map([["used", 0.71]]), dependents)).toBe(false);
});
