import { expect, test } from "vitest";
import { everySelectorMarked } from "./verify.ts";

const label = { name: "dashpreview", value: "p.k.r" };
const marked = 'dashpreview="p.k.r"';

test.for([
  [`x{${marked}}`, true],
  [`x{${marked},a="b"}`, true],
  [`sum by (a) (rate(x{${marked}}[5m])) / {${marked}, __name__="y"}`, true],
  ["1 + 2", true],
  ["x", false],
  ["x{}", false],
  [`x{${marked}} / y`, false],
  [`x / y{${marked}}`, false],
  [`x{a="b"} or y{${marked}}`, false],
  ['x{dashpreview="p.k.other"}', false],
  ['x{dashpreview!="p.k.r"}', false],
  [`x{a='${marked}'}`, false],
  [`x # {${marked}}`, false],
  [`label_replace(x, "a", '${marked}', "", "")`, false],
  [`x{${marked}`, false],
] as const)("everySelectorMarked says of %s: %s", ([query, expected]) => {
  expect(everySelectorMarked(query, label)).toBe(expected);
});
