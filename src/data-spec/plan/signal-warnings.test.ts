import { expect, test } from "vitest";
import { parseSpec } from "../read/parse.ts";
import { planSpec } from "./plan.ts";

/** Warnings of one series in a window of an hour, without the file's name; its entry begins in column 2 of line 4. */
function warningsOf(entry: string, { type = "gauge", signals = "{}" } = {}): string[] {
  const text = `version: 1\nhistory: 1h\nmetrics: [{name: x, type: ${type}, series: [\n ${entry}\n ]}]\nsignals: ${signals}\n`;
  return planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12 }).warnings.map((one) => one.replace(/^f:/, ""));
}

const wave = "{wave: {min: 0, max: 1, period: 1h}}";
const line = "{line: {from: 0, to: 5, for: 20m}}";

test("a finite operand that ends an endless one is told, where it stands", () => {
  expect(warningsOf(`{value: {add: [${wave}, ${line}]}}`)).toEqual([
    "4:55: `add` ends 20m after its start, with this operand, and holds its last value; a list says what follows: [this, 0]",
  ]);
});

test("an operand that is a number goes on unseen, and an end that the spec speaks of is meant", () => {
  const sum = `{add: [${wave}, ${line}]}`;
  const quiet = [
    `{value: {add: [1, ${line}]}}`,
    `{value: ${sum}, then: last}`,
    `{value: [${sum}, 3]}`,
    `{value: {limit: {of: ${sum}, for: 10m}}}`,
    `{value: {loop: {of: ${sum}}}}`,
    `{value: {add: [${wave}, [${line}, 3]]}}`,
    `{value: {add: [${wave}, {line: {from: 0, to: 5, for: 1h}}]}}`,
  ];
  expect(quiet.flatMap((entry) => warningsOf(entry))).toEqual([]);
});

test("the last part of a list, an inner sum, a parameter and a cause are looked at too, each once", () => {
  const sum = `{add: [${wave}, ${line}]}`;
  expect(warningsOf(`{value: [{gap: {for: 10m}}, ${sum}]}`)).toHaveLength(1);
  expect(warningsOf(`{value: {mul: [${sum}, ${sum}, ${wave}]}}`)).toHaveLength(1);
  expect(warningsOf(`{value: {noise: {mean: ${sum}, stddev: 1}}}`)).toHaveLength(1);
  const signals = `{load: {value: ${sum}}}`;
  expect(warningsOf("{value: {add: [{signal: load}, {signal: load}]}}", { signals })).toHaveLength(1);
  const histogram = `{rate: 1, observe: {exponential: {mean: ${sum}}}}`;
  expect(warningsOf(histogram, { type: "histogram, buckets: [1]" })).toHaveLength(1);
});

test("a limit that is longer than what it cuts off is told", () => {
  expect(warningsOf("{value: {limit: {of: {values: [1, 2]}, for: 10m}}}")).toEqual([
    "4:10: `limit` cuts off nothing: it is 10m long, and what is in it 30s",
  ]);
  expect(warningsOf("{value: {limit: {of: {values: [1, 2]}, samples: 2}}}")).toEqual([]);
});

test("a counter whose value never changes is told", () => {
  expect(warningsOf("{value: 5}", { type: "counter" })).toEqual([
    "4:10: a counter whose `value` is always 5 never counts; `rate` is what it counts a second",
  ]);
  expect(warningsOf("{rate: 5}", { type: "counter" })).toEqual([]);
});

test("at most 20 warnings of signals are shown, and how many there are more", () => {
  const sum = `{value: {limit: {of: {values: [1]}, for: 1h}}, labels: {a: "N"}}`;
  const entries = Array.from({ length: 25 }, (_, index) => sum.replace("N", `${index}`)).join(", ");
  const warnings = warningsOf(entries);
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toBe(" and 5 more like these");
});

test("what a pack writes is not the user's to mend", () => {
  const text = "{version: 1, metrics: [{pack: node-exporter}]}";
  expect(planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12 }).warnings).toEqual([]);
});
