// biome-ignore-all lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSharingSources } from "../sampling/sharing-sources.ts";
import { createSource } from "../sampling/source.ts";
import type { Labels, SeriesDefinition } from "../series.ts";
import type { Signal } from "../signal.ts";
import { add, mul, sub } from "../signals/arithmetic.ts";
import { constant } from "../signals/constant.ts";
import { named } from "../signals/named.ts";
import { noise } from "../signals/noise.ts";
import { values } from "../signals/values.ts";
import { walk } from "../signals/walk.ts";
import { wave } from "../signals/wave.ts";
import { anySignal } from "../testing/arbitrary.ts";
import { type Sample, samplesOf } from "../testing/samples.ts";
import { Courses } from "./courses.ts";

const grid = { fromMs: 1_794_000_007_000, stepMs: 15_000, count: 900 };
const labelsOf = (instance: string, more: Labels = []): Labels => [["instance", instance], ...more];
const gauge = (name: string, labels: Labels, value: Signal): SeriesDefinition => ({
  name,
  labels,
  kind: "gauge",
  value,
});
const load = named({
  name: "load",
  per: ["instance"],
  value: add([wave({ min: 0.2, max: 0.8, periodMs: 86_400_000 }), noise({ stddev: 0.02 })]),
});

test("Courses has one course for each set of values of the labels, whichever series asks", () => {
  const courses = new Courses(grid);
  const of = (labels: Labels, seed = 1) => courses.courseOf(load, { seed, labels });
  const course = of(labelsOf("a"));
  expect(of(labelsOf("a", [["job", "api"]]))).toBe(course);
  expect(of(labelsOf("b"))).not.toBe(course);
  expect(of(labelsOf("a"), 2)).not.toBe(course);
});

test("Courses takes two named signals that say the same for one, as in two specs of a run", () => {
  const twice = [1, 2].map(() => named({ name: "load", value: noise({ stddev: 1 }) }));
  const courses = new Courses(grid);
  const [first, second] = twice.map((one) => courses.courseOf(one, { seed: 1, labels: [] }));
  expect(second).toBe(first);
});

test("a course is keyed by seed, name and labels: not by the series, its order, or where in the tree it stands", () => {
  const definitions = [
    gauge("first", labelsOf("a"), load),
    gauge("second", labelsOf("a", [["job", "x"]]), mul([constant(1), add([constant(0), load])])),
    gauge("third", labelsOf("b"), load),
  ];
  const whole = createSharingSources(definitions, { seed: 42, grid }).map((source) => samplesOf(source, 0, 500)[0]!);
  expect(whole[1]).toEqual(whole[0]);
  expect(whole[2]).not.toEqual(whole[0]);
  const backwards = createSharingSources(definitions.toReversed(), { seed: 42, grid }).toReversed();
  expect(backwards.map((source) => samplesOf(source, 0, 500)[0])).toEqual(whole);
  const alone = definitions.map((definition) => createSource(definition, { seed: 42, grid }));
  expect(alone.map((source) => samplesOf(source, 300, 200)[0])).toEqual(whole.map((samples) => samples.slice(300)));
  expect(samplesOf(createSource(definitions[0]!, { seed: 43, grid }), 0, 500)[0]).not.toEqual(whole[0]);
});

test("courses of other names or other labels are not the same course", () => {
  const of = (name: string, per: readonly string[]) =>
    samplesOf(
      createSource(gauge("x", labelsOf("a"), named({ name, per, value: noise({ stddev: 1 }) })), { seed: 1, grid }),
      0,
      9,
    );
  expect(new Set([of("a", []), of("b", []), of("a", ["instance"])].map((samples) => samples.join())).size).toBe(3);
});

test("total − used = free to the last bit, and so is a sum of the parts of one cause", () => {
  const used = named({ name: "used", value: walk({ start: 9e9, step: 2e7, min: 6e9, max: 12e9 }) });
  const definitions = [
    gauge("used", [], used),
    gauge("free", [], sub([constant(16_777_216_000), used])),
    gauge("half", [], mul([used, constant(0.5)])),
  ];
  const [one, free, half] = createSharingSources(definitions, { seed: 7, grid }).map(
    (source) => samplesOf(source, 0, 900)[0] as number[],
  );
  for (const [place, value] of one!.entries()) {
    expect(free![place]).toBe(16_777_216_000 - value);
    expect(half![place]! + half![place]!).toBe(value);
  }
});

