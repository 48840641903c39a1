import { expect, test } from "vitest";
import { gap } from "../signals/gap.ts";
import { line } from "../signals/line.ts";
import { notation } from "../signals/notation.ts";
import { sequence } from "../signals/sequence.ts";
import { values } from "../signals/values.ts";
import { sampleSignal } from "../testing/samples.ts";
import type { HistogramSample } from "./block.ts";

const signal = values([1, null, 3]);

test.for([
  ["last", [1, undefined, 3, 3, 3]],
  ["loop", [1, undefined, 3, 1, undefined]],
  ["missing", [1, undefined, 3, undefined, undefined]],
  ["end", [1, undefined, 3, "stale", undefined]],
  [{ value: 9 }, [1, undefined, 3, 9, 9]],
] as const)("then %j follows a finite signal", ([ending, expected]) => {
  expect(sampleSignal(signal, { count: 5, ending })).toEqual(expected);
});

test("then last is the default, reaches back over gaps, and is missing where nothing was written", () => {
  expect(sampleSignal(sequence([values([5]), gap({ samples: 1000 })]), { first: 1000, count: 3 })).toEqual([
    undefined,
    5,
    5,
  ]);
  expect(sampleSignal(gap({ samples: 2 }), { count: 4 })).toEqual([undefined, undefined, undefined, undefined]);
});

test("then end writes its marker once, after a closing instant and at the first scrape after an end between two", () => {
  const [onGrid, between] = [30_000, 20_000].map((forMs) => line({ from: 0, to: 2, length: { forMs } }));
  expect(sampleSignal(onGrid!, { count: 5, ending: "end" })).toEqual([0, 1, 2, "stale", undefined]);
  expect(sampleSignal(between!, { count: 4, ending: "end" })).toEqual([0, 1.5, "stale", undefined]);
});

test("then last holds a native histogram", () => {
  const samples = sampleSignal(notation("{{count:1}} {{count:2}}"), { count: 4, ending: "last" }) as HistogramSample[];
  expect(samples.map(({ count }) => count)).toEqual([1, 2, 2, 2]);
});
