import { expect, test } from "vitest";
import { range, variables } from "../testing/dashboards.ts";
import { fillJson, fillText } from "./fill-texts.ts";

const resolved = variables({ v: ["a", "b"], one: ["x"] });
const context = { resolved, range };

test.for([
  ["$v [[one]] ${v:pipe}", "{a,b} x a|b"],
  ["$__rate_interval $__interval $nobody", "$__rate_interval $__interval $nobody"],
  ["${__field.name} ${__value.raw} ${__series.name} ${__data.fields.x}", undefined],
  ["${__from} ${__to:date:YYYY}", `${range.fromMs} 2026`],
  ["a=1&${__all_variables}", "a=1&var-v=a&var-v=b&var-one=x"],
  ["costs $5", "costs $5"],
] as const)("fillText makes of %s: %s", ([text, expected]) => {
  expect(fillText(text, context)).toBe(expected ?? text);
});

test("fillText knows the step of queries where it is given", () => {
  const timing = { stepMs: 15_000, rateIntervalMs: 60_000 };
  expect(fillText("$__interval $__rate_interval", { ...context, timing })).toBe("15s $__rate_interval");
});

test("fillText ends: texts that grow are cut, and none grows once the budget is used up", () => {
  const long = variables({ v: ["x".repeat(10_000)] });
  const text = "$v".repeat(1000);
  expect(fillText(text, { resolved: long, range }).length).toBe(400_000);
  const budget = { left: 500_000 };
  const lengths = [1, 2, 3].map(() => fillText(text, { resolved: long, range, budget }).length);
  expect(lengths).toEqual([400_000, 400_000, text.length]);
});

test("fillJson fills strings at any depth, names only if asked, and makes no prototype", () => {
  const value = JSON.parse('{"$v":["$v",{"b":1}],"__proto__":{"c":"$one"}}') as object;
  const filled = fillJson(value, context) as Record<string, unknown>;
  expect(filled["$v"]).toEqual(["{a,b}", { b: 1 }]);
  expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
  expect(Object.keys(fillJson(value, context, { names: true }) as object)).toEqual(["{a,b}", "__proto__"]);
});
