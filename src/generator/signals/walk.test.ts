import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { add } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { gap } from "./gap.ts";
import { line } from "./line.ts";
import { sequence } from "./sequence.ts";
import { walk } from "./walk.ts";

const steps = (samples: readonly number[]) => samples.slice(1).map((value, place) => value - samples[place]!);
const deviation = (list: readonly number[]) =>
  Math.sqrt(list.reduce((sum, value) => sum + value * value, 0) / list.length);

test("walk begins at start, wherever its part begins", () => {
  expect(sampleSignal(walk({ start: 7, step: 1 }), { count: 1, fromMs: 1_794_000_000_000 })).toEqual([7]);
  expect(sampleSignal(sequence([gap({ forMs: 20_000 }), walk({ start: 7, step: 1 })]), { count: 3 })).toEqual([
    undefined,
    undefined,
    7,
  ]);
});

test("walk has independent steps of its standard deviation, and spreads with the root of time", () => {
  const samples = sampleSignal(walk({ start: 0, step: 2 }), { count: 40_000, fromMs: 1_794_000_000_000 }) as number[];
  const made = steps(samples);
  expect(Math.abs(deviation(made) - 2)).toBeLessThan(0.05);
  const product = made.slice(1).reduce((sum, value, place) => sum + value * made[place]!, 0) / made.length;
  expect(Math.abs(product)).toBeLessThan(0.08);
  const far = samples.slice(400).map((value, place) => value - samples[place]!);
  expect(Math.abs(deviation(far) / (2 * Math.sqrt(400)) - 1)).toBeLessThan(0.25);
});

test("walk is reflected at its bounds", () => {
  const both = sampleSignal(walk({ start: 5, step: 4, min: 0, max: 10 }), { count: 5000 }) as number[];
  expect([Math.min(...both) >= 0, Math.max(...both) <= 10]).toEqual([true, true]);
  expect(Math.max(...both) - Math.min(...both)).toBeGreaterThan(9.5);
  const low = sampleSignal(walk({ start: 0, step: 1, min: 0 }), { count: 5000 }) as number[];
  expect(Math.min(...low)).toBeGreaterThanOrEqual(0);
  const high = sampleSignal(walk({ start: 3, step: 1, max: 3 }), { count: 5000 }) as number[];
  expect(Math.max(...high)).toBeLessThanOrEqual(3);
});

test("walk reflected at 0 is the size of the one that is not", () => {
  const free = sampleSignal(walk({ start: 0, step: 1 }), { count: 500 }) as number[];
  expect(sampleSignal(walk({ start: 0, step: 1, min: 0 }), { count: 500 })).toEqual(free.map(Math.abs));
});

test("walk can be had at any index alone, years before and after 1970", () => {
  for (const fromMs of [-63_000_000_000_000, 0, 4_000_000_000_000]) {
    const whole = sampleSignal(walk({ start: 1, step: 1 }), { fromMs, stepMs: 1000, count: 1000 });
    expect(sampleSignal(walk({ start: 1, step: 1 }), { fromMs, stepMs: 1000, first: 777, count: 3 })).toEqual(
      whole.slice(777, 780),
    );
  }
});

test("walk refuses bounds out of order, a start outside them and a step below 0", () => {
  expect(() => walk({ start: 0, step: 1, min: 1, max: 1 })).toThrow("walk: max must be greater than min (1), got 1");
  expect(() => walk({ start: 0, step: 1, min: 1, max: 2 })).toThrow(
    "walk: start must be between min (1) and max (2), got 0",
  );
  expect(() => walk({ start: 0, step: -1 })).toThrow("walk: step must be a finite number of 0 or more, got -1");
});

test("walk stays within bounds that change, and takes the same steps as within none", () => {
  const min = line({ from: 0, to: 40, length: { samples: 400 } });
  const bounded = sampleSignal(walk({ start: 5, step: 3, min, max: add([min, constant(10)]) }), { count: 400 });
  const free = sampleSignal(walk({ start: 5, step: 3 }), { count: 400 }) as number[];
  for (const [place, value] of (bounded as number[]).entries()) {
    const low = (40 * place) / 399;
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(low + 10.000001);
    if (free[place]! > low && free[place]! < low + 10) expect(value).toBe(free[place]);
  }
});
