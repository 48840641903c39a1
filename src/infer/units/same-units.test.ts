import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { emptyUsage } from "../read/usage.ts";
import { plainMetrics, shareUnits } from "./same-units.ts";

const rootOf = (expr: string) => {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return parsed.root;
};

test.for([
  ["sum by (a) (rate(x[5m]))", ["x"]],
  ["max(x - y)", ["x", "y"]],
  ["x * 8", []],
  ["count(x)", []],
  ["histogram_quantile(0.9, x)", []],
] as const)("plainMetrics of %s are %j", ([expr, expected]) => {
  expect([...plainMetrics(rootOf(expr))]).toEqual(expected);
});

/** The dimension of each metric's first measure after units were shared. */
function shared(...queries: readonly (readonly [expr: string, unit?: string])[]) {
  const usage = emptyUsage();
  for (const [expr, unit] of queries) analyseExpression(usage, rootOf(expr), { user: "Panel", needs: new Set(), unit });
  const families = makeFamilies(usage);
  shareUnits(families);
  return Object.fromEntries(families.map(({ name, use }) => [name, use.measures[0]?.quantity.dimension]));
}

test("shareUnits gives a whole the unit of its part, by a name or by a panel", () => {
  expect(shared(["pool / pool_limit", "percentunit"], ["pool", "decbytes"])).toEqual({
    pool: "bytes",
    pool_limit: "bytes",
  });
  expect(shared(["x_used_bytes / x_limit", "percent"])).toMatchObject({ x_limit: "bytes" });
});

test("shareUnits goes on from there, and says nothing where no unit is known or one side is multiplied", () => {
  expect(shared(["a_bytes - b"], ["b + c"])).toMatchObject({ b: "bytes", c: "bytes" });
  expect(shared(["a - b"])).toEqual({ a: undefined, b: undefined });
  expect(shared(["a_bytes / (b * 1024)", "percentunit"])).toMatchObject({ b: undefined });
  // An average is in another unit than what it is divided by.
  expect(shared(["a_bytes / b", "short"])).toMatchObject({ b: undefined });
});
