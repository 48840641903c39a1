import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { listedValues } from "../read/listed-values.ts";
import { emptyUsage } from "../read/usage.ts";
import { createAgreement } from "./agreement.ts";

function agreementOf(queries: readonly string[], lists?: string) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  if (lists !== undefined) listedValues(usage.metrics.get(lists)!, "x").saved.add("1");
  return createAgreement(makeFamilies(usage));
}

const names = (group: ReturnType<ReturnType<typeof agreementOf>["familiesOf"]>) => group?.all.map(({ name }) => name);

test("createAgreement puts families together that queries join, by way of others too", () => {
  const { familiesOf } = agreementOf(["a{x='1'} / b{x='1'}", "b / c{x='1'}", "d{x='1'}"]);
  expect(names(familiesOf("x", "c"))).toEqual(["a", "b", "c"]);
  expect(names(familiesOf("x", "d"))).toEqual(["d"]);
});

test("createAgreement puts families together whose label has the same variable's values", () => {
  const { familiesOf } = agreementOf(['a{x=~"$v"}', 'b{x="$v"}', 'c{x="$w"}']);
  expect(names(familiesOf("x", "b"))).toEqual(["a", "b"]);
  expect(names(familiesOf("x", "c"))).toEqual(["c"]);
});

test("createAgreement lets the family decide of which a variable lists the label", () => {
  const group = agreementOf(["a{x='1'} / b{x='1'}"], "b").familiesOf("x", "a");
  expect([group?.first.name, [...(group?.listed.saved ?? [])]]).toEqual(["b", ["1"]]);
});

test("createAgreement knows nothing of labels that a family does not have", () => {
  expect(agreementOf(["a{x='1'}"]).familiesOf("y", "a")).toBeUndefined();
});
