import fc from "fast-check";
import { expect, test } from "vitest";
import { fillQuery } from "./fill.ts";

test("fillQuery relates the offsets of both texts", () => {
  //         0123456789
  const query = "a $x b";
  const fill = fillQuery(query, [{ from: 2, to: 4, text: "or" }]);
  expect(fill.text).toBe("a or b");
  const longer = fillQuery(query, [{ from: 2, to: 4, text: "unless" }]);
  expect(longer.text).toBe("a unless b");
  expect(longer.startInOriginal(2)).toBe(2);
  expect(longer.startInOriginal(4)).toBeUndefined();
  expect(longer.endInOriginal(8)).toBe(4);
  expect(longer.startInOriginal(9)).toBe(5);
  expect(longer.endInOriginal(10)).toBe(6);
  expect(longer.inFilled(4)).toBe(8);
  expect(longer.inFilled(5)).toBe(9);
  expect(longer.charInOriginal(9)).toBe(5);
  expect(longer.charInOriginal(3)).toBeUndefined();
});

test("fillQuery lets a name end behind a variable that is empty, and one before it begin in front of it", () => {
  const suffix = fillQuery("x$y{}", [{ from: 1, to: 3, text: "" }]);
  expect(suffix.text).toBe("x{}");
  expect(suffix.endInOriginal(1)).toBe(3);
  expect(suffix.charInOriginal(1)).toBe(3);
  const prefix = fillQuery("$yx", [{ from: 0, to: 2, text: "" }]);
  expect(prefix.startInOriginal(0)).toBe(0);
});

test("fillQuery keeps every offset with replacements of the same length", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.nat(30), fc.nat(30), (query, a, b) => {
      const from = Math.min(a, b, query.length);
      const to = Math.min(Math.max(a, b), query.length);
      const fill = fillQuery(query, from === to ? [] : [{ from, to, text: "v".repeat(to - from) }]);
      for (let at = 0; at <= query.length; at++) {
        if (at > from && at < to) continue;
        expect(fill.startInOriginal(at)).toBe(at);
        if (at > 0) expect(fill.endInOriginal(at)).toBe(at);
        expect(fill.inFilled(at)).toBe(at);
      }
    }),
  );
});
