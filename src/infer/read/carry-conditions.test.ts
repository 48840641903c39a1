import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { carryConditions } from "./carry-conditions.ts";

/** Carried conditions by metric: `b job=api`. */
function carried(expr: string): string[] {
  const parsed = parseExpression(expr);
  if (!parsed.ok || parsed.root.type !== "binary") throw new Error(`no operation: ${expr}`);
  return [...carryConditions(parsed.root, new Map())].map(
    ([{ metric }, conditions]) => `${metric} ${conditions.map(({ name, op, value }) => name + op + value).join(",")}`,
  );
}

test.for<[expr: string, ...expected: string[]]>([
  ['a{job="api"} / b', "b job=api"],
  ['a{job=~"x|y"} / b{zone="1"}', "a zone=1", "b job=~x|y"],
  ['a{job="api",mode="idle"} / on (job) b', "b job=api"],
  ['a{job="api",mode="idle"} / ignoring (mode) b', "b job=api"],
  ['sum by (zone) (a{job="api",zone="1"}) / sum by (zone) (b)', "b zone=1"],
  ['a{job="api"} / b{job="web"}'],
  ['a{job!="api"} / b'],
  ['a{job="$job"} / b'],
  ['a{job=""} / b'],
  [
    'sum by (t) (label_replace(a{s=~"x|y"}, "t", "$1", "s", "(.*)-.*")) / sum by (t) (label_replace(b, "t", "$1", "s", "(.*)-.*"))',
    "b s=~x|y",
  ],
  ['label_replace(a{s="x"}, "t", "$1", "s", "(.*)") / on (t) label_replace(b, "t", "$1", "s", "(..)")'],
  [
    'sum by (z) (label_replace(a{s="x"}, "t", "$1", "s", "(.*)")) / sum by (z) (label_replace(b, "t", "$1", "s", "(.*)"))',
  ],
  // What `unless` takes away must be there, and not the other way round.
  ['a{job="api"} unless b{zone="1"}', "b job=api"],
])("carryConditions of %s", ([expr, ...expected]) => {
  expect(carried(expr)).toEqual(expected);
});
