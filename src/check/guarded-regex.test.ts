import { expect, test } from "vitest";
import { matchAllGuarded as match } from "./guarded-regex.ts";
import { RegexTime } from "./regex-time.ts";

const matchAllGuarded = (options: { pattern: string; texts: readonly string[] }) => match({ ...options, time: new RegexTime() });

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
  const result = matchAllGuarded({ pattern: "/(a+)+$/", texts: [`${"a".repeat(60)}!`] });
  expect(result).toMatchObject({ ok: false, reason: expect.stringContaining("takes too long") });
});

test("matchAllGuarded bounds matches, texts and patterns", () => {
  const found = matchAllGuarded({ pattern: "/x/g", texts: ["x".repeat(100_000)] });
  expect(found.ok && found.matches[0]!.length).toBe(1000);
  expect(matchAllGuarded({ pattern: `/${"a".repeat(10_000)}/`, texts: ["a"] })).toMatchObject({ ok: false });
});

test("matchAllGuarded shares the time of a run out: twenty patterns that explode leave enough of it for one that does not", () => {
  const time = new RegexTime();
  const texts = [`${"a".repeat(60)}!`];
  const started = performance.now();
  for (let count = 0; count < 20; count++) {
    expect(match({ pattern: `/^(a+)+${count}$/`, texts, time })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("takes too long"),
    });
  }
  expect(match({ pattern: "/^(a+)!$/", texts, time })).toMatchObject({ ok: true });
  // 20 tries of 10 ms, 10 of 100 ms, 2 of 500 ms; a second each took 20 s.
  expect(performance.now() - started).toBeLessThan(15_000);
});

test("matchAllGuarded does not try a pattern again that took too long", () => {
  const time = new RegexTime([{ ms: 20, times: 1 }]);
  const [pattern, texts] = ["/^(a+)+$/", [`${"a".repeat(60)}!`]];
  expect(match({ pattern, texts, time })).toMatchObject({ ok: false });
  expect(time.isSlow(pattern)).toBe(true);
  expect(match({ pattern, texts: ["a"], time })).toMatchObject({ ok: false });
});
