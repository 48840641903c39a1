import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { gap } from "./gap.ts";
import { sequence } from "./sequence.ts";
import { values } from "./values.ts";

test("values are one per scrape, null is missing, the last one that was written is held", () => {
  expect(sampleSignal(values([3, null, -1, null]), { count: 6 })).toEqual([3, undefined, -1, undefined, -1, -1]);
  expect(sampleSignal(values([null]), { count: 3 })).toEqual([undefined, undefined, undefined]);
});

test("values that begin between two scrapes begin at the next one", () => {
  const signal = sequence([gap({ forMs: 20_000 }), values([1, 2]), values([3])]);
  expect(sampleSignal(signal, { count: 6, ending: "missing" })).toEqual([undefined, undefined, 1, 2, 3, undefined]);
});

test("values refuses an empty list and what is no number", () => {
  expect(() => values([])).toThrow("values: list must be at least one value, got an empty list");
  expect(() => values([1, "2" as never])).toThrow("values: list[1] must be a number or null, got 2");
});
