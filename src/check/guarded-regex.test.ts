import { expect, test } from "vitest";
import { matchAllGuarded } from "./guarded-regex.ts";

test("matchAllGuarded gives groups of every match with the flag g, of the first without", () => {
  const all = matchAllGuarded({ pattern: '/(\\w)="(?<v>\\d)"/g', texts: ['a="1",b="2"', "none"] });
  expect(all.ok && all.matches.map((found) => found.map(({ groups, named }) => [groups[1], named.get("v")]))).toEqual([
    [
      ["a", "1"],
      ["b", "2"],
    ],
    [],
  ]);
  const first = matchAllGuarded({ pattern: "/(b)?./", texts: ["ab"] });
  expect(first.ok && first.matches[0]!.map(({ groups }) => groups)).toEqual([["a", undefined]]);
});

test("matchAllGuarded lets a bare pattern match from end to end only", () => {
  const found = matchAllGuarded({ pattern: "a+", texts: ["aa", "ab"] });
  expect(found.ok && found.matches.map(({ length }) => length)).toEqual([1, 0]);
});

test.for(["/(/", "/a/q", "(", "/a"])("matchAllGuarded gives a reason for %s", (pattern) => {
  expect(matchAllGuarded({ pattern, texts: ["a"] })).toMatchObject({
    ok: false,
    reason: expect.stringContaining("no valid regular expression"),
  });
});

test("matchAllGuarded breaks a catastrophic pattern off", () => {
  const result = matchAllGuarded({ pattern: "/(a+)+$/", texts: [`${"a".repeat(60)}!`], timeoutMs: 100 });
  expect(result).toMatchObject({ ok: false, reason: expect.stringContaining("takes too long") });
});

test("matchAllGuarded bounds matches, texts and patterns", () => {
  const found = matchAllGuarded({ pattern: "/x/g", texts: ["x".repeat(100_000)] });
  expect(found.ok && found.matches[0]!.length).toBe(1000);
  expect(matchAllGuarded({ pattern: `/${"a".repeat(10_000)}/`, texts: ["a"] })).toMatchObject({ ok: false });
});
