import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { selectionOf } from "./conditions.ts";

function selections(query: string) {
  const parsed = parseFilled(query);
  return parsed.ok ? selectorsIn(parsed.root).map((selector) => selectionOf(selector, query)) : undefined;
}

test("selectionOf gives every condition with its value and as it is written", () => {
  expect(
    selections('sum by (job) (rate(x_total{a="b",c=~"d"}[5m] offset 1h)) / on(job, z) group_left(z) sum(y)'),
  ).toEqual([
    {
      metric: "x_total",
      conditions: [
        { name: "a", operator: "=", value: "b", text: 'a="b"' },
        { name: "c", operator: "=~", value: "d", text: 'c=~"d"' },
      ],
    },
    { metric: "y", conditions: [] },
  ]);
});

test.for([
  ['{__name__="q", a!="b"}', "q", [{ name: "a", operator: "!=", value: "b", text: 'a!="b"' }]],
  ['{__name__=~"q.*"}', undefined, [{ name: "__name__", operator: "=~", value: "q.*", text: '__name__=~"q.*"' }]],
  ['{"quoted.name", a="b"}', "quoted.name", [{ name: "a", operator: "=", value: "b", text: 'a="b"' }]],
  ["a{b=~'x\\\\.y'}", "a", [{ name: "b", operator: "=~", value: "x\\.y", text: "b=~'x\\\\.y'" }]],
] as const)(
  "selectionOf does not count the metric's name of %s among its conditions",
  ([query, metric, conditions]) => {
    expect(selections(query)).toEqual([{ metric, conditions }]);
  },
);
