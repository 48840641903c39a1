import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { isState, typicalOf } from "./gauge-signal.ts";

test("typicalOf goes by what is counted or measured, then by the name, then takes 12 to 38", () => {
  expect(typicalOf("disk_ratio", { quantity: quantity("share", 0.01), shown: "value" })).toEqual({ min: 30, max: 70 });
  expect(typicalOf("disk_ratio", undefined)).toEqual({ min: 0.3, max: 0.7 });
  expect(typicalOf("queue", { quantity: quantity("count"), shown: "value" })).toEqual({ min: 2, max: 24 });
  expect(typicalOf("shop_score", undefined)).toEqual({ min: 12, max: 38 });
});

test.for([
  ["up", [], true],
  ["pod_ready", [], true],
  ["backup_success", [], true],
  ["uptime", [], false],
  ["queue", ["bool_on_off"], true],
  ["queue", ["short"], false],
] as const)("isState says of %s with the units %j: %j", ([name, units, expected]) => {
  expect(isState(name, units)).toBe(expected);
});
