import fc from "fast-check";
import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { scenarioSamples } from "../../testing/scenario-samples.ts";
import { metricOf } from "../../testing/world-of.ts";
import { renderSpec } from "../../write/render.ts";
import { gaugePart } from "./gauge-part.ts";

const hourMs = 3_600_000;
const part = (usual: SignalSpec) => ({
  ...{ lengthMs: 2 * hourMs, usual, stepMs: 15_000, extent: { min: 90, max: 110, mean: 100 } },
  stays: (of: SignalSpec): SignalSpec => ({ limit: { of, for: "2h" } }),
});

/** Two hours of the signal, as the generator makes them. */
function samplesOf(signal: SignalSpec, seed: number): readonly number[] {
  const metrics = [metricOf(`m${seed}`, "gauge", [[{}, { form: "course", factor: 1, signal }]])];
  const text = renderSpec({ titles: [], signals: [], metrics, stepMs: 15_000, historyMs: 2 * hourMs });
  const all = scenarioSamples(`${text}\nscenarios:\n  healthy: {}\n`, "healthy", Date.UTC(2026, 10, 24, 12));
  return all[0]!.values;
}

test("a trend wanders, and by so little that it comes to its end and that half of it shows most of its way", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.2, max: 0.95, noNaN: true }), (seed, falls) => {
      const rate = (-100 * falls) / 7200;
      const signal = gaugePart({ level: 100, rate, wanders: true }, part(100));
      const values = samplesOf(signal, seed);
      const straight = values.map((_, at) => 100 + (rate * at * 15 * 7200) / 7200);
      const off = values.map((value, at) => Math.abs(value - straight[at]!));
      expect(Math.max(...off)).toBeGreaterThan(0);
      // At most 4 % of its way, and 2 % of its level, but for rounding.
      expect(Math.max(...off)).toBeLessThanOrEqual(Math.min(2, 4 * falls) * 1.05 + 0.15 * falls * 100);
      expect(values[240]!).toBeLessThan(100 - 100 * falls * 0.4);
    }),
    { numRuns: 20 },
  );
});

test("a trend that must not move by itself is a straight line, and a level stays", () => {
  expect(JSON.stringify(gaugePart({ level: 100, rate: -0.005 }, part(100)))).not.toContain("walk");
  expect(gaugePart({ level: 7 }, part(100))).toEqual({ limit: { of: 7, for: "2h" } });
});
