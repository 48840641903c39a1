import { expect, test } from "vitest";
import { disagreeingKinds, mergeMetrics } from "./merge-metrics.ts";
import type { InferredMetric } from "./series/model.ts";
import type { Cause } from "./world/cause.ts";

function metric(name: string, labels: readonly Record<string, string>[], more: Partial<InferredMetric> = {}) {
  const series = labels.map((each, index) => ({
    labels: new Map(Object.entries(each)),
    index,
    signal: { form: "constant" as const, value: 1 },
  }));
  const empty = { help: undefined, users: [], needs: [], observe: undefined, buckets: [], quantiles: [] };
  return { name, kind: "gauge" as const, series, ...empty, ...more };
}

const sets = ({ series }: InferredMetric) => series.map(({ labels }) => Object.fromEntries(labels));

test("mergeMetrics keeps all series, and the same one once with the values that it has first", () => {
  const second = { ...metric("x", [{ a: "1" }, { a: "2" }]) };
  const changed = second.series.map((one) => ({ ...one, signal: { form: "constant" as const, value: 5 } }));
  const [merged] = mergeMetrics([[metric("x", [{ a: "1" }])], [{ ...second, series: changed }]]);
  expect(sets(merged!)).toEqual([{ a: "1" }, { a: "2" }]);
  expect(merged?.series.map(({ signal }) => signal)).toMatchObject([{ value: 1 }, { value: 5 }]);
});

test("mergeMetrics leaves out a series that another dashboard has in more detail", () => {
  const merged = mergeMetrics([[metric("x", [{ a: "1" }, { a: "2" }])], [metric("x", [{ a: "1", b: "1" }])]]);
  expect(sets(merged[0]!)).toEqual([{ a: "2" }, { a: "1", b: "1" }]);
});

test("mergeMetrics puts a member into one of the clusters that others name, unless a query asks for each", () => {
  const own = [metric("x", [{ instance: "a:1" }, { instance: "b:1" }])];
  const apart = metric("x", [
    { cluster: "c1", instance: "a:1" },
    { cluster: "c2", instance: "a:1" },
  ]);
  expect(sets(mergeMetrics([own, [apart]])[0]!)).toEqual([{ instance: "b:1" }, { cluster: "c1", instance: "a:1" }]);
  const needs = [[{ name: "cluster", op: "=", value: "c2" }]] as const;
  const asked = mergeMetrics([own, [{ ...apart, needs }]])[0]!;
  expect(sets(asked)).toContainEqual({ cluster: "c2", instance: "a:1" });
});

test("mergeMetrics puts parts that an alert adds where the other parts of the same member lie", () => {
  const shown = [
    metric("x", [
      { cluster: "c1", instance: "a:1", mode: "idle" },
      { cluster: "c2", instance: "b:1", mode: "idle" },
      { cluster: "c3", instance: "b:1", mode: "idle" },
    ]),
  ];
  const added = metric("x", [
    { instance: "a:1", mode: "user" },
    { instance: "b:1", mode: "user" },
    { instance: "new:1", mode: "user" },
  ]);
  expect(sets(mergeMetrics([shown, [added]])[0]!).slice(3)).toEqual([
    { cluster: "c1", instance: "a:1", mode: "user" },
    // Nothing says in which of its two clusters, or where a new one is.
    { instance: "b:1", mode: "user" },
    { instance: "new:1", mode: "user" },
  ]);
});

test("mergeMetrics puts the counter of a histogram's observations into the histogram", () => {
  const histogram = metric("x", [{ a: "1" }], { kind: "histogram", buckets: [1, 5] });
  const merged = mergeMetrics([[metric("x_count", [{ b: "1" }], { kind: "counter" })], [histogram]]);
  expect(merged.map(({ name }) => name)).toEqual(["x"]);
  expect(sets(merged[0]!)).toEqual([{ a: "1" }, { b: "1" }]);
});

test("mergeMetrics writes a histogram in both forms where one dashboard asks for each", () => {
  const classic = metric("x", [{}], { kind: "histogram", buckets: [1, 5] });
  const [merged] = mergeMetrics([[metric("x", [{}], { kind: "native" })], [classic]]);
  expect(merged).toMatchObject({ kind: "histogram", native: "both", buckets: [1, 5] });
});

test("mergeMetrics gives causes of one name that are not the same names of their own", () => {
  const cause = (value: number): Cause => ({ name: "load", per: [], value });
  const using = (name: string, value: number) => {
    const made = metric(name, [{}], { causes: [cause(value)] });
    const signal = { form: "course" as const, signal: { signal: "load" }, factor: 1 };
    return { ...made, series: made.series.map((one) => ({ ...one, signal })) };
  };
  const merged = mergeMetrics([[using("a", 1)], [using("b", 2)], [using("c", 1)]]);
  expect(merged.map(({ causes }) => causes?.map(({ name }) => name))).toEqual([["load"], ["load-2"], ["load"]]);
  expect(merged[1]?.series[0]?.signal).toMatchObject({ signal: { signal: "load-2" } });
});

test("disagreeingKinds takes the kind that says more, and lets both forms of a histogram stand", () => {
  const parts = [[metric("x", [{}]), metric("h", [{}], { kind: "histogram" })]];
  const kinds = disagreeingKinds([
    ...parts,
    [metric("x", [{}], { kind: "counter" }), metric("h", [{}], { kind: "native" })],
  ]);
  expect([...kinds]).toEqual([["x", "counter"]]);
});

test("mergeMetrics lets a gauge and a histogram of one name stand side by side, as they make different series", () => {
  const gauge = metric("depth", [{ a: "1" }]);
  const histogram = metric("depth", [{ a: "2" }], { kind: "histogram", buckets: [1] });
  expect(disagreeingKinds([[gauge], [histogram]])).toEqual(new Map());
  expect(mergeMetrics([[gauge], [histogram]]).map(({ kind }) => kind)).toEqual(["gauge", "histogram"]);
});

test("mergeMetrics gives the kind that says more the series of the other one, without the label that it makes", () => {
  const counter = metric("x", [{ a: "1", quantile: "0.5" }], { kind: "counter" });
  const summary = metric("x", [{ a: "2" }], { kind: "summary", quantiles: [0.5] });
  const [merged, ...others] = mergeMetrics([[counter], [summary]]);
  expect(others).toEqual([]);
  expect(merged).toMatchObject({ kind: "summary", quantiles: [0.5], observe: undefined });
  expect(sets(merged!)).toEqual([{ a: "2" }, { a: "1" }]);
});
