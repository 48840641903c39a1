import { expect, test } from "vitest";
import { mathReferences } from "./math-references.ts";

test.for([
  ["$A / $B", ["A", "B"]],
  [`\${A} * 100 + $A`, ["A"]],
  [`abs(\${my query}) > $Größe_2`, ["my query", "Größe_2"]],
  ['$A + "$B"', ["A"]],
  ["$A.0", ["A"]],
  [`1 + 2 + \${} + $`, []],
  [`\${A-1}`, []],
] as const)("mathReferences finds in %s the queries %j", ([math, expected]) => {
  expect(mathReferences(math)).toEqual(expected);
});
