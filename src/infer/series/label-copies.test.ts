import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { firstGroup, textWithGroup } from "./label-copies.ts";

const patterns = createPatternCache();

test.for([
  ["(.*)", "sda", "sda"],
  ["/dev/(.*)", "/dev/sda", "sda"],
  ["([^:]+):.*", "host-1:9100", "host-1"],
  ["(?:a|b)-(\\d+)", "b-17", "17"],
  ["[(](x)[)]", "(x)", "x"],
  ["no-group", "no-group", ""],
  ["/dev/(.*)", "sda", undefined],
] as const)("firstGroup of %s takes out of %s: %s", ([regex, text, expected]) => {
  expect(firstGroup(regex, text, patterns)).toBe(expected);
});

test("firstGroup takes nothing out of a text of more than 200 characters", () => {
  expect(firstGroup("(.*)", "x".repeat(201), patterns)).toBeUndefined();
});

test.for([
  ["/dev/(.*)", "sda", "/dev/sda"],
  ["(.*)", "a.b", "a.b"],
] as const)("textWithGroup makes a text that %s takes %s out of", ([regex, wanted, expected]) => {
  expect(textWithGroup(regex, wanted, { patterns, label: "x" })).toBe(expected);
});

test("textWithGroup makes none where the regex refuses the wanted part or has no group", () => {
  expect([
    textWithGroup("x([0-9]+)", "abc", { patterns, label: "x" }),
    textWithGroup("abc", "abc", { patterns, label: "x" }),
  ]).toEqual([undefined, undefined]);
});
