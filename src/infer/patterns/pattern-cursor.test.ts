import { expect, test } from "vitest";
import { NotSupported, PatternCursor } from "./pattern-cursor.ts";

test("PatternCursor goes by characters, and not by halves of them", () => {
  const cursor = new PatternCursor("😀a");
  expect([cursor.peek(), cursor.peek(1), cursor.peek(2)]).toEqual(["😀", "a", undefined]);
  expect([cursor.next(), cursor.next(), cursor.done]).toEqual(["😀", "a", true]);
  expect(() => cursor.next()).toThrow(NotSupported);
});

test("PatternCursor moves behind what it takes, and stays where the text is another", () => {
  const cursor = new PatternCursor("abc");
  expect([cursor.take("b"), cursor.take("ab"), cursor.peek(), cursor.take("cd"), cursor.done]).toEqual([
    false,
    true,
    "c",
    false,
    false,
  ]);
});

test("PatternCursor matches within as many characters as it may look at", () => {
  const cursor = new PatternCursor("12345x");
  expect(cursor.match(/^x/, 6)).toBeUndefined();
  expect(cursor.match(/^\d+/, 3)?.[0]).toBe("123");
  expect(cursor.match(/^(\d)(\d)/, 6)?.slice(1)).toEqual(["4", "5"]);
  expect(cursor.peek()).toBe("x");
});
