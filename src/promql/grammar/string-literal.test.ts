import fc from "fast-check";
import { expect, test } from "vitest";
import { quote, unquote } from "./string-literal.ts";

test.for([
  ['"a\\"b"', 'a"b'],
  ["'a\\'b\"'", "a'b\""],
  ["`a\\n\"'`", "a\\n\"'"],
  ['"\\\\d+\\.\\n"', "\\d+.\n"],
  ['"\\x41\\u00e9\\101"', "AéA"],
  ['""', ""],
])("unquote reads %s", ([literal, value]) => {
  expect(unquote(literal!)).toBe(value);
});

test("quote and unquote are inverse", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(unquote(quote(value))).toBe(value);
    }),
  );
});
