import { expect, test } from "vitest";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import { createPatternCache } from "./pattern-match.ts";

const patterns = createPatternCache();

test.for([
  ["abc", "abc", "ab"],
  ["a|bc|", "bc", "b"],
  ["a.c", "axc", "a\nc"],
  ["(?:ab)+c?", "ababc", "aba"],
  ["x{2,3}", "xxx", "x"],
  ["x{2,}", "xxxxx", "x"],
  ["[^a-c]\\d", "d5", "b5"],
  ["[[:upper:]_]+", "A_B", "a"],
  ["(?i)get", "GeT", "set"],
  ["(?i:g)et", "Get", "GET"],
  ["\\Qa.b\\E", "a.b", "axb"],
  ["\\x41\\x{1F600}", "A😀", "a"],
  ["^a$", "a", "aa"],
  ["(?P<name>a)b", "ab", "a"],
  ["a{,2}", "a{,2}", "aa"],
  ["a$|b^c|d", "d", "bc"],
  ["\\bget\\b.*", "get it", "getting"],
  ["(?i)straße", "STRASSE".replace("SS", "ß"), "strasse"],
] as const)("a pattern %s matches %j from end to end, and not %j", ([text, yes, no]) => {
  const pattern = patterns(text);
  expect([pattern?.test(yes), pattern?.test(no)]).toEqual([true, false]);
});

test.for([
  "(",
  "a)",
  "*a",
  "[a",
  "[b-a]",
  "(?=a)",
  "(a)\\1",
  "x{1001}",
  "\\y",
  "(".repeat(70) + ")".repeat(70),
  "x".repeat(9000),
])("a pattern %s is not read", (text) => {
  expect(patterns(text)).toBeUndefined();
});

test("a pattern of repetitions in repetitions is given up rather than written out", () => {
  expect(patterns("(((x{100}){100}){100})")).toBeUndefined();
});

test("a pattern that explodes in other engines takes time in proportion to the text", () => {
  const started = performance.now();
  expect(patterns("(a+)+$")?.test(`${"a".repeat(4000)}!`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("a pattern takes steps for what it looks at", () => {
  const pattern = patterns("(a|b|c|d)*(a|b|c|d)*(a|b|c|d)*");
  expect(attemptWork(new Work(100), () => pattern?.test("abcd".repeat(1000)))).toBeUndefined();
});
