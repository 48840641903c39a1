import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { constant } from "./constant.ts";
import { gap } from "./gap.ts";
import { sequence } from "./sequence.ts";

test("gap is missing scrapes, by time or by number", () => {
  const missing = undefined;
  expect(sampleSignal(sequence([gap({ forMs: 30_000 }), constant(1)]), { count: 4 })).toEqual([missing, missing, 1, 1]);
  expect(sampleSignal(sequence([gap({ samples: 1 }), constant(1)]), { count: 3 })).toEqual([missing, 1, 1]);
  expect(sampleSignal(gap({ samples: 1 }), { count: 2 })).toEqual([missing, missing]);
});

test("gap refuses a length of 0", () => {
  expect(() => gap({ forMs: 0 })).toThrow("gap: length.forMs must be a whole number of at least 1, got 0");
});
