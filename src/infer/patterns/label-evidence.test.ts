import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { listedValues } from "../read/listed-values.ts";
import { emptyUsage, labelUse } from "../read/usage.ts";
import { createEvidence } from "./label-evidence.ts";

function read(...queries: readonly string[]) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return usage;
}

test("createEvidence keeps what metrics that have nothing to do with each other say apart", () => {
  const usage = read('a{type="read"}', 'b{type="full"}');
  const evidence = createEvidence(usage, makeFamilies(usage))("type", "a");
  expect([...(evidence.use?.conditions.keys() ?? [])]).toEqual(["=read"]);
  expect(evidence.metric).toBe("a");
});

test("createEvidence takes labels that say where something lies for the same everywhere", () => {
  const usage = read('a{namespace="shop"}', 'b{namespace="media"}');
  const evidence = createEvidence(usage, makeFamilies(usage))("namespace", "a");
  expect([...(evidence.use?.conditions.keys() ?? [])]).toEqual(["=shop", "=media"]);
});

test("createEvidence applies what variables say of a metric's label to that metric, and the rest to all", () => {
  const usage = read('a{type="read"}', 'b{type="full"}');
  labelUse(usage, "type").patterns.add("all.*").add("of b.*");
  listedValues(usage.metrics.get("b")!, "type").patterns.add("of b.*");
  const evidenceOf = createEvidence(usage, makeFamilies(usage));
  expect([...(evidenceOf("type", "a").use?.patterns ?? [])]).toEqual(["all.*"]);
  expect([...(evidenceOf("type", "b").use?.patterns ?? [])]).toEqual(["all.*", "of b.*"]);
});
