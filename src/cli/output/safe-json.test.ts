import { expect, test } from "vitest";
import { safeJson } from "./safe-json.ts";

test.for([
  ["\u202ea", '"\\u202ea"'],
  ["\u2028", '"\\u2028"'],
  ["\x7f\u0085", '"\\u007f\\u0085"'],
  ["\u{e0001}", '"\\udb40\\udc01"'],
  ["##[error]", '"#\\u0023[error]"'],
  ["##VSO[x", '"#\\u0023VSO[x"'],
  ["section_start:1", '"section_start\\u003a1"'],
  ["## heading: a", '"## heading: a"'],
] as const)("safeJson writes %j as %s, which says the same", ([value, text]) => {
  expect(safeJson(value)).toBe(text);
  expect(JSON.parse(text)).toBe(value);
});

test("safeJson indents", () => {
  expect(safeJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
});
