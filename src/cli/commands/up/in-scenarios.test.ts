import { expect, test } from "vitest";
import { inScenarios, siblingsOf } from "./in-scenarios.ts";
import type { UpRequest } from "./options.ts";

const request = (fields: object) => ({ local: false, output: "text", ...fields }) as UpRequest;

test("without --scenario there is one run, of the specs as they are", () => {
  const whole = request({ name: "a" });
  expect(inScenarios(whole)).toEqual([whole]);
});

test("each scenario is a run with a name of its own", () => {
  const names = (fields: object) => inScenarios(request(fields)).map(({ inScenario, name }) => [inScenario, name]);
  expect(names({ scenario: ["healthy", "incident", "healthy"] })).toEqual([
    ["healthy", "healthy"],
    ["incident", "incident"],
  ]);
  expect(names({ scenario: ["incident"], name: "shop" })).toEqual([["incident", "shop-incident"]]);
});

test.for([
  [{ local: true }, "--local"],
  [{ liveMs: 1 }, "--live"],
  [{ output: "json" }, "--output json"],
  [{ resultFile: "x" }, "--result-file"],
  [{ bundle: "x" }, "--bundle"],
] as const)("two scenarios and %j are refused, one is not", ([fields, flag]) => {
  expect(() => inScenarios(request({ ...fields, scenario: ["a", "b"] }))).toThrow(`${flag} goes with one --scenario`);
  expect(inScenarios(request({ ...fields, scenario: ["a"] }))).toHaveLength(1);
});

test("siblings are the other scenarios' keys; of a key that was shortened they are not known", () => {
  const two = { scenario: ["healthy", "incident"], inScenario: "incident" };
  expect(siblingsOf(two, "pr-7-incident")).toEqual([{ title: "healthy", key: "pr-7-healthy" }]);
  expect(siblingsOf(two, "pr-7-incid")).toEqual([]);
  expect(siblingsOf({ scenario: ["incident"], inScenario: "incident" }, "pr-7-incident")).toEqual([]);
  expect(siblingsOf({ scenario: undefined }, "pr-7")).toEqual([]);
});
