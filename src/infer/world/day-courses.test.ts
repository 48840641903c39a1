import { expect, test } from "vitest";
import { createSource } from "../../generator/sampling/source.ts";
import { named } from "../../generator/signals/named.ts";
import { walk } from "../../generator/signals/walk.ts";
import { samplesOf } from "../../generator/testing/samples.ts";
import { DayCourses, dayInstants } from "./day-courses.ts";

const fromMs = Date.UTC(2026, 10, 1);
const pod = (name: string) => new Map([["pod", name]]);

test("DayCourses has the values of the full hours, from the beginning of the day", () => {
  const day = new DayCourses({ fromMs, stepMs: 15_000 });
  const values = day.valuesOf({ wave: { min: 0, max: 2, period: "24h", peak: "12:00" } }, new Map());
  expect([values.length, values[0], values[6], values[12]]).toEqual([dayInstants, 0, expect.closeTo(1), 2]);
  expect(day.valuesOf(7, new Map())).toEqual(new Float64Array(dayInstants).fill(7));
});

test("DayCourses has no value where a signal has none", () => {
  const day = new DayCourses({ fromMs, stepMs: 15_000 });
  const values = day.valuesOf({ div: [1, { square: { low: 0, high: 1, period: "2h" } }] }, new Map());
  expect([...values.slice(0, 3)]).toEqual([1, Number.NaN, 1]);
});

test("DayCourses gives series one course of a cause for each set of its labels, as the generator does", () => {
  const day = new DayCourses({ fromMs, stepMs: 3_600_000 });
  day.learn([
    { name: "load", per: ["pod"], value: { walk: { start: 5, step: 1, min: 0 } } },
    { name: "double", per: [], value: 2 },
  ]);
  const signal = { mul: [{ signal: "load" }, { signal: "double" }] };
  const [a, again, b] = ["a", "a", "b"].map((name) => day.valuesOf(signal, pod(name)));
  expect(a).toBe(again);
  expect(a).not.toEqual(b);
  const load = named({ name: "load", per: ["pod"], value: walk({ start: 5, step: 1, min: 0 }) });
  const definition = { kind: "gauge", name: "x", labels: [["pod", "a"]], value: load } as const;
  const grid = { fromMs, stepMs: 3_600_000, count: dayInstants };
  const [made] = samplesOf(createSource(definition, { seed: 1, grid }), 0, dayInstants);
  expect([...a!]).toEqual(made!.map((value) => Number(value) * 2));
});

test("DayCourses forgets what it computed when a cause changes", () => {
  const day = new DayCourses({ fromMs, stepMs: 15_000 });
  day.learn([{ name: "load", per: [], value: 1 }]);
  expect(day.valuesOf({ signal: "load" }, new Map())[0]).toBe(1);
  day.learn([{ name: "load", per: ["pod"], value: 3 }]);
  expect(day.valuesOf({ signal: "load" }, pod("a"))[0]).toBe(3);
});

test("DayCourses knows where observations lie that follow a cause", () => {
  const day = new DayCourses({ fromMs, stepMs: 15_000 });
  day.learn([{ name: "delay", per: [], value: { wave: { min: 1, max: 3, period: "24h", peak: "12:00" } } }]);
  const shapes = day.shapesOf({ exponential: { mean: { signal: "delay" } } }, new Map());
  expect([shapes[0]?.mean, shapes[12]?.mean]).toEqual([1, 3]);
  expect(day.shapesOf({ uniform: { min: 2, max: 4 } }, new Map())[5]?.mean).toBe(3);
});
