import { expect, test } from "vitest";
import type { InferredSignal } from "../levels/signal.ts";
import type { InferredSeries } from "../series/model.ts";
import { isRandom, isRounded, partSignal, unrounded } from "./part-signal.ts";

const row = (signal: InferredSignal): InferredSeries => ({ index: 0, labels: new Map(), signal });
const load: InferredSignal = { form: "course", signal: { signal: "load" }, factor: 80 };

test("partSignal is a share of the whole's course", () => {
  expect(partSignal(row(load), row(load), 0.25, 4)).toEqual({
    form: "course",
    signal: { mul: [0.25, { signal: "load" }] },
    factor: 20,
  });
  const constant = row({ form: "constant", value: 80 });
  expect(partSignal(row(load), constant, 0.25, 1)).toEqual({ form: "constant", value: 20 });
  expect(partSignal(row(load), constant, { signal: "share" }, 1)).toEqual({
    form: "course",
    signal: { signal: "share" },
    factor: 80,
  });
});

test("partSignal counts in whole numbers where part and whole do", () => {
  const [counted, whole] = [row({ form: "constant", value: 3 }), row({ form: "constant", value: 10 })];
  expect(partSignal(counted, whole, 0.25, 1)).toEqual({ form: "constant", value: 3 });
  const rounded = row({ form: "course", signal: { round: { of: { signal: "load" } } }, factor: 10 });
  expect(partSignal(counted, rounded, 0.5, 1)).toMatchObject({
    signal: { round: { of: { mul: [0.5, { signal: "load" }] } } },
  });
});

test("a course may be random by itself, and rounded", () => {
  const [walk, cause] = [{ walk: { start: 1, step: 0.1 } }, { signal: "load" }];
  expect([walk, cause].map(isRandom)).toEqual([true, false]);
  expect([{ round: { of: cause } }, cause].map(isRounded)).toEqual([true, false]);
  expect([{ round: { of: cause } }, cause].map(unrounded)).toEqual([cause, cause]);
});
