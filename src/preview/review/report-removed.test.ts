import { expect, test } from "vitest";
import { environmentName, withoutKey } from "./report-removed.ts";

test("environmentName names the environment of a key", () => {
  expect(environmentName("pr-12")).toBe("dashpreview/pr-12");
});

test.for([
  ["[pr-1] Shop", "pr-1", "Shop"],
  ["[pr-1] Shop", "pr-2", "[pr-1] Shop"],
  ["Shop [pr-1] ", "pr-1", "Shop [pr-1] "],
  ["[pr-1]Shop", "pr-1", "[pr-1]Shop"],
] as const)("withoutKey makes of %j and %s: %j", ([title, key, expected]) => {
  expect(withoutKey(title, key)).toBe(expected);
});
