import { expect, test } from "vitest";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { lifetimeOf } from "./lifetime.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const review: Review = {
  project: "k2m4x7qa",
  key: "pr-12",
  number: 12,
  host: { kind: "github", serverUrl: "https://github.com", apiUrl: "https://api.github.com", repository: "acme/x" },
};
const of = (ttlMs: number | "review", over: Partial<Review> = {}, maxTtlMs = 30 * dayMs) =>
  lifetimeOf({ ttlMs, maxTtlMs }, { review: { ...review, ...over }, host: {} });

test("lifetimeOf leaves a fixed time as it is, and gives a merge queue an hour at most", () => {
  expect(of(2 * dayMs)).toEqual({ ttlMs: 2 * dayMs, untilReview: false, warnings: [] });
  expect(of(2 * dayMs, { endsWithRun: true })).toEqual({ ttlMs: hourMs, untilReview: false, warnings: [] });
  expect(of("review", { endsWithRun: true })).toEqual({ ttlMs: hourMs, untilReview: false, warnings: [] });
  expect(of(60_000, { endsWithRun: true }).ttlMs).toBe(60_000);
});

test("lifetimeOf gives a review two weeks at a time, or what --max-ttl allows", () => {
  expect(of("review")).toEqual({ ttlMs: 14 * dayMs, untilReview: true, warnings: [] });
  expect(of("review", { key: "pr-12-infra" })).toMatchObject({ untilReview: true });
  expect(of("review", {}, dayMs)).toMatchObject({ ttlMs: dayMs, untilReview: true });
});

test.for([
  ["the run has no review", { number: undefined, key: "branch-main" }, /no review/],
  ["somebody chose the key", { key: "infra" }, /not the review's own/],
  ["the key is another review's", { key: "pr-13" }, /not the review's own/],
] as const)("lifetimeOf gives the default time where %s, and says so", ([, over, why]) => {
  const { number: _, ...without } = review;
  const changed = { ...("number" in over ? without : review), key: over.key };
  const life = lifetimeOf({ ttlMs: "review", maxTtlMs: 30 * dayMs }, { review: changed, host: {} });
  expect(life).toMatchObject({ ttlMs: 3 * dayMs, untilReview: false });
  expect(life.warnings).toEqual([expect.stringMatching(why)]);
});

test("lifetimeOf says that a run without a token cannot ask", () => {
  const life = lifetimeOf({ ttlMs: "review", maxTtlMs: 30 * dayMs }, { review, host: undefined });
  expect(life.untilReview).toBe(true);
  expect(life.warnings).toEqual([expect.stringMatching(/no token to ask GitHub.*expires after 14d/)]);
});
