import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { refusedPattern, satisfies, satisfiesAll, variablePattern } from "./conditions.ts";

const patterns = createPatternCache();

test.for([
  ["=", "a", "a", true],
  ["=", "a", "", false],
  ["=", "", "", true],
  ["!=", "a", "", true],
  ["=~", "a.*", "abc", true],
  ["=~", "b", "abc", false],
  ["!~", "a.*", "abc", false],
  ["!~", "a.+", "", true],
  // Nothing can be said of it.
  ["=~", "(", "x", true],
  ["!~", "(", "x", true],
] as const)("satisfies: x%s%j of the value %j is %s", ([op, wanted, value, expected]) => {
  expect(satisfies(value, { name: "x", op, value: wanted }, patterns)).toBe(expected);
});

test("satisfiesAll takes a missing label for an empty one", () => {
  const labels = new Map([["a", "1"]]);
  const conditions = [{ name: "a", op: "=", value: "1" } as const, { name: "b", op: "=", value: "" } as const];
  expect(satisfiesAll(labels, conditions, patterns)).toBe(true);
  expect(satisfiesAll(new Map([...labels, ["b", "2"]]), conditions, patterns)).toBe(false);
});

test.for([
  ["/web/", "my-web-1", true],
  ["/^web/", "my-web-1", false],
  ["/web$/", "my-web", true],
  ["/web$/", "my-web-1", false],
  ["/WEB/i", "my-web-1", true],
  ["/a\\/b/", "x/a/b", true],
  ["/(?<name>web)/", "web", true],
  // Without slashes from end to end.
  ["web", "my-web", false],
] as const)("variablePattern of %s lets %s through: %s", ([regex, value, expected]) => {
  expect(patterns(variablePattern(regex)!)?.test(value)).toBe(expected);
});

test("variablePattern finds none in an empty regex, and in one that looks at something without an end", () => {
  expect(["", "/", "/(?!a", "/(?=a)/"].map(variablePattern)).toEqual([undefined, undefined, undefined, undefined]);
});

test.for([
  ["/^(?!kube-).+/", "shop", true],
  ["/(?<!kube-)system(?= x)/", "my-system", true],
  ["/(?<!kube-)system/", "shop", false],
  ["(?!a[)]|b).+-c", "d-c", true],
  ["/\\(?!a/", "x(!a", true],
] as const)("variablePattern of %s leaves out what it looks around for: %s passes: %s", ([regex, value, expected]) => {
  expect(patterns(variablePattern(regex)!)?.test(value)).toBe(expected);
});

test("refusedPattern is what a value must not begin with", () => {
  const refuses = (regex: string, value: string) => patterns(refusedPattern(regex)!)?.test(value);
  expect(refuses("/^(?!kube-|default$).+/", "kube-system")).toBe(true);
  expect(refuses("/^(?!kube-|default$).+/", "shop")).toBe(false);
  expect(refuses("(?!a/b)c", "a/b")).toBe(true);
  expect(["/(?!a)b/", "/^a(?!b)/", "/^(?!a", "a"].map(refusedPattern)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
