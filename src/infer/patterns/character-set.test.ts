import { expect, test } from "vitest";
import { classByLetter, classByName, inBothCases, rangesOf, setHas } from "./character-set.ts";

const codeOf = (character: string) => character.codePointAt(0)!;

test("setHas knows both ends of a range, and what a negated set leaves out", () => {
  const set = { ranges: [[codeOf("b"), codeOf("d")]] as const, negated: false };
  expect([..."abcde"].map((character) => setHas(set, codeOf(character)))).toEqual([false, true, true, true, false]);
  expect(setHas({ ...set, negated: true }, codeOf("c"))).toBe(false);
});

test.for([
  ["d", "5", "a"],
  ["D", "a", "5"],
  ["w", "_", "-"],
  ["S", "x", " "],
])("classByLetter gives a set for \\%s that holds %j and not %j", ([letter, inside, outside]) => {
  const set = classByLetter(letter!)!;
  expect([setHas(set, codeOf(inside!)), setHas(set, codeOf(outside!))]).toEqual([true, false]);
});

test("classByLetter and classByName know no class of another name, inherited ones neither", () => {
  expect([classByLetter("q"), classByName("vowel"), classByName("constructor")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(classByName("digit")).toEqual([[48, 57]]);
});

test("rangesOf turns a negated set into what it holds", () => {
  const ranges = [
    [10, 20],
    [30, 40],
  ] as const;
  expect(rangesOf({ ranges, negated: false })).toEqual(ranges);
  expect(rangesOf({ ranges, negated: true })).toEqual([
    [0, 9],
    [21, 29],
    [41, 0x10ffff],
  ]);
  expect(rangesOf({ ranges: [[0, 9]], negated: true })).toEqual([[10, 0x10ffff]]);
});

test("inBothCases adds the other case of letters and leaves the rest", () => {
  expect(
    inBothCases([
      [codeOf("a"), codeOf("c")],
      [48, 57],
    ]),
  ).toEqual([
    [97, 99],
    [48, 57],
    [65, 67],
  ]);
  expect(inBothCases([[codeOf("Z"), codeOf("Z")]])).toEqual([
    [90, 90],
    [122, 122],
  ]);
});
