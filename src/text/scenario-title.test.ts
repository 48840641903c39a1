import { expect, test } from "vitest";
import { scenarioTitle, withoutScenario } from "./scenario-title.ts";

test("a title ends with its scenario, which is never cut", () => {
  expect(scenarioTitle("Shop", "incident")).toBe("Shop · incident");
  expect(scenarioTitle("Shop", undefined)).toBe("Shop");
  expect(scenarioTitle("A long title", "incident", 15)).toBe("A lo · incident");
  expect(scenarioTitle("A long title", undefined, 6)).toBe("A long");
});

test.for([
  ["Shop · incident", "incident", "Shop"],
  ["Shop · incident", "healthy", "Shop · incident"],
  ["Shop · incident", undefined, "Shop · incident"],
  ["Shop", "incident", "Shop"],
] as const)("withoutScenario makes of %s in %s: %s", ([title, scenario, expected]) => {
  expect(withoutScenario(title, scenario)).toBe(expected);
});
