import { expect, test } from "vitest";
import { readOverride } from "../../dashboard/fields/field-override.ts";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { withFieldSettings } from "./field-settings.ts";

/** The unit of a query in a panel in requests per second with one override or more. */
function unitWith(query: Partial<DashboardQuery>, ...matchers: readonly object[]) {
  const units = ["bytes", "s", "percent"];
  const overrides = matchers.flatMap((matcher, index) =>
    readOverride({ matcher, properties: [{ id: "unit", value: units[index] }] }),
  );
  const panelContext = { unit: "reqps", mappings: [], overrides, transformations: [], type: "timeseries" };
  const asked = { expr: "x", refId: "A", unit: "reqps", panelContext, ...query } as unknown as DashboardQuery;
  return withFieldSettings(asked, createPatternCache()).unit;
}

test.for([
  [{ legendFormat: "Memory" }, { id: "byName", options: "Memory" }, "bytes"],
  [{ legendFormat: "CPU" }, { id: "byName", options: "Memory" }, "reqps"],
  [{ legendFormat: "busy {{mode}}" }, { id: "byRegexp", options: "/^busy.*/" }, "bytes"],
  [{ legendFormat: "busy" }, { id: "byRegexp", options: "busy|idle" }, "bytes"],
  [{ legendFormat: "very busy" }, { id: "byRegexp", options: "busy|idle" }, "reqps"],
  [{ legendFormat: "very busy" }, { id: "byRegexp", options: "/busy|idle/" }, "bytes"],
  [{ legendFormat: "x" }, { id: "byRegexp", options: "/(?=x)/" }, "reqps"],
  [{ refId: "B" }, { id: "byFrameRefID", options: "B" }, "bytes"],
  [{ refId: "A" }, { id: "byFrameRefID", options: "B" }, "reqps"],
  [{}, { id: "byType", options: "number" }, "bytes"],
  [{}, { id: "byType", options: "time" }, "reqps"],
  [{ legendFormat: "a" }, { id: "byNames", options: { names: ["a", "b"] } }, "bytes"],
  [{ legendFormat: "a" }, { id: "byNames", options: { mode: "exclude", names: ["a", "b"] } }, "reqps"],
  [{ format: "table", refId: "C" }, { id: "byName", options: "Value #C" }, "bytes"],
] as const)("withFieldSettings gives %j with an override of %j the unit %s", ([query, matcher, unit]) => {
  expect(unitWith(query, matcher)).toBe(unit);
});

test("withFieldSettings believes the later of two overrides", () => {
  const [all, own] = [
    { id: "byType", options: "number" },
    { id: "byName", options: "Memory" },
  ];
  expect(unitWith({ legendFormat: "Memory" }, all, own)).toBe("s");
  expect(unitWith({ legendFormat: "Other" }, all, own)).toBe("bytes");
});

test("withFieldSettings takes bounds, thresholds and mappings too", () => {
  const properties = [
    { id: "max", value: 1 },
    { id: "thresholds", value: { mode: "percentage", steps: [{ value: 50, color: "red" }] } },
    { id: "mappings", value: [{ type: "value", options: { 1: { text: "Up" } } }] },
  ];
  const overrides = readOverride({ matcher: { id: "byName", options: "Up" }, properties });
  const panelContext = { overrides, transformations: [], thresholds: [], thresholdMode: "absolute", mappings: [] };
  const asked = { expr: "x", legendFormat: "Up", panelContext } as unknown as DashboardQuery;
  expect(withFieldSettings(asked, createPatternCache()).panelContext).toMatchObject({
    max: 1,
    thresholdMode: "percentage",
    thresholds: [{ value: 50, color: "red" }],
    mappedValues: ["1"],
  });
});
