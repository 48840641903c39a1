import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { constant } from "./constant.ts";
import { limit } from "./limit.ts";
import { loop } from "./loop.ts";
import { noise } from "./noise.ts";
import { sequence } from "./sequence.ts";
import { values } from "./values.ts";

test("loop repeats for ever, or so many times", () => {
  expect(sampleSignal(loop({ of: values([1, null]) }), { count: 5 })).toEqual([1, undefined, 1, undefined, 1]);
  expect(sampleSignal(loop({ of: values([1, 2]), times: 2 }), { count: 6, ending: "missing" })).toEqual([
    1,
    2,
    1,
    2,
    undefined,
    undefined,
  ]);
  expect(sampleSignal(loop({ of: values([1, 2]) }), { first: 1_000_001, count: 2 })).toEqual([2, 1]);
});

test("loop of a round that is no multiple of the step keeps to the time", () => {
  const seconds = (value: number, forMs: number) => limit({ of: constant(value), length: { forMs } });
  // Rounds of 40 s: 1 in [0, 20), 2 in [20, 40), seen every 15 s: 0, 15 | 30 | 45→5 | 60→20 | 75→35 | 90→10 | 105→25.
  const signal = loop({ of: sequence([seconds(1, 20_000), seconds(2, 20_000)]) });
  expect(sampleSignal(signal, { count: 8 })).toEqual([1, 1, 2, 1, 2, 2, 1, 2]);
});

test("loop of noise is not the same noise in each round", () => {
  const samples = sampleSignal(loop({ of: limit({ of: noise({ stddev: 1 }), length: { samples: 3 } }) }), { count: 6 });
  expect(new Set(samples).size).toBe(6);
});

test("loop with a round far shorter than the step costs no more", () => {
  expect(
    sampleSignal(loop({ of: limit({ of: constant(1), length: { forMs: 1 } }) }), { first: 1_000_000, count: 1000 }),
  ).toEqual(Array(1000).fill(1));
});

test("loop refuses an endless signal and a number of times below 1", () => {
  expect(() => loop({ of: constant(1) })).toThrow(
    "loop: of must be a finite signal (limit makes it so), got an endless constant",
  );
  expect(() => loop({ of: values([1]), times: 0 })).toThrow("loop: times must be a whole number of at least 1, got 0");
});
