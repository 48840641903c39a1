import { expect, test } from "vitest";
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

test.for(Object.keys(shapes))("%s keeps between 0.3 and 2, around 1, and moves", (name) => {
  for (const metric of ["x", "y_bytes", "queue_length"]) {
    const values = [...valuesOf(shapes[name]!, metric)];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...values)).toBeGreaterThan(0.3);
    expect(Math.max(...values)).toBeLessThan(2);
    expect(Math.abs(mean - 1)).toBeLessThan(0.25);
    expect(new Set(values).size).toBeGreaterThan(12);
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
