import fc from "fast-check";
import { expect, test } from "vitest";
import type { SeriesDefinition } from "../series.ts";
import type { Signal } from "../signal.ts";
import { anyDefinition, anySignal } from "../testing/arbitrary.ts";
import { samplesOf } from "../testing/samples.ts";
import { createSource } from "./source.ts";

const stepMs = 15_000;
const anchor = 1_794_000_000_000;
/** A grid whose first sample lies `leadIn` scrapes before the anchor. */
const gridWith = (leadIn: number) => ({ fromMs: anchor - leadIn * stepMs, stepMs, count: leadIn + 400, leadIn });
const make = (definition: SeriesDefinition, leadIn: number) =>
  createSource(definition, { seed: 42, grid: gridWith(leadIn) });
const gauge = (value: Signal): SeriesDefinition => ({ name: "x", labels: [], kind: "gauge", value });
const line = (from: number, to: number, samples: number, bounds = "[)") =>
  ({ type: "line", from, to, length: { samples }, bounds }) as Signal;

test("createSource gives a gauge the same samples from the anchor on, lead-in or not", () => {
  fc.assert(
    fc.property(anySignal, fc.integer({ min: 1, max: 600 }), (value, leadIn) => {
      const [plain] = samplesOf(make(gauge(value), 0), 0, 300);
      const [led] = samplesOf(make(gauge(value), leadIn), leadIn, 300);
      expect(led).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});

test("createSource gives any slice what the whole has there, in a lead-in too", () => {
  const slices = fc.array(fc.tuple(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 200 })), { minLength: 1 });
  fc.assert(
    fc.property(anyDefinition, fc.integer({ min: 1, max: 400 }), slices, (definition, leadIn, list) => {
      const whole = samplesOf(make(definition, leadIn), 0, 700);
      const source = make(definition, leadIn);
      for (const [first, count] of list)
        expect(samplesOf(source, first, count)).toEqual(whole.map((samples) => samples.slice(first, first + count)));
    }),
    { numRuns: 100 },
  );
});

test.for<[string, Signal, (number | undefined)[]]>([
  ["a list holds its first value", { type: "values", values: [3, 4, 5] }, [3, 3, 3, 4]],
  ["a list that begins with nothing", { type: "values", values: [null, 4] }, [undefined, undefined, undefined, 4]],
  ["a line holds its first value", line(1, 3, 3), [1, 1, 1, 2]],
  ["a line that leaves its first instant open", line(1, 3, 3, "(]"), [1, 1, undefined, 2]],
  ["promtool's notation holds its first value", { type: "notation", text: "7+1x3" }, [7, 7, 7, 8]],
  ["promtool's missing sample", { type: "notation", text: "_ 7" }, [undefined, undefined, undefined, 7]],
  ["a gap", { type: "gap", length: { samples: 2 } }, [undefined, undefined, undefined, undefined]],
  ["the first part of a list", { type: "sequence", parts: [line(2, 3, 1, "[]"), line(5, 6, 2)] }, [2, 2, 2, 5]],
  ["a loop without an end goes back", { type: "loop", of: { type: "values", values: [1, 2, 3] } }, [2, 3, 1, 2]],
  [
    "a loop with an end holds its first value",
    { type: "loop", of: { type: "values", values: [1, 2] }, times: 2 },
    [1, 1, 1, 2],
  ],
  ["a sum", { type: "add", operands: [line(1, 3, 3), { type: "constant", value: 10 }] }, [11, 11, 11, 12]],
  ["what is kept within bounds", { type: "clamp", of: line(1, 3, 3), min: 1.5 }, [1.5, 1.5, 1.5, 2]],
  [
    "a parameter",
    { type: "square", low: 0, high: line(4, 8, 4), periodMs: 60_000, duty: 1, at: { afterAnchorMs: 0 } },
    [4, 4, 4, 5.333333333333333],
  ],
  ["a spike that is yet to come", { type: "spike", height: 5, base: 1, when: { everyMs: 15_000 } }, [1, 1, 1, 6]],
])("createSource before the anchor: %s", ([, value, expected]) => {
  expect(samplesOf(make(gauge(value), 2), 0, 4)[0]).toEqual(expected);
});

test("createSource begins a counter with the lead-in, and counts its resets from the anchor", () => {
  const counter = { name: "x", labels: [], kind: "counter", rate: { type: "constant", value: 1 } } as const;
  expect(samplesOf(make({ ...counter, initial: 100 }, 2), 0, 4)[0]).toEqual([100, 115, 130, 145]);
  const every = { ...counter, resets: { everyMs: 30_000 } };
  expect(samplesOf(make(every, 3), 0, 8)[0]).toEqual([0, 15, 30, 45, 60, 0, 15, 0]);
  const at = { ...counter, resets: { at: [{ afterAnchorMs: 0 }, { afterAnchorMs: 15_000 }] } };
  expect(samplesOf(make(at, 3), 0, 6)[0]).toEqual([0, 15, 30, 45, 0, 15]);
  const raw = { name: "x", labels: [], kind: "counter", value: { type: "values", values: [5, 6, 9] } } as const;
  expect(samplesOf(make({ ...raw, resets: { at: [{ afterAnchorMs: 15_000 }] } }, 2), 0, 5)[0]).toEqual([5, 5, 5, 0, 3]);
});

test("createSource observes in a lead-in as the distribution is there", () => {
  const summary: SeriesDefinition = {
    name: "x",
    labels: [],
    kind: "summary",
    rate: { type: "constant", value: 1 },
    observe: { type: "uniform", min: 0, max: { type: "values", values: [2, 4, 8] } },
    quantiles: [0.5],
  };
  expect(samplesOf(make(summary, 2), 0, 5)[0]).toEqual([1, 1, 1, 2, 4]);
});

test("createSource refuses a lead-in that is no number of scrapes", () => {
  for (const leadIn of [-1, 0.5, Number.NaN])
    expect(() =>
      createSource(gauge({ type: "constant", value: 1 }), { seed: 1, grid: { ...gridWith(0), leadIn } }),
    ).toThrow(`createSource: grid.leadIn must be a whole number of at least 0, got ${leadIn}`);
});
