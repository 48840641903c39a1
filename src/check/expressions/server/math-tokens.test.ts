import { expect, test } from "vitest";
import { mathTokens } from "./math-tokens.ts";
import { RefusedExpression } from "./value.ts";

test.for([
  ["", ["EOF"]],
  [" $A*2 ", ["A", "*", "2", "EOF"]],
  [`\${my query}**.5e+1`, ["my query", "**", ".5e+1", "EOF"]],
  ["is_nan($Ä_1)>=0x1F", ["is_nan", "(", "Ä_1", ")", ">=", "0x1F", "EOF"]],
  ["!0 && 1.", ["!", "0", "&&", "1.", "EOF"]],
  ['"a b",1', ['"a b"', ",", "1", "EOF"]],
] as const)("mathTokens splits %j", ([math, texts]) => {
  expect(mathTokens(math).map(({ text }) => text)).toEqual(texts);
});

test.for(["1 *- 2", "1 === 2", "$", "${}", "${A", "${a-b}", "'x'", "1 ; 2", '"open', "1 & 2", "__proto__"])(
  "mathTokens refuses %j",
  (math) => {
    expect(() => mathTokens(math)).toThrow(RefusedExpression);
  },
);
