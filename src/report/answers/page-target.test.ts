import { expect, test } from "vitest";
import type { Answered } from "../../check/answered.ts";
import type { CheckQuery } from "../../check/run/check-query.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { pageTarget, placesOf } from "./page-target.ts";

const isolation = { name: "dashpreview", value: "p.k.r" };
const series = (labels: Record<string, string>, points: Record<number, number>): QuerySeries => ({
  labels: new Map(Object.entries(labels)),
  timesMs: Object.keys(points).map(Number),
  values: Object.values(points),
});
const answered = (all: QuerySeries[], query: Partial<CheckQuery> = {}, instant = false): Answered => ({
  series: all,
  result: {
    query: { place: "panel", refId: "A", expr: 'up{dashpreview="p.k.r"}', prometheus: true, ...query },
    ...{ state: "ok", series: all.length, samples: 3, shape: [] },
    ranExpr: 'up{dashpreview="p.k.r"}',
    evaluated: { startMs: 1000, endMs: 5000, stepMs: 1000, instant },
  },
});
const options = { isolation, fill: (text: string) => text.replace("$job", "api"), maxValues: 1000 };

test("values stand at their instants, gaps are null, and what JSON has no number for is a word", () => {
  const one = series({ a: "b" }, { 1000: 1 / 3, 3000: Number.NaN, 4000: Number.NEGATIVE_INFINITY, 5000: 1e300 });
  const target = pageTarget(answered([one]), options);
  expect(target.instants).toEqual({ startMs: 1000, stepMs: 1000, count: 5 });
  expect(target.series[0]!.values).toEqual([0.333333333, null, "NaN", "-Inf", 1e300]);
});

test("an instant query has one value for each series, and its time", () => {
  const target = pageTarget(answered([series({}, { 5000: 123456789012345 })], { instant: true }, true), options);
  expect(target).toMatchObject({ instant: true, timeMs: 5000, series: [{ values: [123456789012345] }] });
  expect(target).not.toHaveProperty("instants");
});

test("isolation is only in the query that was sent", () => {
  const target = pageTarget(answered([series({ __name__: "up", dashpreview: "p.k.r", job: "api" }, {})]), options);
  expect(target).toMatchObject({ expr: "up", ranExpr: "up", sentExpr: 'up{dashpreview="p.k.r"}' });
  expect(target.series[0]).toMatchObject({ labels: { __name__: "up", job: "api" }, name: 'up{job="api"}' });
});

test.for([
  [undefined, { job: "api", code: "200" }, '{code="200", job="api"}'],
  [undefined, {}, "up"],
  ["__auto", { job: "api" }, ""],
  ["__auto", {}, "up"],
  ["{{code}} of $job", { code: "200" }, "200 of api"],
  ["{{gone}}", { code: "200" }, ""],
] as const)("with the legend %s a series %j is named %j", ([legendFormat, labels, name]) => {
  expect(pageTarget(answered([series(labels, {})], { legendFormat }), options).series[0]!.name).toBe(name);
});

test("series that there is no room for are left out and counted, one stays", () => {
  const many = Array.from({ length: 600 }, (_, index) => series({ i: String(index) }, { 1000: index }));
  expect(pageTarget(answered(many), { ...options, maxValues: 1e9 })).toMatchObject({ seriesLeftOut: 100 });
  expect(pageTarget(answered(many), { ...options, maxValues: 50 }).series).toHaveLength(10);
  expect(pageTarget(answered(many), { ...options, maxValues: 0 })).toMatchObject({ seriesLeftOut: 599 });
  expect(placesOf(answered(many))).toBe(2500);
});

test("native histograms have their buckets at each instant, without infinities", () => {
  const native: QuerySeries = {
    ...{ labels: new Map(), timesMs: [1000, 3000], values: [3, 1] },
    histograms: [[[Number.NEGATIVE_INFINITY, 0.1, 3]], undefined],
  };
  const [one] = pageTarget(answered([native]), options).series;
  expect(one).toEqual({
    ...{ labels: {}, name: "up" },
    histograms: [[[-Number.MAX_VALUE, 0.1, 3]], null, [], null, null],
  });
});
