import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSignal, childrenOf } from "./check-signal.ts";
import { isEndless, signalLength, signalLengthMs } from "./lengths.ts";
import { Courses } from "./named/courses.ts";
import { compileSignal, createContext } from "./sampling/compile.ts";
import { createSource } from "./sampling/source.ts";
import type { SeriesDefinition } from "./series.ts";
import type { Signal } from "./signal.ts";
import { signalTable } from "./signal-table.ts";
import type { NamedSignal } from "./signals/named.ts";
import { anyDefinition, anySignal } from "./testing/arbitrary.ts";
import { type Sample, sampleSignal, samplesOf } from "./testing/samples.ts";

const grid = { fromMs: 1_794_000_007_000, stepMs: 15_000, count: 900 };
const slices = fc.array(fc.tuple(fc.nat({ max: 700 }), fc.integer({ min: 1, max: 300 })), {
  minLength: 1,
  maxLength: 4,
});

const make = (definition: SeriesDefinition, seed = 42) => createSource(definition, { seed, grid });

test("anySignal makes every signal, so that the laws hold for each", () => {
  const made = fc.sample(anySignal, { numRuns: 2000, seed: 1 });
  const types = (signal: Signal): string[] => [signal.type, ...childrenOf(signal).flatMap(types)];
  expect([...new Set(made.flatMap(types))].toSorted()).toEqual(Object.keys(signalTable).toSorted());
});

test("createSource gives any slice, in any order, what the whole has there, bit for bit", () => {
  fc.assert(
    fc.property(anyDefinition, slices, (definition, list) => {
      const whole = samplesOf(make(definition), 0, 1000);
      const source = make(definition);
      for (const [first, count] of list) {
        const slice = whole.map((samples) => samples.slice(first, first + count));
        expectSame(samplesOf(source, first, count), slice);
        expectSame(samplesOf(make(definition), first, count), slice);
      }
    }),
    { numRuns: 150 },
  );
});

test("createSource gives the same samples for the same seed, and others for another seed where chance is in it", () => {
  fc.assert(
    fc.property(anyDefinition, (definition) => {
      expectSame(samplesOf(make(definition), 0, 300), samplesOf(make(definition), 0, 300));
    }),
    { numRuns: 50 },
  );
  for (const value of [{ type: "noise", stddev: 1, mean: 0 }, { type: "random", min: 0, max: 1 }, walkOf(1)] as const) {
    const [a, b] = [42, 43].map((seed) => sampleSignal(value, { count: 20, seed }));
    expect(a).not.toEqual(b);
  }
});

test("compileSignal and signalLengthMs agree on every signal's length, which checkSignal accepts", () => {
  fc.assert(
    fc.property(anySignal, (signal) => {
      checkSignal(signal);
      const courses = new Courses(grid);
      const course = (one: NamedSignal) => courses.courseOf(one, { seed: 1, labels: [] });
      const context = createContext(grid, { high: 1, low: 2 }, { slot: 0, course });
      expect(compileSignal(signal, context).lengthMs).toBe(
        signalLengthMs(signal, { stepMs: grid.stepMs, anchorMs: grid.fromMs, startMs: 0 }),
      );
      expect(signalLength(signal, grid.stepMs) === undefined).toBe(isEndless(signal));
    }),
    { numRuns: 300 },
  );
});

test("then: missing writes nothing after a finite signal's length and its closing instant", () => {
  fc.assert(
    fc.property(
      anySignal.filter((signal) => !isEndless(signal)),
      (signal) => {
        const length = signalLength(signal, 15_000)!;
        fc.pre(length < 3000);
        expect(sampleSignal(signal, { count: 40, first: length + 1, ending: "missing" })).toEqual(
          Array(40).fill(undefined),
        );
        const [atEnd, next, after] = sampleSignal(signal, { count: 3, first: length, ending: "end" });
        expect(atEnd === "stale" ? [next, after] : [next === "stale", after]).toEqual(
          atEnd === "stale" ? [undefined, undefined] : [true, undefined],
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("then: loop repeats what does not depend on the time", () => {
  const list = [1, null, 3, 4];
  const expected = [1, undefined, 3, 4, 1, undefined, 3, 4, 1, undefined];
  expect(sampleSignal({ type: "values", values: list }, { count: 10, ending: "loop" })).toEqual(expected);
  expect(sampleSignal({ type: "loop", of: { type: "values", values: list } }, { count: 10 })).toEqual(expected);
});

test("noise, random, levels and the steps of a walk stay where they are when the window moves", () => {
  const shift = 7;
  for (const signal of [
    { type: "noise", stddev: 2, mean: 1 },
    { type: "random", min: 0, max: 9 },
    { type: "level", min: 0, max: 9 },
  ] as const) {
    const early = sampleSignal(signal, { fromMs: 1_794_000_000_000, count: 50 });
    const late = sampleSignal(signal, { fromMs: 1_794_000_000_000 + shift * 15_000, count: 50 - shift });
    expect(late).toEqual(early.slice(shift));
  }
  const [early, late] = [0, shift].map(
    (by) => sampleSignal(walkOf(1), { fromMs: by * 15_000, count: 60 - by }) as number[],
  );
  expect(late![0]).toBe(10);
  for (let place = 1; place < 60 - shift; place++) {
    expect(late![place]! - late![place - 1]!).toBeCloseTo(early![place + shift]! - early![place + shift - 1]!, 6);
  }
});

function walkOf(step: number) {
  return { type: "walk", start: 10, step } as const;
}

/** Bit for bit: tells 0 from −0 and takes NaN for NaN. */
function expectSame(actual: readonly Sample[][], expected: readonly Sample[][]): void {
  const bits = (samples: readonly Sample[]) =>
    samples.map((sample) => (typeof sample === "object" ? JSON.stringify(sample) : sample));
  for (const [series, samples] of expected.entries()) {
    const other = actual[series]!;
    const place = samples.findIndex(
      (sample, at) => bits([sample])[0] !== bits([other[at]])[0] && !Object.is(sample, other[at]),
    );
    if (place !== -1 || other.length !== samples.length)
      expect({ series, place, sample: other[place] }).toEqual(samples[place]);
  }
}
