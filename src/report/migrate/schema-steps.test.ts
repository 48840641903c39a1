import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

const defaults = (written: object, version: number) =>
  migrated({ type: "timeseries", fieldConfig: { defaults: written, overrides: [] } }, version).fieldConfig;

test("value mappings of before Grafana 8 become those of today", () => {
  const mappings = [
    { id: 1, type: 2, from: "1", to: "5", text: "some" },
    { id: 2, type: 1, value: "0", text: "none" },
    { id: 3, type: 1, value: "null", text: "N/A" },
    { id: 4, type: 1, value: "9", text: "many" },
  ];
  const today = [
    { type: "value", options: { 0: { text: "none" }, 9: { text: "many" } } },
    { type: "range", options: { from: 1, to: 5, result: { text: "some" } } },
    { type: "special", options: { match: "null", result: { text: "N/A" } } },
  ];
  expect(defaults({ mappings }, 29).defaults["mappings"]).toEqual(today);
  expect(defaults({ mappings: today }, 30).defaults["mappings"]).toEqual(today);
  const matcher = { id: "byName", options: "x" };
  const overrides = [{ matcher, properties: [{ id: "mappings", value: mappings }] }];
  const made = migrated({ type: "stat", fieldConfig: { defaults: {}, overrides } }, 29);
  expect(made.fieldConfig.overrides).toEqual([{ matcher, properties: [{ id: "mappings", value: today }] }]);
});

test("a legend that was hidden in either way is hidden, any other is shown", () => {
  const legend = (written: object, version = 36) =>
    migrated({ type: "timeseries", options: { legend: written } }, version).options["legend"];
  expect(legend({ displayMode: "hidden" })).toMatchObject({ displayMode: "list", showLegend: false });
  expect(legend({ displayMode: "table", showLegend: false })).toMatchObject({ displayMode: "list", showLegend: false });
  expect(legend({ displayMode: "table" })).toMatchObject({ displayMode: "table", showLegend: true });
  expect(legend({ displayMode: "table", showLegend: false }, 37)).toMatchObject({ displayMode: "table" });
});

test("labels as fields are merged, and statistics of series have objects of their own", () => {
  const transformations = [
    { id: "labelsToFields", options: {} },
    { id: "timeSeriesTable", options: { refIdToStat: { A: "max" } } },
  ];
  expect(migrated({ type: "table", transformations }, 30).transformations).toEqual([
    { id: "labelsToFields", options: {} },
    { id: "merge", options: {} },
    { id: "timeSeriesTable", options: { A: { stat: "max" } } },
  ]);
});

test("axes that are hidden leave that of time, and series that are hidden leave the tooltip", () => {
  expect(defaults({ custom: { axisPlacement: "hidden" } }, 34).overrides).toEqual([
    { matcher: { id: "byType", options: "time" }, properties: [{ id: "custom.axisPlacement", value: "auto" }] },
  ]);
  const matcher = { id: "byName", options: "x" };
  const overrides = [{ matcher, properties: [{ id: "custom.hideFrom", value: { viz: true, legend: false } }] }];
  const hidden = (version: number) =>
    migrated({ type: "timeseries", fieldConfig: { defaults: {}, overrides } }, version).fieldConfig.overrides;
  expect(hidden(41)).toMatchObject([{ properties: [{ value: { viz: true, tooltip: true } }] }]);
  expect(hidden(42)).toEqual(overrides);
});

test("the options of a tooltip lie where they do today", () => {
  const options = { tooltipOptions: { mode: "multi" } };
  expect(migrated({ type: "timeseries", options }, 29).options).toMatchObject({ tooltip: { mode: "multi" } });
});
