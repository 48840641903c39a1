import { expect, test } from "vitest";
import { parsePattern } from "./pattern.ts";

const set = (...ranges: [number, number][]) => ({ kind: "set", set: { ranges, negated: false } });
/** One character as a set. */
const one = (character: string) => set([character.codePointAt(0)!, character.codePointAt(0)!]);

test.for([
  ["", { kind: "empty" }],
  ["a", one("a")],
  ["^a$", { kind: "sequence", of: [{ kind: "empty" }, one("a"), { kind: "empty" }] }],
  ["ab|c", { kind: "choice", of: [{ kind: "sequence", of: [one("a"), one("b")] }, one("c")] }],
  ["a*", { kind: "repeat", of: one("a"), least: 0, most: Infinity }],
  ["a+?", { kind: "repeat", of: one("a"), least: 1, most: Infinity }],
  ["a?", { kind: "repeat", of: one("a"), least: 0, most: 1 }],
  ["a{2}", { kind: "repeat", of: one("a"), least: 2, most: 2 }],
  ["a{2,}", { kind: "repeat", of: one("a"), least: 2, most: Infinity }],
  ["a{2,5}", { kind: "repeat", of: one("a"), least: 2, most: 5 }],
  ["(a|b)", { kind: "choice", of: [one("a"), one("b")] }],
  ["(?:a)", one("a")],
  ["(?P<name>a)", one("a")],
  [".", { kind: "set", set: { ranges: [[10, 10]], negated: true } }],
  ["\\.", one(".")],
  ["\\x41", one("A")],
  ["\\Qa.b\\E", { kind: "sequence", of: [one("a"), one("."), one("b")] }],
  // A brace that is not a bound is a character.
  ["{x", { kind: "sequence", of: [one("{"), one("x")] }],
  ["😀", one("😀")],
] as const)("parsePattern reads %j", ([text, tree]) => {
  expect(parsePattern(text)).toEqual(tree);
});

test("parsePattern folds case from (?i) to the end of its group", () => {
  const ranges = (text: string) => {
    const pattern = parsePattern(text);
    return pattern?.kind === "sequence"
      ? pattern.of.map((part) => (part.kind === "set" ? part.set.ranges.length : 0))
      : [];
  };
  // Both cases are two ranges, one case is one. The flag itself is an empty part.
  expect(ranges("(?i)ab")).toEqual([0, 2, 2]);
  expect(ranges("(?i:a)b")).toEqual([2, 1]);
});

test.for([
  "(",
  ")",
  "a)",
  "(a",
  "*",
  "a|*",
  "[a",
  "[z-a]",
  "a{1001}",
  "a{5,2}",
  "\\1",
  "(?=a)",
  "(?<!a)",
  "\\",
  "\\xZZ",
])("parsePattern refuses %j", (text) => {
  expect(parsePattern(text)).toBeUndefined();
});

test("parsePattern refuses what is too long or nested too deep", () => {
  expect(parsePattern("a".repeat(8192))).toBeDefined();
  expect(parsePattern("a".repeat(8193))).toBeUndefined();
  expect(parsePattern(`${"(".repeat(60)}a${")".repeat(60)}`)).toBeDefined();
  expect(parsePattern(`${"(".repeat(61)}a${")".repeat(61)}`)).toBeUndefined();
});
