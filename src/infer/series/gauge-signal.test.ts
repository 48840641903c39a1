import { expect, test } from "vitest";
import { quantity } from "../units/quantity.ts";
import { gaugeSignal, isState, typicalOf } from "./gauge-signal.ts";

test("typicalOf goes by what is measured, then by the name, then takes 12 to 38", () => {
  expect(typicalOf("disk_ratio", { quantity: quantity("share", 0.01), shown: "value" })).toEqual({ min: 30, max: 70 });
  expect(typicalOf("disk_ratio", undefined)).toEqual({ min: 0.3, max: 0.7 });
  expect(typicalOf("queue", { quantity: quantity("count"), shown: "value" })).toEqual({ min: 12, max: 38 });
});

test("gaugeSignal wanders a tenth around the middle, times the weight", () => {
  expect(gaugeSignal("queue", { min: 12, max: 38 }, 2)).toEqual({ form: "walk", min: 45, max: 55 });
});

test("gaugeSignal keeps what a machine has constant, and moves a limit hardly", () => {
  // Four quarters of the middle.
  expect(gaugeSignal("memory_total_bytes", { min: 10, max: 10 }, 1)).toEqual({ form: "constant", value: 40 });
  expect(gaugeSignal("memory_limit", { min: 10, max: 10 }, 1)).toEqual({ form: "walk", min: 39.8, max: 40.2 });
});

test("gaugeSignal moves used and free against each other: together they are the whole at any moment", () => {
  const used = gaugeSignal("used_bytes", { min: 10, max: 10 }, 1);
  const free = gaugeSignal("free_bytes", { min: 10, max: 10 }, 1);
  expect(used).toEqual({ form: "wave", min: 21.5, max: 26.5, peak: "00:00" });
  expect(free).toEqual({ form: "wave", min: 13.5, max: 18.5, peak: "01:00" });
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
