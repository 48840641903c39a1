// biome-ignore-all lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
import { expect, test } from "vitest";
import { checkDefinition } from "./check-definition.ts";
import { checkSignal } from "./check-signal.ts";
import { createSource } from "./sampling/source.ts";
import type { SeriesDefinition } from "./series.ts";
import type { Signal } from "./signal.ts";

const common = { name: "x", labels: [] } as const;
const one = { type: "constant", value: 1 } as const;
const list = { type: "values", values: [1] } as const;
const exponential = { type: "exponential", mean: 1 } as const;
const histogram = {
  ...common,
  kind: "histogram",
  rate: one,
  observe: exponential,
  buckets: [1],
  native: false,
} as const;

test.for<[SeriesDefinition, string]>([
  [
    { ...common, kind: "gauge", value: one, then: "last" },
    'gauge: then must be absent after an endless signal, got "last"',
  ],
  [
    { ...common, kind: "gauge", value: list, then: "never" as never },
    "gauge: then must be last, loop, missing, end or {value}, got never",
  ],
  [
    { ...common, kind: "counter", rate: { type: "constant", value: -1 } },
    "counter: rate must be 0 or more at all times, got -1",
  ],
  [
    { ...common, kind: "counter", rate: { type: "notation", text: "5-1x9" } },
    "counter: rate must be 0 or more at all times, got -4",
  ],
  [
    { ...common, kind: "counter", rate: list, then: { value: -2 } },
    "counter: then.value must be 0 or more, for it is a rate, got -2",
  ],
  [
    { ...common, kind: "counter", rate: one, initial: -1 },
    "counter: initial must be a finite number of 0 or more, got -1",
  ],
  [
    { ...common, kind: "counter", rate: one, resets: { everyMs: 0 } },
    "counter: resets.everyMs must be a whole number of at least 1, got 0",
  ],
  [
    { ...common, kind: "counter", value: { type: "notation", text: "{{count:1}}" } },
    "counter: value must be numbers, got native histograms",
  ],
  [{ ...histogram, buckets: [] }, "histogram: buckets must be at least one bound, got an empty list"],
  [{ ...histogram, buckets: [1, 1] }, "histogram: buckets[1] must be greater than 1, got 1"],
  [
    { ...histogram, buckets: [Number.POSITIVE_INFINITY] },
    "histogram: buckets[0] must be a finite number (+Inf is added), got Infinity",
  ],
  [{ ...histogram, schema: 9 }, "histogram: schema must be a whole number from -4 to 8, got 9"],
  [
    { ...histogram, observe: { type: "lognormal", p50: 2, p99: 1 } },
    "histogram: observe.p99 must be at least observe.p50 (2), got 1",
  ],
  [
    { ...histogram, observe: { type: "lognormal", p50: 0, p99: 1 } },
    "histogram: observe.p50 must be greater than 0, got 0",
  ],
  [
    { ...histogram, observe: { type: "values", weights: [{ value: 1, weight: 0 }] } },
    "histogram: observe.values must be at least one with a weight above 0",
  ],
  [
    { ...common, kind: "summary", rate: one, observe: exponential, quantiles: [50] },
    "summary: quantiles must be from 0 to 1, got 50",
  ],
])("checkDefinition refuses %#", ([definition, message]) => {
  expect(() => checkDefinition(definition)).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  expect(() => createSource(definition, { seed: 1, grid: { fromMs: 0, stepMs: 1, count: 1 } })).toThrow(RangeError);
});

test("checkSignal looks at every part and refuses what is too deep", () => {
  const inside: Signal = {
    type: "add",
    operands: [
      one,
      { type: "wave", min: 0, max: { type: "noise", stddev: -1, mean: 0 }, periodMs: 1, peak: { afterAnchorMs: 0 } },
    ],
  };
  expect(() => checkSignal(inside)).toThrow("noise: stddev must be a finite number of 0 or more, got -1");
  let deep: Signal = one;
  for (let level = 0; level < 100_000; level++) deep = { type: "clamp", of: deep, min: 0 };
  expect(() => checkSignal(deep)).toThrow("checkSignal: signal must be at most 64 deep, got more");
  expect(() => checkSignal({ type: "toString" } as never)).toThrow(
    "checkSignal: signal.type must be the name of a signal, got toString",
  );
});

test("createSource refuses a seed that is no whole number and a grid that is none", () => {
  const definition: SeriesDefinition = { ...common, kind: "info" };
  expect(() => createSource(definition, { seed: 0.5, grid: { fromMs: 0, stepMs: 1, count: 1 } })).toThrow(
    "createSource: seed must be a whole number, got 0.5",
  );
  expect(() => createSource(definition, { seed: 1, grid: { fromMs: 0, stepMs: 0, count: 1 } })).toThrow(
    "createSource: grid.stepMs must be a whole number of at least 1, got 0",
  );
});
