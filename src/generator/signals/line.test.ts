import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { gap } from "./gap.ts";
import { type LineSignal, line } from "./line.ts";
import { loop } from "./loop.ts";
import { sequence } from "./sequence.ts";
import { values } from "./values.ts";

const minute = 60_000;
const sample = (signal: Parameters<typeof sampleSignal>[0], count: number, then?: "missing" | "last") =>
  sampleSignal(signal, { stepMs: minute, count, ...(then && { ending: then }) });
const overFour = (bounds: LineSignal["bounds"]) => line({ from: 0, to: 8, length: { forMs: 4 * minute }, bounds });

test("line by time reaches `to` at the joint instant when nothing follows, and holds it", () => {
  expect(sample(line({ from: 0, to: 8, length: { forMs: 4 * minute } }), 7)).toEqual([0, 2, 4, 6, 8, 8, 8]);
});

test.for([
  ["[]", [0, 2, 4, 6, 8, undefined]],
  ["[)", [0, 2, 4, 6, undefined, undefined]],
  ["(]", [undefined, 2, 4, 6, 8, undefined]],
  ["()", [undefined, 2, 4, 6, undefined, undefined]],
] as const)("line with bounds %s leaves out the instants that they leave", ([bounds, expected]) => {
  expect(sample(overFour(bounds), 6, "missing")).toEqual(expected);
});

test.for([
  ["[]", [1, 2, 3]],
  ["(]", [undefined, 2, 3]],
  ["[)", [1, 2, undefined]],
  ["()", [undefined, 2, undefined]],
] as const)("line by samples includes both ends, and bounds %s leave them", ([bounds, expected]) => {
  expect(sample(line({ from: 1, to: 3, length: { samples: 3 }, bounds }), 4, "missing")).toEqual([
    ...expected,
    undefined,
  ]);
});

test("line by one sample is `from`", () => {
  expect(sample(line({ from: 5, to: 9, length: { samples: 1 } }), 2, "missing")).toEqual([5, undefined]);
});

test("line gives the joint instant to the part that follows, unless that one leaves it", () => {
  const [closed, open] = [overFour("[]"), overFour("[)")];
  expect(sample(sequence([closed, values([100])]), 6, "missing")).toEqual([0, 2, 4, 6, 100, undefined]);
  expect(sample(sequence([closed, gap({ samples: 1 })]), 6, "missing")).toEqual([0, 2, 4, 6, undefined, undefined]);
  const second = (bounds: LineSignal["bounds"]) => line({ from: 20, to: 30, length: { forMs: 2 * minute }, bounds });
  expect(sample(sequence([closed, second("[]")]), 7)).toEqual([0, 2, 4, 6, 20, 25, 30]);
  expect(sample(sequence([closed, second("(]")]), 7)).toEqual([0, 2, 4, 6, 8, 25, 30]);
  expect(sample(sequence([open, second("(]")]), 7)).toEqual([0, 2, 4, 6, undefined, 25, 30]);
});

test("line in a loop hands the joint instant from round to round", () => {
  const round = (bounds: LineSignal["bounds"]) =>
    loop({ of: line({ from: 0, to: 4, length: { forMs: 2 * minute }, bounds }), times: 2 });
  expect(sample(round("[]"), 6, "missing")).toEqual([0, 2, 0, 2, 4, undefined]);
  expect(sample(round("(]"), 6, "missing")).toEqual([undefined, 2, 4, 2, 4, undefined]);
  expect(sample(round("()"), 6, "missing")).toEqual([undefined, 2, undefined, 2, undefined, undefined]);
});

test("line that begins or ends between two scrapes goes by the time", () => {
  const late = sequence([gap({ forMs: 30_000 }), line({ from: 0, to: 150, length: { forMs: 150_000 } })]);
  expect(sample(late, 5, "missing")).toEqual([undefined, 30, 90, 150, undefined]);
  expect(sample(line({ from: 0, to: 100, length: { forMs: 100_000 } }), 3)).toEqual([0, 60, 60]);
});

test("line refuses ends that are not finite, lengths of 0, and unknown bounds", () => {
  const length = { forMs: 1000 };
  expect(() => line({ from: Number.NaN, to: 1, length })).toThrow("line: from must be a finite number, got NaN");
  expect(() => line({ from: 0, to: 1, length: { samples: 0 } })).toThrow(
    "line: length.samples must be a whole number of at least 1, got 0",
  );
  expect(() => line({ from: 0, to: 1, length: {} as never })).toThrow(
    "line: length must be one of forMs, samples and untilTimeOfDayMs, got {}",
  );
  expect(() => line({ from: 0, to: 1, length, bounds: "][" as never })).toThrow(
    "line: bounds must be one of [], [), (] and (), got ][",
  );
});
