import { expect, test } from "vitest";
import { signalLength } from "../lengths.ts";
import { sampleSignal } from "../testing/samples.ts";
import { constant } from "./constant.ts";
import { limit } from "./limit.ts";
import { line } from "./line.ts";
import { values } from "./values.ts";

test("limit makes an endless signal finite", () => {
  expect(sampleSignal(limit({ of: constant(2), length: { samples: 2 } }), { count: 4, ending: "missing" })).toEqual([
    2,
    2,
    undefined,
    undefined,
  ]);
  expect(signalLength(limit({ of: constant(2), length: { forMs: 31_000 } }), 15_000)).toBe(3);
});

test("limit leaves a shorter signal as long as it is, closing instant included, and cuts a longer one", () => {
  const ramp = line({ from: 0, to: 2, length: { forMs: 30_000 } });
  expect(sampleSignal(limit({ of: ramp, length: { forMs: 60_000 } }), { count: 4, ending: "missing" })).toEqual([
    0,
    1,
    2,
    undefined,
  ]);
  expect(sampleSignal(limit({ of: ramp, length: { forMs: 15_000 } }), { count: 4, ending: "missing" })).toEqual([
    0,
    undefined,
    undefined,
    undefined,
  ]);
  expect(sampleSignal(limit({ of: values([1, 2, 3]), length: { samples: 2 } }), { count: 4 })).toEqual([1, 2, 2, 2]);
});

test("limit refuses a length of 0", () => {
  expect(() => limit({ of: constant(1), length: { samples: 0 } })).toThrow(
    "limit: length.samples must be a whole number of at least 1, got 0",
  );
});
