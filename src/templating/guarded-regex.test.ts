import { expect, test } from "vitest";
import { matchAllGuarded as match } from "./guarded-regex.ts";
import { RegexTime } from "./regex-time.ts";

const matchAllGuarded = (options: { pattern: string; texts: readonly string[] }) =>
  match({ ...options, time: new RegexTime() });

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
    reason: expect.stringContaining("not a valid regular expression"),
  });
});

test("matchAllGuarded breaks a catastrophic pattern off", () => {
  const result = matchAllGuarded({ pattern: "/(a+)+$/", texts: [`${"a".repeat(60)}!`] });
  expect(result).toMatchObject({ ok: false, reason: expect.stringContaining("takes too long") });
});

test("matchAllGuarded bounds matches, texts and patterns", () => {
  const found = matchAllGuarded({ pattern: "/x/g", texts: ["x".repeat(100_000)] });
  expect(found.ok && found.matches[0]!.length).toBe(1000);
  expect(matchAllGuarded({ pattern: `/${"a".repeat(300_000)}/`, texts: ["a"] })).toMatchObject({ ok: false });
});

test("matchAllGuarded leaves time for a pattern that does not explode after twenty that do", () => {
  const time = new RegexTime();
  const texts = [`${"a".repeat(60)}!`];
  for (let count = 0; count < 20; count++) {
    const reason = expect.stringContaining("takes too long");
    expect(match({ pattern: `/^(a+)+${count}$/`, texts, time })).toMatchObject({ ok: false, reason });
  }
  expect(match({ pattern: "/^(a+)!$/", texts, time })).toMatchObject({ ok: true });
});

test("RegexTime shares 2.2 s out among twenty patterns that are never done, where a second each would be 20 s", () => {
  const time = new RegexTime();
  let totalMs = 0;
  for (let count = 0; count < 20; count++) {
    time.run(`p${count}`, (ms) => {
      totalMs += ms;
      return undefined;
    });
  }
  expect(totalMs).toBe(20 * 10 + 10 * 100 + 2 * 500);
});

test("matchAllGuarded does not try a pattern again that took too long", () => {
  const time = new RegexTime([{ ms: 20, times: 1 }]);
  const [pattern, texts] = ["/^(a+)+$/", [`${"a".repeat(60)}!`]];
  expect(match({ pattern, texts, time })).toMatchObject({ ok: false });
  expect(time.isSlow(pattern)).toBe(true);
  expect(match({ pattern, texts: ["a"], time })).toMatchObject({ ok: false });
});
