import { expect, test } from "vitest";
import type { Answered } from "../../check/answered.ts";
import { parts } from "../../dashboard/view/parts.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { pageAnnotations, showsAnnotations } from "./page-annotations.ts";

const viewsOf = (...list: object[]) => parts({ kind: "classic", model: { annotations: { list } } }).annotations;
const prometheus = { datasource: { type: "prometheus", uid: "p" }, enable: true, expr: "x", iconColor: "blue" };
const series = (values: readonly number[], labels: Record<string, string> = {}): QuerySeries => ({
  labels: new Map(Object.entries(labels)),
  timesMs: values.map((_, index) => index * 1000),
  values,
});
const answered = (...all: QuerySeries[]): Answered => ({
  series: all,
  result: {
    query: { place: "annotation", name: "n", expr: "x", prometheus: true },
    ...{ state: "ok", series: 1, samples: 1, shape: [] },
    evaluated: { startMs: 0, endMs: 9000, stepMs: 1000, instant: false },
  },
});
const marks = (settings: object, ...all: QuerySeries[]) =>
  pageAnnotations(viewsOf({ name: "n", ...prometheus, ...settings }), new Map([["n", [answered(...all)]]]), (t) => t);

test("samples above 0 are marks, and those that follow one another within a step are one region", () => {
  expect(marks({}, series([0, 1, 2, 0, 0, 1, -1, Number.NaN])).map(({ timeMs, endMs }) => [timeMs, endMs])).toEqual([
    [1000, 2000],
    [5000, undefined],
  ]);
});

test("title, text and tags come of the labels, and alerts have their state", () => {
  const settings = { titleFormat: "{{alertname}}", textFormat: "on {{pod}}", tagKeys: "pod" };
  expect(marks(settings, series([1], { alertname: "Down", pod: "a", alertstate: "firing" }))).toEqual([
    { name: "n", color: "blue", timeMs: 0, title: "Down", text: "on a", tags: ["a"], state: "firing" },
  ]);
});

test("a value can be the time, marks of all series are in order, and one that is off has none", () => {
  expect(marks({ useValueForTime: true }, series([7000.5]), series([3000])).map(({ timeMs }) => timeMs)).toEqual([
    3000, 7000,
  ]);
  expect(marks({ enable: false }, series([1]))).toEqual([]);
});

test("of two annotations with one name each has its own answer", () => {
  const views = viewsOf({ name: "n", ...prometheus }, { name: "n", ...prometheus, iconColor: "red" });
  const found = pageAnnotations(views, new Map([["n", [answered(series([1])), answered(series([0, 1]))]]]), (t) => t);
  expect(found.map(({ color, timeMs }) => [color, timeMs])).toEqual([
    ["blue", 0],
    ["red", 1000],
  ]);
});

test("a panel shows annotations unless all of them leave it out", () => {
  const only = (filter: object) => viewsOf({ name: "n", ...prometheus, filter });
  expect(showsAnnotations(1, only({ exclude: false, ids: [1] }))).toBe(true);
  expect(showsAnnotations(2, only({ exclude: false, ids: [1] }))).toBe(false);
  expect(showsAnnotations(1, only({ exclude: true, ids: [1] }))).toBe(false);
  expect(showsAnnotations(1, only({ ids: [] }))).toBe(true);
  expect(showsAnnotations(undefined, [])).toBe(true);
});
