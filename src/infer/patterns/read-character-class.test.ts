import { expect, test } from "vitest";
import { PatternCursor } from "./pattern-cursor.ts";
import { readCharacterClass, readEscapedCode } from "./read-character-class.ts";

/** Ranges as text, and what follows the class. */
function read(text: string) {
  const cursor = new PatternCursor(text);
  const { ranges, negated } = readCharacterClass(cursor);
  const shown = ranges.map(([from, to]) => `${String.fromCodePoint(from)}${String.fromCodePoint(to)}`).join(" ");
  return [negated ? `not ${shown}` : shown, cursor.peek()];
}

test.for([
  ["abc]", "aa bb cc"],
  ["a-z0-9]", "az 09"],
  ["^a-z]", "not az"],
  // A bracket that comes first, and a hyphen that comes last, are characters.
  ["]a]", "]] aa"],
  ["a-]", "aa --"],
  ["\\]\\-]", "]] --"],
  ["\\x41-\\x43]", "AC"],
  ["\\d_]", "09 __"],
  ["[:digit:]x]", "09 xx"],
  ["[:nothing:]", "[[ :: nn oo tt hh ii nn gg ::"],
] as const)("readCharacterClass reads [%s", ([text, shown]) => {
  expect(read(`${text}|`)).toEqual([shown, "|"]);
});

test.for(["a", "", "z-a]", "a-\\d]", "\\"])("readCharacterClass refuses [%s", (text) => {
  expect(() => read(text)).toThrow();
});

test.for([
  ["n", "", 10],
  ["t", "", 9],
  ["x", "41", 0x41],
  ["x", "{1F600}", 0x1f600],
  [".", "", 46],
] as const)("readEscapedCode reads \\%s%s as %d", ([letter, rest, code]) => {
  expect(readEscapedCode(letter, new PatternCursor(rest))).toBe(code);
});

test.for(["1", "p", "c"])("readEscapedCode refuses \\%s", (letter) => {
  expect(() => readEscapedCode(letter, new PatternCursor("abc"))).toThrow();
});