test("any slice of series that share causes is that of the whole, in any order, with a lead-in and few pages too", () => {
  const slice = fc.tuple(fc.nat({ max: 800 }), fc.integer({ min: 1, max: 300 }));
  fc.assert(
    fc.property(
      anySignal,
      fc.array(slice, { minLength: 1, maxLength: 6 }),
      fc.nat({ max: 300 }),
      (inner, list, leadIn) => {
        const own = { ...grid, leadIn };
        const cause = named({ name: "cause", per: ["instance"], value: inner });
        const top = named({ name: "top", per: ["instance"], value: add([cause, load]) });
        const definitions = ["a", "b"].flatMap((instance) => [
          gauge("x", labelsOf(instance), top),
          gauge("y", labelsOf(instance), sub([top, cause])),
        ]);
        const whole = definitions.map((one) => samplesOf(createSource(one, { seed: 3, grid: own }), 0, 1100)[0]!);
        const courses = new Courses(own, { mostPages: 64 });
        const sources = definitions.map((one) => createSource(one, { seed: 3, grid: own, courses }));
        for (const [first, count] of list)
          for (const [place, source] of sources.entries())
            expectSame(samplesOf(source, first, count)[0]!, whole[place]!.slice(first, first + count));
      },
    ),
    { numRuns: 60 },
  );
});

test("courses whose pages were given away are computed again, the same", () => {
  const definitions = Array.from({ length: 100 }, (_, index) => gauge("x", labelsOf(`host-${index}`), load));
  const courses = new Courses(grid, { mostPages: 64 });
  const sources = definitions.map((one) => createSource(one, { seed: 1, grid, courses }));
  const rounds = [0, 1].map(() => sources.map((source) => samplesOf(source, 0, 600)[0]));
  expect(rounds[1]).toEqual(rounds[0]);
  expect(rounds[0]![77]).toEqual(samplesOf(createSource(definitions[77]!, { seed: 1, grid }), 0, 600)[0]);
});

test("a window with a lead-in shows the same course from the anchor on", () => {
  const [without, within] = [0, 70].map((leadIn) => {
    const own = { fromMs: grid.fromMs - leadIn * grid.stepMs, stepMs: grid.stepMs, count: 900, leadIn };
    return samplesOf(createSource(gauge("x", labelsOf("a"), load), { seed: 1, grid: own }), leadIn, 400)[0];
  });
  expect(within).toEqual(without);
});

test("a finite cause holds its last value, and what is missing or a stale marker in it is missing in its users", () => {
  const of = (value: Signal, count: number) =>
    samplesOf(createSource(gauge("x", [], named({ name: "cause", value })), { seed: 1, grid }), 0, count)[0];
  expect(of(values([1, null, 3]), 5)).toEqual([1, undefined, 3, 3, 3]);
  expect(of({ type: "notation", text: "1 2 stale 4" }, 6)).toEqual([1, 2, undefined, 4, 4, 4]);
});

test("the end strategy of a series counts for what it cuts out of a cause", () => {
  const cause = named({ name: "cause", value: values([1, 2, 3, 4, 5]) });
  const value: Signal = { type: "limit", of: cause, length: { samples: 3 } };
  const ends = (["last", "loop", "missing", "end"] as const).map(
    (then) =>
      samplesOf(createSource({ ...gauge("x", [], value), then } as SeriesDefinition, { seed: 1, grid }), 0, 5)[0],
  );
  expect(ends).toEqual([
    [1, 2, 3, 3, 3],
    // A cause counts from the anchor, so a round of a loop does not begin it again.
    [1, 2, 3, 4, 5],
    [1, 2, 3, undefined, undefined],
    [1, 2, 3, "stale", undefined],
  ]);
});

test("counters, histograms and summaries of one cause count the same events", () => {
  const rate = mul([load, constant(120)]);
  const labels = labelsOf("a");
  const observe = { type: "lognormal", p50: 0.08, p99: add([constant(0.3), load]) } as const;
  const [counter, histogram, summary] = createSharingSources(
    [
      { name: "x_total", labels, kind: "counter", rate },
      { name: "h", labels, kind: "histogram", rate, observe, buckets: [0.1], native: false },
      { name: "s", labels, kind: "summary", rate, observe, quantiles: [0.5] },
    ],
    { seed: 1, grid },
  ).map((source) => {
    const count = source.series.findIndex(({ name }) => name.endsWith("_count") || name.endsWith("_total"));
    return samplesOf(source, 0, 700)[count]!;
  });
  expect(histogram).toEqual(counter);
  expect(summary).toEqual(counter);
});

test("Courses refuses a series without a label that the signal is per, and createSource courses of another grid", () => {
  expect(() => createSource(gauge("x", [], load), { seed: 1, grid })).toThrow(
    "named: series that use load must have the labels it is per (instance), got no instance",
  );
  const courses = new Courses({ ...grid, leadIn: 5 });
  expect(() => createSource(gauge("x", labelsOf("a"), load), { seed: 1, grid, courses })).toThrow(
    "createSource: courses must be those of the same grid, got another's",
  );
});

function expectSame(actual: readonly Sample[], expected: readonly Sample[]): void {
  const place = expected.findIndex((sample, at) => !Object.is(sample, actual[at]));
  if (place !== -1) expect({ place, sample: actual[place] }).toEqual({ place, sample: expected[place] });
  expect(actual.length).toBe(expected.length);
}
