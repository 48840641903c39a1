import { expect, test } from "vitest";
import { keysAt, valuesAt } from "./spec-schema.ts";
import { yamlPlace } from "./yaml-path.ts";

const place = (text: string) => yamlPlace(text, text.length);

test.for([
  ["", [], "key"],
  ["version: 1\n", [], "key"],
  ["version: ", ["version"], "value"],
  ["metrics:\n  - ", ["metrics", "[]"], "key"],
  ["metrics:\n  - name: a\n    ", ["metrics", "[]"], "key"],
  ["metrics:\n  - name: a\n    type: ", ["metrics", "[]", "type"], "value"],
  ["metrics:\n  - name: a\n    series:\n      - { labels: { a: b }, ", ["metrics", "[]", "series", "[]"], "key"],
  ["metrics:\n  - series:\n      - { rate: { wave: { ", ["metrics", "[]", "series", "[]", "rate", "wave"], "key"],
  ["metrics:\n  - series: [{ value: 1 }]\n    # a note\nsignals:\n  x: { ", ["signals", "x"], "key"],
  ['metrics:\n  - help: "a: {"\n    ', ["metrics", "[]"], "key"],
] as const)("yamlPlace finds the place at the end of %j", ([text, path, at]) => {
  expect(place(text)).toMatchObject({ path, at });
});

test("yamlPlace names the keys that the map has already", () => {
  expect(place("version: 1\nmetrics:\n  - name: a\n    type: gauge\n    ").siblings).toEqual(["name", "type"]);
  expect(place("metrics:\n  - name: a\n  - ").siblings).toEqual([]);
});

test("the schema's keys and values are those of the place", () => {
  const labels = (list: readonly { readonly label: string }[]) => list.map(({ label }) => label);
  expect(labels(keysAt([]))).toEqual(expect.arrayContaining(["version", "metrics", "signals"]));
  expect(labels(keysAt(["metrics", "[]"]))).toEqual(expect.arrayContaining(["name", "type", "series", "buckets"]));
  expect(labels(keysAt(["metrics", "[]", "series", "[]", "rate", "wave"]))).toContain("period");
  expect(labels(valuesAt(["metrics", "[]", "type"]))).toEqual(expect.arrayContaining(["counter", "gauge"]));
});
