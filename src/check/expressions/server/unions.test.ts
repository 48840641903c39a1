import { expect, test } from "vitest";
import { unionsOf } from "./unions.ts";
import { NotComputed, noData, numberOf, type Value } from "./value.ts";

const one = (labels: Readonly<Record<string, string>>, value = 1): Value =>
  numberOf(value, new Map(Object.entries(labels)));
const pairs = (left: readonly Value[], right: readonly Value[]) =>
  unionsOf(left, right).map(({ left: a, right: b, labels }) => [a.values[0], b.values[0], Object.fromEntries(labels)]);

test("the same labels go together, in whatever order they stand", () => {
  expect(pairs([one({ a: "1", b: "2" }, 1), one({ a: "2", b: "2" }, 2)], [one({ b: "2", a: "2" }, 3)])).toEqual([
    [2, 3, { a: "2", b: "2" }],
  ]);
});

test("fewer labels go with all that have them too, and the result has the more", () => {
  const left = [one({ job: "a", pod: "x" }, 1), one({ job: "a", pod: "y" }, 2), one({ job: "b", pod: "z" }, 3)];
  const expected = [
    [1, 7, { job: "a", pod: "x" }],
    [2, 7, { job: "a", pod: "y" }],
  ];
  expect(pairs(left, [one({ job: "a" }, 7), one({ job: "c" }, 8)])).toEqual(expected);
  expect(pairs(left, [one({}, 5)]).length).toBe(3);
});

test("a single one on each side always goes together, without labels if they do not fit", () => {
  expect(pairs([one({ a: "1" }, 1)], [one({ b: "1" }, 2)])).toEqual([[1, 2, {}]]);
  expect(pairs([one({ a: "1" }, 1), one({ a: "2" }, 2)], [one({ b: "1" }, 3)])).toEqual([]);
});

test("nothing goes with nothing, and a query without series decides", () => {
  expect(unionsOf([], [one({})])).toEqual([]);
  expect(unionsOf([noData], [one({ a: "1" }), one({ a: "2" })])).toHaveLength(1);
});

test("too many pairs are left to Grafana", () => {
  const many = (count: number, name: string) => Array.from({ length: count }, (_, at) => one({ [name]: String(at) }));
  expect(() => unionsOf(many(3000, "a"), many(3000, "b"))).toThrow(NotComputed);
  expect(() => unionsOf(many(200, "a"), Array(200).fill(one({})))).toThrow(NotComputed);
});
