import { expect, test } from "vitest";
import { oldOverrides, readOverride } from "./field-override.ts";

const properties = [{ id: "unit", value: "bytes" }];

test("readOverride reads matchers with a text or with names, and leaves out what it cannot read", () => {
  expect(readOverride({ matcher: { id: "byName", options: "a" }, properties })).toMatchObject([
    { matcher: "byName", option: "a", unit: "bytes", mappings: undefined },
  ]);
  expect(
    readOverride({ matcher: { id: "byNames", options: { mode: "exclude", names: ["a"] } }, properties }),
  ).toMatchObject([{ matcher: "byNames", option: "", names: ["a"], excluded: true }]);
  expect(readOverride({ matcher: { id: "byValue", options: { op: "gte" } }, properties })).toEqual([]);
  expect(readOverride("text")).toEqual([]);
});

test("oldOverrides gives series on the right axis of a graph its unit and bounds", () => {
  const body = {
    yaxes: [{ format: "short" }, { format: "bytes", min: "0", max: null }],
    seriesOverrides: [
      { alias: "/mem/", yaxis: 2 },
      { alias: "Disk", yaxis: 2 },
      { alias: "CPU", color: "red" },
    ],
  };
  expect(oldOverrides(body)).toMatchObject([
    { matcher: "byRegexp", option: "/mem/", unit: "bytes", min: 0, max: undefined },
    { matcher: "byName", option: "Disk", unit: "bytes" },
  ]);
});

test("oldOverrides gives columns of a table the unit of the first style that fits: here the last", () => {
  const styles = [
    { pattern: "Time", type: "date" },
    { pattern: "Value #A", type: "number", unit: "percentunit", alias: "CPU" },
    { pattern: "/.*/", type: "string", unit: "short" },
  ];
  expect(oldOverrides({ styles }).map(({ option, unit, displayName }) => [option, unit, displayName])).toEqual([
    ["/.*/", undefined, undefined],
    ["Value #A", "percentunit", "CPU"],
    ["Time", "dateTimeAsIso", undefined],
  ]);
});
