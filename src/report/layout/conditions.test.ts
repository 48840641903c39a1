import { expect, test } from "vitest";
import { RegexTime } from "../../templating/regex-time.ts";
import { range, variables } from "../testing/dashboards.ts";
import { isShown } from "./conditions.ts";

const variable = (name: string, operator: string, value: string) => ({
  kind: "ConditionalRenderingVariable",
  spec: { variable: name, operator, value },
});
const data = (value: boolean) => ({ kind: "ConditionalRenderingData", spec: { value } });
const size = (value: string) => ({ kind: "ConditionalRenderingTimeRangeSize", spec: { value } });
const group = (items: unknown[], { visibility = "show", condition = "and" } = {}) => ({
  conditionalRendering: { kind: "ConditionalRenderingGroup", spec: { visibility, condition, items } },
});

/** With `env` = prod and stage, all of `all`, and six hours. */
function shown(spec: unknown, hasData?: boolean): boolean {
  const all = variables({ all: ["a", "b"] }, { all: true }).get("all")!;
  const resolved = new Map([...variables({ env: ["prod", "stage"] }), ["all", all] as const]);
  const context = {
    variables: resolved,
    range,
    copies: () => undefined,
    hasData: () => true,
    maxCopies: 20,
    fill: (text: string) => text,
    time: new RegexTime(),
  };
  const given = hasData === undefined ? { context } : { context, hasData: () => hasData };
  return isShown(spec, { resolved, values: new Map() }, given);
}

test.for([
  ["equals", "prod", true],
  ["equals", "test", false],
  ["notEquals", "prod", false],
  ["notEquals", "test", true],
  ["matches", "^st", true],
  ["matches", "^x", false],
  ["notMatches", "^x", true],
  ["matches", "^PROD", false],
  ["matches", "(?i)^PROD", true],
  ["matches", "(", true],
  ["matches", "a/b|prod", true],
] as const)("a variable with several values %s %s is shown: %s", ([operator, value, expected]) => {
  expect(shown(group([variable("env", operator, value)]))).toBe(expected);
});

test("All is found by its name, whatever it stands for", () => {
  expect(shown(group([variable("all", "equals", "all")]))).toBe(true);
  expect(shown(group([variable("env", "equals", "All")]))).toBe(false);
});

test("a panel is shown by its data; a row, which has none of its own, whatever it holds", () => {
  expect([shown(group([data(true)]), true), shown(group([data(true)]), false)]).toEqual([true, false]);
  expect([shown(group([data(false)]), true), shown(group([data(false)]), false)]).toEqual([false, true]);
  expect(shown(group([data(false)]))).toBe(true);
});

test.for([
  ["6h", true],
  ["5h", false],
  ["1d", true],
  ["0.25d", true],
  ["x", true],
] as const)("a time range of six hours is at most %s: %s", ([value, expected]) => {
  expect(shown(group([size(value)]))).toBe(expected);
});

test("conditions are joined by and or by or, and may hide; those that cannot be decided do not count", () => {
  const [met, unmet] = [variable("env", "equals", "prod"), variable("env", "equals", "test")];
  const unknown = variable("nobody", "equals", "x");
  expect(shown(group([met, unmet]))).toBe(false);
  expect(shown(group([met, unmet], { condition: "or" }))).toBe(true);
  expect(shown(group([met], { visibility: "hide" }))).toBe(false);
  expect(shown(group([unmet, met], { visibility: "hide" }))).toBe(true);
  expect(shown(group([unknown, met]))).toBe(true);
  expect(shown(group([unknown], { visibility: "hide" }))).toBe(true);
  expect(shown(group([], { visibility: "hide" }))).toBe(true);
  expect(shown({})).toBe(true);
});

test("a regular expression that explodes is broken off", () => {
  const env = variables({ env: [`${"a".repeat(40)}!`] });
  const context = {
    variables: env,
    range,
    copies: () => undefined,
    hasData: () => true,
    maxCopies: 20,
    fill: (text: string) => text,
    time: new RegexTime([{ ms: 5, times: 1 }]),
  };
  const spec = group([variable("env", "matches", "^(a+)+$")]);
  expect(isShown(spec, { resolved: env, values: new Map() }, { context })).toBe(true);
});
