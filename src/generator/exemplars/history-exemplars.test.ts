import { expect, test } from "vitest";
import type { SampleBlock } from "../sampling/block.ts";
import type { SeriesSource } from "../series.ts";
import { historyExemplars } from "./history-exemplars.ts";

const grid = { fromMs: 1_000_000, stepMs: 1000, count: 101 };

/** A source whose series `i` has risen by `rates[i]` at each step. */
function source(definition: object, rates: readonly number[]): SeriesSource {
  return {
    definition,
    series: rates.map((_, index) => ({ name: `x_${index}`, labels: [], native: false })),
    clampedRates: 0,
    fill(first: number, length: number, blocks: readonly SampleBlock[]) {
      for (const [index, { values, states }] of blocks.entries())
        for (let at = 0; at < length; at++) {
          values[at] = rates[index]! * (first + at);
          states[at] = 1;
        }
    },
  } as unknown as SeriesSource;
}
const histogram = { kind: "histogram", buckets: [1, 2], native: false };

test("historyExemplars are values of the buckets in which something was counted, as often as it is", () => {
  // Three of four observations are up to 1, none is in (1, 2], one is above; then sum and count.
  const made = historyExemplars(source(histogram, [3, 3, 4, 9, 4]), grid, { at: 5, moments: 100 });
  expect(made.map(({ series }) => series.name)).toEqual(["x_0", "x_2"]);
  const [low, high] = made.map(({ exemplars }) => exemplars);
  expect(low!.every(({ value }) => value > 0 && value <= 1)).toBe(true);
  expect(high!.every(({ value }) => value > 2)).toBe(true);
  expect(low!.length + high!.length).toBe(100);
  expect(low!.length).toBeGreaterThan(60);
  expect(low!.length).toBeLessThan(90);
});

test("historyExemplars of a counter are 1, at most so many, oldest first, at samples of the grid", () => {
  const [one] = historyExemplars(source({ kind: "counter" }, [2]), grid, { at: 0, moments: 10 });
  const times = one!.exemplars.map(({ timeMs }) => timeMs);
  expect(one!.exemplars.every(({ value }) => value === 1)).toBe(true);
  expect(times).toHaveLength(10);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.every((timeMs) => (timeMs - grid.fromMs) % grid.stepMs === 0)).toBe(true);
});

test("historyExemplars are none of what stands still, of gauges and of native histograms", () => {
  expect(historyExemplars(source({ kind: "counter" }, [0]), grid, { at: 0, moments: 10 })).toEqual([]);
  expect(historyExemplars(source({ kind: "gauge" }, [1]), grid, { at: 0, moments: 10 })).toEqual([]);
  const native = { ...histogram, native: true };
  expect(historyExemplars(source(native, [1]), grid, { at: 0, moments: 10 })).toEqual([]);
});
