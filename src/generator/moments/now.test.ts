import { expect, test } from "vitest";
import { createSource } from "../sampling/source.ts";
import { sampleSignal, samplesOf } from "../testing/samples.ts";
import { now } from "./now.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const midnightMs = Date.UTC(2026, 10, 1);

test("now counts from the midnight before the window, in all windows of a day", () => {
  const signal = now({ earliestMs: -3 * dayMs });
  for (const fromMs of [midnightMs, midnightMs + 5 * hourMs, midnightMs + dayMs - 1])
    expect(sampleSignal(signal, { fromMs, stepMs: 10 * hourMs, count: 4 })).toEqual(Array(4).fill(1793232000));
  expect(sampleSignal(signal, { fromMs: midnightMs + dayMs, count: 1 })).toEqual([1793318400]);
});

test("now gives each series a moment of its own in a span, in whole seconds", () => {
  const [earliestMs, latestMs] = [-12 * dayMs, -2 * dayMs];
  const of = (instance: string) => {
    const labels = [["instance", instance]] as const;
    const definition = { name: "started", labels, kind: "gauge", value: now({ earliestMs, latestMs }) } as const;
    const source = createSource(definition, { seed: 1, grid: { fromMs: midnightMs, stepMs: 15_000, count: 400 } });
    return new Set(samplesOf(source, 0, 400)[0]);
  };
  const moments = ["a", "b", "c"].map((instance) => [...of(instance)]);
  for (const [moment, ...others] of moments) {
    expect(others).toEqual([]);
    expect(Number.isInteger(moment)).toBe(true);
    expect(moment).toBeGreaterThanOrEqual(1792454400);
    expect(moment).toBeLessThan(1793318400);
  }
  expect(new Set(moments.flat()).size).toBe(3);
});

test("now refuses a span that ends before it begins", () => {
  expect(() => now({ earliestMs: 0, latestMs: -1 })).toThrow("now: latestMs must be at least earliestMs (0), got -1");
});
