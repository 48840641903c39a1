import { beforeAll, expect, test } from "vitest";
import { evaluateHcl } from "./evaluate-hcl.ts";
import { loadHcl } from "./load-hcl.ts";
import { parseHcl } from "./parse-hcl.ts";

beforeAll(loadHcl);

function evaluate(expression: string) {
  const source = `a = ${expression}\n`;
  const found = parseHcl(source, "x.tf").topNode.getChild("Body")!.getChild("Attribute")!.getChild("Expression")!;
  return evaluateHcl(found, source);
}

test.for([
  ["1", 1],
  ["-1.5e3", -1500],
  ["(true)", true],
  ["null", null],
  ['"x"', "x"],
  ["<<EOT\nx\nEOT", "x\n"],
  ["[]", []],
  ["[1, [2], {}, ]", [1, [2], {}]],
  [
    '{ a = 1, "b c" : "d"\n  # why\n  e-f = [\n    1 // one\n  ]\n  true = 2, 3 = 4 }',
    { a: 1, "b c": "d", "e-f": [1], true: 2, 3: 4 },
  ],
  ["{ __proto__ = 1 }", JSON.parse('{"__proto__":1}') as object],
] as const)("evaluateHcl gives the value of %s", ([expression, value]) => {
  expect(evaluate(expression)).toEqual({ value });
});

test.for([
  ["var.x", "var.x"],
  ["[1, local.y]", "local.y"],
  ['{ a = "${b}" }', "${b}"],
  ["{ (a) = 1 }", "a"],
  ["[for x in y : x]", "[for x in y : x]"],
  ["1 + 2", "1 + 2"],
  ["-x", "-x"],
  ["a ? 1 : 2", "a ? 1 : 2"],
  ['merge({}, file("x"))', 'merge({}, file("x"))'],
] as const)("evaluateHcl says what of %s only Terraform knows", ([expression, open]) => {
  expect(evaluate(expression)).toEqual({ open });
});

test("evaluateHcl does not go deeper than a dashboard may", () => {
  expect(evaluate(`${"[".repeat(300)}${"]".repeat(300)}`).open).toBe(`${"[".repeat(99)}${"]".repeat(99)}`);
});
