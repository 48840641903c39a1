import { expect, test } from "vitest";
import { gap } from "../signals/gap.ts";
import { sequence } from "../signals/sequence.ts";
import { sampleSignal } from "../testing/samples.ts";
import { replay } from "./replay.ts";

const _ = undefined;
const record = { timesMs: [0, 30_000, 40_000, 70_000], values: [1, 5, null, 3], lengthMs: 100_000 };

test("replay holds the last value, or draws a line to the next one; null is missing until the next value", () => {
  const held = replay({ ...record, interpolate: "last" });
  expect(sampleSignal(held, { count: 12, stepMs: 10_000, ending: "missing" })).toEqual([
    ...[1, 1, 1, 5, _, _, _, 3, 3, 3, _, _],
  ]);
  const drawn = replay({ timesMs: [0, 40_000], values: [10, 30], lengthMs: 60_000, interpolate: "linear" });
  expect(sampleSignal(drawn, { count: 6, stepMs: 10_000 })).toEqual([10, 15, 20, 25, 30, 30]);
});

test("replay that begins between two scrapes keeps its own times", () => {
  const part = replay({ timesMs: [0, 10_000], values: [1, 2], lengthMs: 20_000, interpolate: "last" });
  const signal = sequence([gap({ forMs: 5000 }), part]);
  // It runs from 5 s to 25 s: at 10 s it is 5 s old, at 20 s 15 s.
  expect(sampleSignal(signal, { count: 4, stepMs: 10_000, ending: "missing" })).toEqual([_, 1, 2, _]);
});

test("replay has nothing before its first time", () => {
  const late = replay({ timesMs: [20_000], values: [4], lengthMs: 40_000, interpolate: "last" });
  expect(sampleSignal(late, { count: 5, stepMs: 10_000, ending: "missing" })).toEqual([_, _, 4, 4, _]);
});

test.for([
  [{ values: [], timesMs: [] }, "replay: values must be at least one value"],
  [{ timesMs: [0] }, "replay: timesMs must be as many as values (4)"],
  [{ timesMs: [0, 5, 5, 9] }, "replay: timesMs[2] must be greater than 5, got 5"],
  [{ timesMs: [0, 0.5, 5, 9] }, "replay: timesMs[1] must be a whole number of milliseconds"],
  [{ lengthMs: 70_000 }, "replay: lengthMs must be greater than 70000"],
  [{ values: [1, "2", 3, 4] }, "replay: values[1] must be a number or null, got 2"],
  [{ interpolate: "spline" }, "replay: interpolate must be last or linear, got spline"],
] as const)("replay refuses %j: %s", ([wrong, message]) => {
  expect(() => replay({ ...record, interpolate: "last", ...wrong } as never)).toThrow(message);
});
