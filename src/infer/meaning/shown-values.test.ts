import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { shownSelectors } from "./shown-values.ts";

test.for([
  ["x", ["x"]],
  ["max by (a) (last_over_time(x[5m]))", ["x"]],
  ["sum by (a) (x)", ["x"]],
  ["sum(x)", []],
  ["count(x == 0)", []],
  ["rate(x[5m])", []],
  ["x == 1", ["x"]],
  ["x > bool 1", []],
  ["x or y", ["x", "y"]],
  ["x and y", ["x"]],
  ["x * on (pod) group_left (node) pod_info", ["x"]],
  ["x * y", []],
  ["1 - x", ["x × -1 + 1"]],
  ["x * 100", ["x × 100 + 0"]],
  ["(x + 1) / 2", ["x × 0.5 + 0.5"]],
  ["2 / x", []],
] as const)("shownSelectors of %s are %j", ([expr, expected]) => {
  const parsed = parseExpression(expr);
  const found = shownSelectors(parsed.ok ? parsed.root : null!);
  expect(
    found.map(({ selector: { metric }, factor, offset }) =>
      factor === 1 && offset === 0 ? metric : `${metric} × ${factor} + ${offset}`,
    ),
  ).toEqual(expected);
});
