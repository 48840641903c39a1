import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { explainContext, hourly } from "../testing/explain-context.ts";
import { type ExplainContext, QueryParts } from "./query-parts.ts";

function partsOf(query: string, context: Partial<ExplainContext> = {}) {
  const parsed = parseFilled(query);
  if (!parsed.ok) throw new Error(parsed.reason);
  const given = explainContext({ answers: { x: [hourly({}, 1)], y: [hourly({}, Number.NaN)] }, ...context });
  return { root: parsed.root, parts: new QueryParts(query, given), asked: given.asked };
}

test("QueryParts counts finite samples only as data", async () => {
  const [x, y] = [partsOf("x"), partsOf("y")];
  expect([await x.parts.hasData(x.root), await y.parts.hasData(y.root)]).toEqual([true, false]);
});

test.for([
  ["x[5m]", "last_over_time(x[5m]\n)"],
  ["x[5m] offset 1w", "last_over_time(x[5m] offset 1w\n)"],
  ["(x[1h:])", "last_over_time((x[1h:])\n)"],
  ["sum(x)", "sum(x)"],
] as const)("QueryParts asks for %s as %j", async ([query, expected]) => {
  const { root, parts, asked } = partsOf(query);
  await parts.evaluate(root);
  expect(asked).toEqual([expected]);
});

test("QueryParts shows a part without isolation, and makes it the subject of a reason that begins with a verb", () => {
  const withoutIsolation = (text: string) => text.replace('{p="1"}', "");
  const { root, parts } = partsOf('x{p="1"}', { withoutIsolation });
  expect(parts.because(root, "unknown", "has nothing")).toEqual({
    code: "unknown",
    reason: "x has nothing",
    part: "x",
  });
  expect(parts.because(root, "unknown", "it has nothing").reason).toBe("it has nothing");
  expect(parts.raw(root)).toBe('x{p="1"}');
});

test("QueryParts cuts a long part in a reason", () => {
  const { root, parts } = partsOf(`${"x".repeat(200)} # comment`);
  expect(parts.nothing(root, "returns nothing").reason).toBe(`${"x".repeat(120)}… returns nothing`);
});

test("QueryParts knows how far samples lie apart, or leaves it out", () => {
  expect(partsOf("x").parts.distance()).toBe("");
  expect(partsOf("x", { scrapeIntervalMs: 15_000 }).parts.distance()).toBe(" (one every 15 s)");
});
