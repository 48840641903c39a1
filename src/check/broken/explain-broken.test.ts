import { expect, test } from "vitest";
import type { CheckFinding, QueryResult } from "../result.ts";
import { explainBroken } from "./explain-broken.ts";

const query = { place: "panel", panelId: 1, panelTitle: "P", refId: "A", expr: "x", prometheus: true } as const;
const result = (fields: Partial<QueryResult>): QueryResult => ({
  query,
  state: "empty",
  series: 0,
  samples: 0,
  shape: [],
  code: "value-missing",
  reason: "no such value",
  ...fields,
});
const finding = (code: CheckFinding["code"]): CheckFinding => ({
  panel: "P",
  panelId: 1,
  refId: "A",
  state: "broken",
  code,
  reason: `it is ${code}`,
  expr: "x",
});
const selecting = (value: string) => ({ selector: { matchers: [{ name: "host", operator: "=" as const, value }] } });

test.for(["web1\\.example\\.org", "(a|b)"])(
  "explainBroken gives a variable's values as the reason where %s ran",
  (value) => {
    expect(explainBroken(result(selecting(value)), [finding("multi-value-equals")])).toMatchObject({
      state: "empty",
      code: "multi-value-equals",
      reason: "it is multi-value-equals",
    });
  },
);

test("explainBroken leaves a reason that has nothing to do with what is wrong", () => {
  const plain = result(selecting("api"));
  expect(explainBroken(plain, [finding("multi-value-equals")])).toBe(plain);
  const ok = result({ state: "ok" });
  expect(explainBroken(ok, [finding("template-placeholder")])).toBe(ok);
  const elsewhere = { ...finding("template-placeholder"), refId: "B" };
  expect(explainBroken(plain, [elsewhere])).toBe(plain);
});

test("explainBroken names the placeholder of a query that is no PromQL, and the input without a value", () => {
  const refused = result({ state: "error", code: "not-isolated" });
  expect(explainBroken(refused, [finding("template-placeholder")])).toMatchObject({ code: "template-placeholder" });
  const asked = result({ code: "variable-undefined" });
  expect(explainBroken(asked, [finding("input-without-value")])).toMatchObject({ code: "input-without-value" });
});
