import { expect, test } from "vitest";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric } from "../series/model.ts";
import { calmEdits, isAbsent } from "./calm-changes.ts";

const metric = (kind: InferredMetric["kind"], name = "x"): InferredMetric => ({
  name,
  kind,
  series: [{ labels: new Map(), index: 0, signal: { form: "constant", value: 40 } }],
  users: [],
  needs: [],
  help: undefined,
  observe: kind === "histogram" ? { p50: 0.1, p99: 1 } : undefined,
  buckets: [],
  quantiles: [],
});

function edited(one: InferredMetric, constants: readonly number[]) {
  return calmEdits(constants).flatMap((edit) => edit(one, one.series[0]!) ?? []);
}

test("a gauge is scaled, then stands beside what it is compared with, and is absent at last", () => {
  const found = edited(metric("gauge"), [50]);
  expect(specOf(found[0]!.signal)).toBe(32);
  const values = found.map(({ signal }) => specOf(signal));
  for (const value of [0, 1, 35, 65, 49, 51]) expect(values).toContain(value);
  expect(found.map(isAbsent).indexOf(true)).toBe(found.length - 1);
});

test("a counter stands still or counts slower, and an info is there or not", () => {
  const counters = edited(metric("counter"), [7]).map(({ signal }) => specOf(signal));
  expect(counters).toContain(0);
  expect(counters).not.toContain(7);
  expect(edited(metric("info"), [7]).map(isAbsent)).toEqual([true]);
});

test("observations move with their course, and a share never grows", () => {
  expect(edited(metric("histogram"), []).map(({ observe }) => observe)).toContainEqual({
    lognormal: { p50: 0.08, p99: 0.8 },
  });
  const grown = edited(metric("gauge", "cache_hit_ratio"), []).map(({ signal }) => Number(specOf(signal)));
  expect(Math.max(...grown.filter((value) => Number.isFinite(value) && value !== 97))).toBeLessThan(40);
});

test("a counter with the course of a pack keeps its life at another height before it stands still", () => {
  const one = metric("counter");
  const course = { form: "course", signal: { signal: "pack.work" }, factor: 1, fixed: true } as const;
  const found = calmEdits([0.98]).flatMap((edit) => edit(one, { ...one.series[0]!, signal: course }) ?? []);
  const specs = found.map(({ signal }) => specOf(signal));
  expect(specs[0]).toEqual({ mul: [0.8, { signal: "pack.work" }] });
  expect(specs.indexOf(0)).toBeGreaterThan(specs.findIndex((one) => JSON.stringify(one).includes("0.01")));
});
