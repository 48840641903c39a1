import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { expandAlternatives } from "./expand-alternatives.ts";

const any = (name: string, value: string) => ({ name, op: "=~", value }) as const;

function expand(...conditions: Parameters<typeof expandAlternatives>[0]) {
  return expandAlternatives(conditions, createPatternCache()).map((each) =>
    each.map(({ name, op, value }) => `${name}${op}${value}`),
  );
}

test("expandAlternatives makes one list of conditions for each alternative", () => {
  expect(expand(any("mode", "user|system"), { name: "host", op: "=", value: "a" })).toEqual([
    ["mode=user", "host=a"],
    ["mode=system", "host=a"],
  ]);
});

test("expandAlternatives combines the alternatives of several labels", () => {
  expect(expand(any("a", "1|2"), any("b", "3|4"))).toEqual([
    ["a=1", "b=3"],
    ["a=1", "b=4"],
    ["a=2", "b=3"],
    ["a=2", "b=4"],
  ]);
});

test("expandAlternatives leaves a regex as it is that lists no texts, or too many", () => {
  expect(expand(any("a", "x.*|y"))).toEqual([["a=~x.*|y"]]);
  expect(expand(any("a", "1|2|3|4|5|6|7"))).toEqual([["a=~1|2|3|4|5|6|7"]]);
  // 6 times 3 would be more than 12.
  expect(expand(any("a", "1|2|3|4|5|6"), any("b", "1|2|3"))).toHaveLength(6);
});
