import { expect, test } from "vitest";
import type { SeriesPlan } from "../up/plan.ts";
import { withLeadIn } from "./with-lead-in.ts";

const [minute, hour] = [60_000, 3_600_000];
const nowMs = 1_800_000_000_000;
/** Six hours that end now, at a sample a minute. */
const planOf = (seriesCount: number): SeriesPlan => ({
  grid: { fromMs: nowMs - 359 * minute, stepMs: minute, count: 360 },
  fixedStart: false,
  definitions: [],
  metadata: [],
  seriesCount,
  sampleCount: seriesCount * 360,
  warnings: ["before"],
});
const needs = [
  { place: "CPU", ms: 10 * minute },
  { place: "Month", ms: 720 * hour },
  { place: "Day", ms: 24.5 * hour },
];

test("withLeadIn begins as far back as the queries look, in whole steps", () => {
  const plan = withLeadIn(planOf(10), [{ place: "CPU", ms: 10 * minute + 1 }], { nowMs });
  expect(plan.grid).toEqual({ fromMs: nowMs - 370 * minute, stepMs: minute, count: 371, leadIn: 11 });
  expect([plan.sampleCount, plan.warnings]).toEqual([3710, ["before"]]);
});

test("withLeadIn leaves a plan that needs none as it is", () => {
  expect(withLeadIn(planOf(10), [], { nowMs })).toEqual(planOf(10));
  expect(withLeadIn(planOf(10), needs, { nowMs, leadIn: 0 })).toEqual(planOf(10));
});

test("withLeadIn takes the length that was asked for", () => {
  expect(withLeadIn(planOf(10), [], { nowMs, leadIn: 2 * hour }).grid.leadIn).toBe(120);
  expect(withLeadIn(planOf(1000), needs, { nowMs, leadIn: 720 * hour }).grid.leadIn).toBe(43_200);
});

test.for([
  [
    "too many samples",
    planOf(1000),
    {},
    2000,
    'the data begin 1d9h20m before the time range, and not 30d: "Month" may be empty or climb at the left border; --lead-in 30d writes all of it, 43200000 samples',
  ],
  [
    "as many as the time range has, if that is more",
    planOf(10_000),
    {},
    360,
    'the data begin 6h before the time range, and not 30d: "Month", "Day" may be empty or climb at the left border; --lead-in 30d writes all of it, 432000000 samples',
  ],
  [
    "--max-samples",
    planOf(100),
    { maxSamples: 36_500 },
    5,
    'the data begin 5m before the time range, and not 30d: "CPU", "Month", "Day" may be empty or climb at the left border; raise --max-samples for more',
  ],
  [
    "the receiver",
    planOf(100),
    { takes: { ms: 361 * minute, because: "Mimir takes no older samples" } },
    1,
    'the data begin 1m before the time range, and not 30d: "CPU", "Month", "Day" may be empty or climb at the left border; Mimir takes no older samples',
  ],
  [
    "a receiver that does not even take the time range",
    planOf(100),
    { takes: { ms: hour, because: "no" } },
    0,
    'the data begin with the time range, and not 30d: "CPU", "Month", "Day" may be empty or climb at the left border; no',
  ],
  ["an explicit length", planOf(100), { leadIn: 5 * minute, maxSamples: 36_100 }, 1, undefined],
] as const)("withLeadIn is cut by %s", ([, plan, options, count, warning]) => {
  const cut = withLeadIn(plan, needs, { nowMs, ...options });
  expect(cut.grid.leadIn ?? 0).toBe(count);
  if (warning !== undefined) expect(cut.warnings).toEqual(["before", warning]);
});

test("withLeadIn says what an explicit length was cut to, though no query needs it", () => {
  expect(withLeadIn(planOf(100), [], { nowMs, leadIn: hour, maxSamples: 36_100 }).warnings[1]).toBe(
    "the data begin 1m before the time range, not 1h; raise --max-samples for more",
  );
});
