import { expect, test } from "vitest";
import { excludeEachOther } from "./exclude.ts";
import { findSelectors } from "./selectors.ts";

function matchersOf(text: string) {
  const found = findSelectors(`x{${text}}`);
  if (!found.ok) throw new Error(found.reason);
  return found.selectors[0]!.matchers;
}

test.for([
  ['job="a"', 'job="b"', true],
  ['job="a"', 'job="a"', false],
  ['job="a"', 'namespace="b"', false],
  ['job="a", namespace="x"', 'job="a", namespace="y"', true],
  ['job="a"', 'job!="a"', true],
  ['job!="a"', 'job!="b"', false],
  ['job="a"', 'job!="b"', false],
  // A label that is not there has the empty value.
  ['job=""', 'job="a"', true],
  ['job=""', 'job!=""', true],
  ['job=~"a|b"', 'job=~"c|d"', true],
  ['job=~"(a|b)"', 'job="c"', true],
  ['job=~"a|b"', 'job=~"b|c"', false],
  ['job=~"a|b"', 'job!~"b|a|c"', true],
  ['job=~"a|b"', 'job!="a"', false],
  ['job=~"a\\\\.b"', 'job="a.b"', false],
  ['job=~"a\\\\.b"', 'job="a-b"', true],
  // Patterns that may match more, and variables.
  ['job=~"a.*"', 'job="b"', false],
  ['job=~"a|b+"', 'job="c"', false],
  ['job="$job"', 'job="b"', false],
  ['job=~"[[job]]"', 'job="b"', false],
] as const)("excludeEachOther: {%s} and {%s} is %s", ([one, other, excluded]) => {
  expect(excludeEachOther(matchersOf(one), matchersOf(other))).toBe(excluded);
  expect(excludeEachOther(matchersOf(other), matchersOf(one))).toBe(excluded);
});
