import { expect, test } from "vitest";
import { calculate, calculationId, notKnown } from "./calculate.ts";
import type { Cell } from "./frame.ts";

const of = (id: string, values: readonly Cell[] | undefined) => calculate(id, { kind: "number", values });

test.for<[id: string, values: readonly Cell[], expected: Cell]>([
  ["lastNotNull", [1, 2, null], 2],
  ["last", [1, 2, null], null],
  ["first", [null, 4], null],
  ["firstNotNull", [null, Number.NaN, 4], 4],
  ["sum", [1, null, 2], 3],
  ["mean", [1, null, 2], 1.5],
  ["min", [3, 1, Number.NaN], 1],
  ["max", [3, 1, Number.NaN], 3],
  ["range", [3, 1], 2],
  ["diff", [3, 1], -2],
  ["count", [1, null, Number.NaN], 2],
  ["countAll", [1, null, Number.NaN], 3],
  ["allIsZero", [0, 0, null], true],
  ["allIsZero", [null], false],
  ["allIsNull", [null, Number.NaN], true],
  ["mean", [null], null],
  ["current", [1, 2], 2],
])("calculate gives %s of %j as %j", ([id, values, expected]) => {
  expect(of(id, values)).toEqual(expected);
});

test("calculate has no result over no values, but for counts, sums and the two questions", () => {
  expect(["lastNotNull", "max", "median", "sum", "count", "allIsNull", "allIsZero"].map((id) => of(id, []))).toEqual([
    ...[undefined, undefined, undefined],
    ...[0, 0, true, false],
  ]);
});

test("calculate leaves to Grafana what it does not know", () => {
  expect(of("median", [1])).toBe(notKnown);
  expect(of("own", [])).toBe(notKnown);
  expect(of("max", undefined)).toBe(notKnown);
  expect(calculate("max", { kind: "string", values: ["a"] })).toBe(notKnown);
  expect(calculate("lastNotNull", { kind: "string", values: ["a", null] })).toBe("a");
});

test("calculationId knows the names of older dashboards", () => {
  expect(["avg", "total", "current", "max"].map(calculationId)).toEqual(["mean", "sum", "lastNotNull", "max"]);
});
