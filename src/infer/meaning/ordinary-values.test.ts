import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { literalValues } from "../read/listed-values.ts";
import { emptyUsage } from "../read/usage.ts";
import { ordinaryNeeds } from "./ordinary-values.ts";

/** Selectors of `x` that are needed beside those that queries have. */
function needs(exprs: readonly string[], kind: "counter" | "gauge" = "counter") {
  const usage = emptyUsage();
  for (const expr of exprs) {
    const parsed = parseExpression(expr);
    if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
    analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return ordinaryNeeds({ use: usage.metrics.get("x")!, kind }, (label) => literalValues(usage, label)).map(
    ({ conditions }) => conditions.map(({ name, op, value }) => `${name}${op}${value}`).join(","),
  );
}

test.for([
  [["x{code=~'5..'}", "x"], ["code=200"]],
  [["x{job='a',code=~'5..'}"], ["job=a,code=200"]],
  [["x{code=~'[45]xx'}"], ["code=2xx"]],
  [["x{grpc_code!='OK'}", "x{grpc_code='OK'}"], []],
  [["x{grpc_code=~'Unavailable|Internal'}"], ["grpc_code=OK"]],
  [["x{grpc_status=~'13|14'}"], ["grpc_status=0"]],
  [["x{result='error'}"], ["result=success"]],
  [["x{result='FAILURE'}"], ["result=SUCCESS"]],
  [["x{success='false'}"], ["success=true"]],
  [["x{level='error'}"], ["level=info"]],
  // Another query knows the word.
  [["x{status='failed'}", "y{status='passed'}"], ["status=passed"]],
  // Where all are asked for, something goes wrong too.
  [["x{code='200'}", "x"], ["code=500"]],
  [["x{code='200'}"], []],
  [["x{pod='error'}", "x"], []],
] as const)("ordinaryNeeds of %j are %j", ([exprs, expected]) => {
  expect(needs(exprs)).toEqual(expected);
});

test("ordinaryNeeds wants no other state of a gauge, but other codes", () => {
  expect(needs(["x{status='failed'}"], "gauge")).toEqual([]);
  expect(needs(["x{code='500'}"], "gauge")).toEqual(["code=200"]);
});
