import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePattern } from "./pattern.ts";
import { compilePattern } from "./pattern-match.ts";
import { plainAlternatives, witnesses } from "./witness.ts";

const matches = (pattern: string, text: string) => compilePattern(pattern, parsePattern(pattern)!)!(text);

test.for([
  { pattern: "a|b|c", texts: ["a", "b", "c"] },
  { pattern: "5..", texts: ["500", "5ab"] },
  { pattern: "node-.*", texts: ["node-", "node-1"] },
  { pattern: "(?i)get", texts: ["GET", "get", "Get"] },
  { pattern: "[^:.]+:\\d{2,4}", texts: ["host:9100", "x:10"] },
  { pattern: "a{2}b?", texts: ["aa", "aab"] },
  { pattern: "\\w+\\.\\w+", texts: ["a.b"] },
])("compilePattern takes $texts for $pattern", ({ pattern, texts }) => {
  for (const text of texts) expect(matches(pattern, text)).toBe(true);
});

test.for([
  { pattern: "a|b", text: "ab" },
  { pattern: "5..", text: "50" },
  { pattern: "", text: "a" },
  { pattern: "a{2}", text: "aaa" },
  { pattern: "[^0-9]+", text: "a1" },
])("compilePattern refuses $text for $pattern, as a label's regex matches from end to end", ({ pattern, text }) => {
  expect(matches(pattern, text)).toBe(false);
});

test("compilePattern takes no longer for patterns that make other engines try every way", () => {
  expect(matches("(a+)+b", "a".repeat(3000))).toBe(false);
});

test.for(["(?=a)b", "a(", "[a", "*", "(?P=x)", "\\1", "a{5000}", "(".repeat(200) + ")".repeat(200)])(
  "parsePattern gives nothing for %s",
  (pattern) => {
    expect(parsePattern(pattern)).toBeUndefined();
  },
);

test("compilePattern gives nothing for repetitions of repetitions that would fill the memory", () => {
  const text = "(((a{1000}){1000}){1000})";
  expect(compilePattern(text, parsePattern(text)!)).toBeUndefined();
});

const word = fc.stringMatching(/^[a-z0-9_-]{1,6}$/);
const part = fc.oneof(
  word,
  fc.constantFrom(".*", ".+", "[0-9]+", "\\d{2}", "[^:.]*", "(?:x|yy)", "a?", "\\.", "[a-c-]"),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `(${words.join("|")})`),
);
const regexes = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));

test("witnesses are matched by their own pattern, and by what JavaScript makes of it", () => {
  fc.assert(
    fc.property(regexes, (regex) => {
      const found = witnesses(parsePattern(regex)!, { filler: "host-1" });
      expect(found.length).toBeGreaterThan(0);
      for (const text of found) {
        expect(matches(regex, text)).toBe(true);
        expect(new RegExp(`^(?:${regex})$`).test(text)).toBe(true);
      }
    }),
  );
});

test("compilePattern agrees with JavaScript on any short text", () => {
  fc.assert(
    fc.property(regexes, fc.stringMatching(/^[a-z0-9:._-]{0,10}$/), (regex, text) => {
      expect(matches(regex, text)).toBe(new RegExp(`^(?:${regex})$`).test(text));
    }),
  );
});

test("parsePattern and witnesses are bounded for any text", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const pattern = parsePattern(text);
      expect(pattern === undefined ? 0 : witnesses(pattern).length).toBeLessThanOrEqual(24);
    }),
  );
});

test("plainAlternatives lists the texts of a choice, and none of a pattern that leaves something open", () => {
  expect(plainAlternatives(parsePattern("user|system")!)).toEqual(["user", "system"]);
  expect(plainAlternatives(parsePattern("disk-(a|b)")!)).toEqual(["disk-a", "disk-b"]);
  expect(plainAlternatives(parsePattern("disk-.*")!)).toBeUndefined();
});
