import { expect, test } from "vitest";
import { matchesGlob } from "./match-glob.ts";

test.for([
  ["rules/a.yaml", "rules/*.yaml", true],
  ["rules/sub/a.yaml", "rules/*.yaml", false],
  ["rules/sub/deep/a.yaml", "rules/**/*.yaml", true],
  ["rules/a.yaml", "./rules/**/*.yaml", true],
  ["a.yaml", "**/*.yaml", true],
  ["rules/a.yml", "rules/*.{yaml,yml}", true],
  ["rules/a.json", "rules/*.{yaml,yml}", false],
  ["rules/a1.yaml", "rules/a[0-9].yaml", true],
  ["rules/ab.yaml", "rules/a[!b].yaml", false],
  ["rules/axyaml", "rules/a.yaml", false],
  ["rules/a+b.yaml", "rules/a+?.yaml", true],
  ["rules/x/y", "rules/**", true],
  ["rules/x", "rules/{x", false],
] as const)("%s and %s: %s", ([path, pattern, expected]) => {
  expect(matchesGlob(path, pattern)).toBe(expected);
});

test("a pattern of any length is answered at once", () => {
  expect(matchesGlob("a".repeat(1000), `${"*a".repeat(300)}b`)).toBe(false);
});
