import { expect, test } from "vitest";
import { planSpec } from "../../data-spec/plan/plan.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { createSource } from "../../generator/sampling/source.ts";
import { samplesOf } from "../../generator/testing/samples.ts";
import { DayCourses } from "./day-courses.ts";
import { loadOf } from "./fleet.ts";
import { bursts, filling, leaning, plateaus, type Shape, sawtooth, steady, wandering, withLoad } from "./shapes.ts";

const shapes: Readonly<Record<string, Shape>> = {
  ...{ withLoad, leaning, wandering, steady, sawtooth, plateaus, bursts, filling },
};
const labels = new Map([["instance", "a"]]);
const { signal: load, causes } = loadOf([{ labels }]);

function valuesOf(shape: Shape, name = "x", index = 0): Float64Array {
  const day = new DayCourses({ fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000 });
  day.learn(causes);
  return day.valuesOf(shape({ name, index, load }), labels);
}

/** As the generator makes them, one for each minute of a day. */
function samples(shape: Shape, name: string): readonly unknown[] {
  const signals = Object.fromEntries(causes.map((cause) => [cause.name, { per: cause.per, value: cause.value }]));
  const series = [{ labels: { instance: "a" }, value: shape({ name, index: 0, load }) }];
  const spec = {
    version: 1,
    history: "24h",
    step: "1m",
    signals,
    metrics: [{ name: "x", type: "gauge", series }],
  };
  const { definitions, grid, seed } = planSpec(parseSpec(JSON.stringify(spec), { file: "x.yaml" }), { nowMs: 1.79e12 });
  return samplesOf(createSource(definitions[0]!, { seed, grid }), 0, grid.count)[0]!;
}

test.for(Object.keys(shapes))("%s keeps between 0.3 and 2, around 1, and moves", (name) => {
  for (const metric of ["x", "y_bytes", "queue_length"]) {
    const values = [...valuesOf(shapes[name]!, metric)];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...values)).toBeGreaterThan(0.3);
    expect(Math.max(...values)).toBeLessThan(2);
    expect(Math.abs(mean - 1)).toBeLessThan(0.25);
    expect(new Set(samples(shapes[name]!, metric)).size).toBeGreaterThan(12);
  }
});

test("a course with the load is highest by day", () => {
  const values = valuesOf(withLoad);
  expect(values[14]! / values[2]!).toBeGreaterThan(1.6);
});

test("rows of a sawtooth do not fall at the same time", () => {
  const [first, second] = [0, 1].map((index) => JSON.stringify(sawtooth({ name: "x", index, load })));
  expect(first).not.toBe(second);
});

test("what fills grows over a day", () => {
  const values = valuesOf(filling);
  // A third in a month is about 1 % in a day.
  expect(values.at(-1)! / values[0]!).toBeGreaterThan(0.99);
});
