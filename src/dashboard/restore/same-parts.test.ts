import { expect, test } from "vitest";
import { sameParts } from "./same-parts.ts";

test.for([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[1, 2], [1], false],
  [[], {}, false],
  [{ datasource: "$ds" }, { datasource: { uid: "$ds" } }, true],
  [[{ datasource: { type: "prometheus", uid: "p" } }], [{ datasource: { uid: "p" } }], true],
  [{ datasource: "p" }, { datasource: { uid: "q" } }, false],
  [{ datasource: null }, { datasource: { uid: "p" } }, false],
  [{ datasource: { uid: "preview" } }, { datasource: { uid: "q" } }, true],
  [{ other: "p" }, { other: { uid: "p" } }, false],
] as const)("sameParts of %j and %j", ([one, other, expected]) => {
  expect(sameParts(one, other, { uid: "preview" })).toBe(expected);
});
