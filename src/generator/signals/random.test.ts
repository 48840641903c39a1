import { expect, test } from "vitest";
import { createSource } from "../sampling/source.ts";
import { sampleSignal, samplesOf } from "../testing/samples.ts";
import { line } from "./line.ts";
import { level, random } from "./random.ts";
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

test("level has one number in [min, max) for each series, the same in all windows", () => {
  const of = (instance: string, fromMs: number) => {
    const labels = [["instance", instance]] as const;
    const definition = { name: "size", labels, kind: "gauge", value: level({ min: 10, max: 20 }) } as const;
    const source = createSource(definition, { seed: 1, grid: { fromMs, stepMs: 15_000, count: 300 } });
    return new Set(samplesOf(source, 0, 300)[0]);
  };
  const names = Array.from({ length: 200 }, (_, index) => `host-${index}`);
  const numbers = names.map((name) => {
    const all = [...of(name, 0)];
    expect(all).toHaveLength(1);
    expect([...of(name, 123_000)]).toEqual(all);
    return all[0] as number;
  });
  expect(new Set(numbers).size).toBe(200);
  for (const half of [0, 1]) {
    const inHalf = numbers.filter((value) => Math.floor((value - 10) / 5) === half);
    expect(inHalf.length).toBeGreaterThan(70);
  }
});

test("level refuses bounds that are not finite, or not in order", () => {
  expect(() => level({ min: 1, max: 1 })).toThrow("level: max must be greater than min (1), got 1");
  expect(() => level({ min: 0, max: Number.POSITIVE_INFINITY })).toThrow("level: max must be");
});
