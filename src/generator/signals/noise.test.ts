import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { add } from "./arithmetic.ts";
import { noise } from "./noise.ts";
import { values } from "./values.ts";

test("noise has its mean and standard deviation", () => {
  const samples = sampleSignal(noise({ stddev: 3, mean: 100 }), { count: 20_000 }) as number[];
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / samples.length;
  expect(Math.abs(mean - 100)).toBeLessThan(0.1);
  expect(Math.abs(Math.sqrt(variance) - 3)).toBeLessThan(0.1);
});

test("noise differs at two places in one tree", () => {
  const [twice] = sampleSignal(add([noise({ stddev: 1 }), noise({ stddev: 1 })]), { count: 1 }) as number[];
  const [once] = sampleSignal(noise({ stddev: 1 }), { count: 1 }) as number[];
  expect(twice).not.toBe(2 * once!);
});

test("noise of stddev 0 is its mean, which may change and be missing", () => {
  expect(sampleSignal(noise({ stddev: 0, mean: values([1, null, 3]) }), { count: 4 })).toEqual([1, undefined, 3, 3]);
});

test("noise refuses a standard deviation below 0", () => {
  expect(() => noise({ stddev: -1 })).toThrow("noise: stddev must be a finite number of 0 or more, got -1");
});
