import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { conditionsOf } from "./conditions-of.ts";

test.for([
  ["x > 1", ["x > 1"]],
  ["sum(x > 1) > 2 and y == 0", ["x > 1", "sum(x > 1) > 2", "y == 0", "sum(x > 1) > 2 and y == 0"]],
  ["a > 1 unless b > 2", ["a > 1", "a > 1 unless b > 2"]],
  ["a > 1 or b > 2", ["a > 1 or b > 2"]],
  ["absent(up) == 1", ["absent(up)", "absent(up) == 1"]],
] as const)("conditionsOf: %s needs %j", ([expr, parts]) => {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  expect(conditionsOf(parsed.root).map(({ from, to }) => expr.slice(from, to))).toEqual(parts);
});
