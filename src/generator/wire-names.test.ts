import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "./sampling/source.ts";
import type { SeriesDefinition } from "./series.ts";
import { constant } from "./signals/constant.ts";
import { isBucketName, isTotalName, madeLabel, splitPart, wireNames, withoutTotal } from "./wire-names.ts";

const observed = { name: "x", labels: [], rate: constant(1), observe: { type: "uniform", min: 0, max: 1 } } as const;
const histogram = { ...observed, kind: "histogram" } as const;
const definitions: [expected: readonly string[], definition: SeriesDefinition][] = [
  [["x"], { name: "x", labels: [], kind: "gauge", value: constant(1) }],
  [["x"], { name: "x", labels: [], kind: "info" }],
  [["x_total"], { name: "x_total", labels: [], kind: "counter", rate: constant(1) }],
  [["x_bucket", "x_sum", "x_count"], { ...histogram, buckets: [0.5], native: false }],
  [["x"], { ...histogram, buckets: [], native: true }],
  [["x_bucket", "x_sum", "x_count", "x"], { ...histogram, buckets: [0.5], native: "both" }],
  [["x", "x_sum", "x_count"], { ...observed, kind: "summary", quantiles: [0.5, 0.9] }],
];

test.for(definitions)("wireNames gives %j, which are the names that the generator writes", ([expected, definition]) => {
  const { series } = createSource(definition, { seed: 1, grid: { fromMs: 0, stepMs: 1000, count: 1 } });
  expect(wireNames(definition)).toEqual(expected);
  expect([...new Set(series.map(({ name }) => name))]).toEqual(expected);
});

test("wireNames knows the kinds that inference finds", () => {
  expect(wireNames({ name: "x", kind: "native" })).toEqual(["x"]);
  expect(wireNames({ name: "x", kind: "histogram" })).toEqual(["x_bucket", "x_sum", "x_count"]);
  expect(wireNames({ name: "x", kind: "summary" })).toEqual(["x", "x_sum", "x_count"]);
});

test.for([
  ["x_bucket", { base: "x", part: "bucket" }],
  ["job:x_sum", { base: "job:x", part: "sum" }],
  ["x_sum_count", { base: "x_sum", part: "count" }],
  ["x_gcount", { base: "x", part: "gcount" }],
  ["_count", undefined],
  ["x_counts", undefined],
  ["count", undefined],
] as const)("splitPart of %s", ([name, expected]) => {
  expect(splitPart(name)).toEqual(expected);
});

test("isBucketName, isTotalName and withoutTotal go by the end of a name", () => {
  expect([
    isBucketName("x_bucket"),
    isBucketName("x_buckets"),
    isTotalName("x_total"),
    isTotalName("x_total_sum"),
  ]).toEqual([true, false, true, false]);
  expect([withoutTotal("x_total"), withoutTotal("x_total_total"), withoutTotal("x")]).toEqual(["x", "x_total", "x"]);
});

test("madeLabel is the label that a kind puts on its series itself", () => {
  expect((["histogram", "summary", "native", "counter", undefined] as const).map(madeLabel)).toEqual([
    "le",
    "quantile",
    undefined,
    undefined,
    undefined,
  ]);
});

test("no other file spells out what the parts of a metric are called", () => {
  const root = resolve(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("generated"),
  );
  const spelled = /["`}]_(bucket|sum|count|total)["`]|_\(?(bucket\||sum\||count\|)|_(bucket|sum|count|total)\$\//;
  const wrong = files.filter((file) => spelled.test(codeOf(join(root, file))));
  expect(wrong).toEqual([join("generator", "wire-names.ts")]);
});

function codeOf(file: string): string {
  return readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
