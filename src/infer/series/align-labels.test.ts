import { expect, test } from "vitest";
import { wireNames } from "../../generator/wire-names.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { emptyUsage } from "../read/usage.ts";
import { alignLabels } from "./align-labels.ts";

/** Label names by family, after alignment. */
function align(queries: readonly string[], single: readonly string[] = []) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  const families = makeFamilies(usage);
  alignLabels(families, { single: new Set(single), opened: new Map() });
  return Object.fromEntries(families.map(({ name, use }) => [name, [...use.labels].sort()]));
}

test("alignLabels gives two metrics of an operation the same labels, by way of others too", () => {
  expect(align(['a{x="1"} / b', "b / c"])).toEqual({ a: ["x"], b: ["x"], c: ["x"] });
});

test("alignLabels leaves out labels that are ignored", () => {
  expect(align(['a{x="1",y="2"} / ignoring (x) b'])).toEqual({ a: ["x", "y"], b: ["y"] });
});

test("alignLabels takes away what the other side does not have, unless a query names it", () => {
  expect(align(["a / sum by (job) (b)", "sum by (job, zone) (a)"])).toEqual({ a: ["job"], b: ["job"] });
  expect(align(["a / sum by (job) (b)", 'a{zone="1"}'])).toEqual({ a: ["job", "zone"], b: ["job"] });
});

test("alignLabels gives a metric that is compared in two ways a label to tell its series apart", () => {
  expect(align(["x == 0", "x == 1"])).toEqual({ x: ["instance"] });
  expect(align(["x == 0", "x == 1"], ["instance"])).toEqual({ x: ["id"] });
  expect(align(["x == 0"])).toEqual({ x: [] });
  expect(align(['x{host="a"} == 0', "x == 1"])).toEqual({ x: ["host"] });
});

test("wireNames knows what a histogram and a summary are on the wire", () => {
  expect(wireNames({ name: "x", kind: "histogram" })).toEqual(["x_bucket", "x_sum", "x_count"]);
  expect(wireNames({ name: "x", kind: "summary" })).toEqual(["x", "x_sum", "x_count"]);
  expect([wireNames({ name: "x", kind: "native" }), wireNames({ name: "x", kind: "gauge" })]).toEqual([["x"], ["x"]]);
});
