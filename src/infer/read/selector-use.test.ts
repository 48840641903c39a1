import { expect, test } from "vitest";
import type { SelectorNode } from "../../promql/tree/node.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { readSelector } from "./selector-use.ts";
import { outermost, type Surroundings } from "./surroundings.ts";
import { emptyUsage } from "./usage.ts";

function read(expr: string, around: Partial<Surroundings> = {}, carry: readonly string[] = []) {
  const usage = emptyUsage();
  const parsed = parseExpression(expr);
  if (!parsed.ok || parsed.root.type !== "selector") throw new Error(`no selector: ${expr}`);
  const node: SelectorNode = parsed.root;
  const place = { user: "Panel", needs: new Set<string>() };
  const carried = new Map([[node, carry.map((name) => ({ name, op: "=", value: "carried" }) as const)]]);
  readSelector(
    node,
    { ...outermost(place), carried, ...around },
    {
      usage,
      place,
      measures: new Map(),
      shown: new Map(),
      patterns: createPatternCache(),
    },
  );
  return usage;
}

test("readSelector gives a metric the labels that are needed above, `le` only if it has buckets", () => {
  const needs = new Set(["host", "le", "__name__"]);
  expect([...read("x", { needs }).metrics.get("x")!.labels]).toEqual(["host"]);
  expect([...read("x_bucket", { needs }).metrics.get("x_bucket")!.labels]).toEqual(["host", "le"]);
  expect([...read("x", { needs, buckets: true }).metrics.get("x")!.labels]).toEqual(["host", "le"]);
  expect([...read("j:x_bucket:rate", { needs }).metrics.get("j:x_bucket:rate")!.labels]).toEqual(["host", "le"]);
});

test("readSelector takes one of several names inside a function that drops names, all of them elsewhere", () => {
  const names = (call: string) => [...read('{__name__=~"x_(old|new)"}', { call }).metrics.keys()];
  expect([names("rate"), names("last_over_time"), names("")]).toEqual([
    ["x_old"],
    ["x_old", "x_new"],
    ["x_old", "x_new"],
  ]);
});

test("readSelector adds conditions from the other side of an operation, and believes its own first", () => {
  const [own] = [...read('x{job="own"}', {}, ["job", "zone"]).metrics.get("x")!.selectors.values()];
  expect(own?.conditions.map(({ name, value }) => `${name}=${value}`)).toEqual(["job=own", "zone=carried"]);
});

test("readSelector counts the conditions of a label over all selectors, those of `__name__` and the preview's own label aside", () => {
  const { labels } = read('x{job="a",__name__!="y",dashpreview="z"}');
  expect([...labels.keys()]).toEqual(["job"]);
});

test("readSelector keeps the comparisons with the conditions of the series that they are for", () => {
  const all = [{ op: ">", value: 3 } as const];
  const use = read('x{job="a"}', { comparisons: all }).metrics.get("x")!;
  expect([use.comparisons, use.plain]).toEqual([[{ conditions: [{ name: "job", op: "=", value: "a" }], all }], false]);
});
