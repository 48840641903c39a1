import { expect, test } from "vitest";
import { planSpecText, unwrittenSet } from "./plan-spec.ts";

const limits = { nowMs: Date.UTC(2026, 0, 31, 12), maxSeries: 3, maxSamples: 1000 };
const spec = (more: string) => `version: 1\nhistory: 10m\nstep: 1m\nmetrics:\n  - name: queue_length\n${more}`;

test("planSpecText gives a plan, whose set has the curves of its series and no label of a server", () => {
  const planned = planSpecText(spec("    type: gauge\n    series: [{ value: 7 }]\n"), limits);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const set = unwrittenSet(planned.plan);
  expect(set).toMatchObject({ stepMs: 60_000, series: 1, metrics: [{ name: "queue_length", type: "gauge" }] });
  expect(set.metrics[0]!.curves[0]!.values.every((value) => value === 7)).toBe(true);
  expect(set.label).toBeUndefined();
});

test("planSpecText gives faults with their places, and so many series as a fault", () => {
  expect(planSpecText(spec("    typ: gauge\n"), limits)).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ line: 6, column: 5 })]) as unknown,
  });
  const many = planSpecText(spec('    type: gauge\n    series: [{ labels: { a: "{1..9}" }, value: 7 }]\n'), limits);
  expect(many.ok ? [] : many.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/series/)]);
});
