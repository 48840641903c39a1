import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { line } from "./line.ts";
import { random } from "./random.ts";
import { values } from "./values.ts";

test("random lies in [min, max), evenly", () => {
  const samples = sampleSignal(random({ min: 10, max: 20 }), { count: 20_000 }) as number[];
  const tenths = Array<number>(10).fill(0);
  for (const value of samples) tenths[Math.floor(value - 10)]!++;
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test("random follows bounds that change, and is missing where one is", () => {
  const min = line({ from: 0, to: 100, length: { samples: 101 } });
  const max = line({ from: 1, to: 101, length: { samples: 101 } });
  const samples = sampleSignal(random({ min, max }), { count: 120 }) as number[];
  for (const [place, value] of samples.entries()) expect(Math.floor(value)).toBe(Math.min(place, 100));
  expect(sampleSignal(random({ min: 0, max: values([1, null, 1]) }), { count: 2 })[1]).toBeUndefined();
});

test("random refuses a max that is not greater than min", () => {
  expect(() => random({ min: 1, max: 1 })).toThrow("random: max must be greater than min (1), got 1");
});
