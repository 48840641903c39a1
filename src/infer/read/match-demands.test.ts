import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { addMatchDemands, addUnique } from "./match-demands.ts";
import { survivors } from "./survivors.ts";
import { emptyUsage } from "./usage.ts";

function demands(expr: string) {
  const usage = emptyUsage();
  const parsed = parseExpression(expr);
  if (!parsed.ok || parsed.root.type !== "binary") throw new Error(`no operation: ${expr}`);
  addMatchDemands(usage, parsed.root);
  return (name: string) => usage.metrics.get(name);
}

test("addMatchDemands wants one series for each label set on the side of one", () => {
  const metric = demands('a * on (host) group_left info{kind="x",zone="$zone"}');
  expect(metric("info")?.unique).toMatchObject([
    { conditions: [{ name: "kind", value: "x" }], labels: new Set(["host"]) },
  ]);
  expect(metric("a")?.unique).toEqual([]);
  expect(demands("info * on (host) group_right a")("info")?.unique).toHaveLength(1);
  expect(demands("a * ignoring (kind) group_left info")("info")?.unique).toEqual([
    { conditions: [], labels: undefined, ignored: new Set(["kind"]) },
  ]);
});

test("addMatchDemands wants nothing of label names where `on` says which count", () => {
  expect(demands("a / on (x) b")("a")).toMatchObject({ exact: undefined, sameLabels: [] });
});

test("addMatchDemands wants the same label names on both sides, or exactly those that one side has", () => {
  expect(demands("a / ignoring (x) b")("a")?.sameLabels).toEqual([{ other: "b", ignored: new Set(["x"]) }]);
  expect(demands("sum by (job) (a) / b")("b")?.exact).toEqual(new Set(["job"]));
  expect(demands("sum by (job) (a) / b")("a")?.exact).toBeUndefined();
});

test("addMatchDemands wants of `unless` no labels that would make both sides match", () => {
  expect(demands("a unless sum by (job) (b)")("a")?.exact).toBeUndefined();
});

test("addMatchDemands wants one series on both sides where each may match one only, but not of sets", () => {
  const unique = [{ conditions: [], labels: new Set(["x"]), ignored: new Set() }];
  const metric = demands("a / on (x) b");
  expect([metric("a")?.unique, metric("b")?.unique]).toEqual([unique, unique]);
  expect(demands("a and on (x) b")("a")?.unique).toEqual([]);
});

test("addMatchDemands notes which metrics are put together", () => {
  expect(demands("a / on (x) b")("a")?.partners).toEqual(new Set(["b"]));
});

test("addUnique wants one series of a selector as it is, with the conditions that it names", () => {
  const usage = emptyUsage();
  const parsed = parseExpression('x{mode="idle",host=~"$host"}');
  if (!parsed.ok) throw new Error("not parsed");
  const [only] = survivors(parsed.root);
  addUnique(only!, { labels: new Set(), ignored: new Set() }, usage);
  expect(usage.metrics.get("x")?.unique).toEqual([
    { conditions: [expect.objectContaining({ name: "mode" })], labels: new Set(), ignored: new Set() },
  ]);
});
