import { expect, test } from "vitest";
import { frameOf, tools } from "../testing/frames.ts";
import { NotJudged } from "./frame.ts";
import { hiddenFields, sets } from "./hidden-fields.ts";
import type { FieldOverride } from "./panel-settings.ts";

const frames = [frameOf("A", { Time: [1], a: [1], b: [2] })];
const override = (options: unknown, id: string, value: unknown, matcher = "byName"): FieldOverride => ({
  matcher: { id: matcher, options },
  properties: [{ id, value }],
});
const hidden = (type: string, overrides: readonly FieldOverride[], defaults = {}) =>
  [...hiddenFields(frames, { type, overrides, defaults }, tools())].map(({ name }) => name);

test("hiddenFields knows the settings that hide fields, and those of tables", () => {
  expect(hidden("timeseries", [override("a", "custom.hideFrom", { viz: true, legend: false })])).toEqual(["a"]);
  expect(hidden("timeseries", [override("a", "custom.hideFrom", { viz: false, legend: true })])).toEqual([]);
  expect(hidden("table", [override("a", "custom.hideFrom.viz", true)])).toEqual(["a"]);
  expect(hidden("table", [override("a", "custom.hidden", true)])).toEqual(["a"]);
  expect(hidden("timeseries", [override("a", "custom.hidden", true)])).toEqual([]);
  expect(hidden("timeseries", [], { custom: { hideFrom: { viz: true } } })).toEqual(["Time", "a", "b"]);
});

test("hiddenFields lets later settings show again", () => {
  const defaults = { custom: { hideFrom: { viz: true } } };
  expect(hidden("timeseries", [override("a", "custom.hideFrom", { viz: false })], defaults)).toEqual(["Time", "b"]);
});

test("hiddenFields hides all but the lines that were chosen in the legend", () => {
  const others = override({ mode: "exclude", names: ["b"] }, "custom.hideFrom", { viz: true }, "byNames");
  expect(hidden("timeseries", [others])).toEqual(["Time", "a"]);
});

test("hiddenFields asks a matcher that it does not know only if it hides", () => {
  expect(hidden("timeseries", [override("a", "unit", "s", "byOwn")])).toEqual([]);
  expect(() => hidden("timeseries", [override("a", "custom.hideFrom", { viz: true }, "byOwn")])).toThrow(NotJudged);
});

test("sets sees a setting for all fields or some", () => {
  expect(sets("noValue", { defaults: { noValue: "0" }, overrides: [] })).toBe(true);
  expect(sets("noValue", { defaults: {}, overrides: [override("a", "noValue", "0")] })).toBe(true);
  expect(sets("noValue", { defaults: { noValue: "" }, overrides: [] })).toBe(false);
});
