import { expect, test } from "vitest";
import { samplesAround, segmentsOf } from "./segments.ts";

const shows = { null: false, nan: false };
const row = { times: [0, 10, 20, 30, 40], states: ["a", "a", "b", null, "b"], shows };
const options = { merge: true, spanNulls: false, endMs: 50 };

test("segmentsOf makes one of equal states, and the last lasts until the end", () => {
  expect(segmentsOf(row, options)).toEqual([
    { state: "a", fromMs: 0, toMs: 20 },
    { state: "b", fromMs: 20, toMs: 30 },
    { state: "b", fromMs: 40, toMs: 50 },
  ]);
});

test("segmentsOf keeps equal states apart where they are not merged", () => {
  expect(segmentsOf(row, { ...options, merge: false }).map(({ fromMs }) => fromMs)).toEqual([0, 10, 20, 40]);
});

test.for<[spanNulls: boolean | number, until: number]>([
  [true, 50],
  [25, 50],
  [20, 30],
])("segmentsOf with gaps spanned %s: the state before the gap lasts until %d", ([spanNulls, until]) => {
  expect(segmentsOf(row, { ...options, spanNulls })[1]).toEqual({ state: "b", fromMs: 20, toMs: until });
});

test("segmentsOf shows gaps and numbers that are none where they have a text", () => {
  const odd = { times: [0, 10], states: [null, Number.NaN] };
  expect(segmentsOf({ ...odd, shows }, options)).toEqual([]);
  expect(segmentsOf({ ...odd, shows: { null: true, nan: true } }, options)).toHaveLength(2);
});

test("samplesAround puts each sample in the middle of its time", () => {
  expect(samplesAround({ times: [0, 10], states: [1, 1], shows }, 8)).toEqual([
    { state: 1, fromMs: -4, toMs: 4 },
    { state: 1, fromMs: 6, toMs: 14 },
  ]);
});
