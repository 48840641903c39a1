import { expect, test } from "vitest";
import { source, v2Element } from "../../../../test/dashboards/source.ts";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { fieldSettings } from "./field-settings.ts";

const reasons = (fieldConfig: unknown) =>
  fieldSettings(readWritten(dashboardSource({ panels: [{ fieldConfig }] }))).map(({ reason }) => reason);

test.for<[object, string]>([
  [{ unit: ["bytes"] }, "unit is not a text"],
  [{ decimals: "2" }, "decimals is not a number"],
  [{ min: "0" }, "min is not a number"],
  [{ max: {} }, "max is not a number"],
  [{ thresholds: {} }, "thresholds has no steps"],
  [{ thresholds: { steps: [{ value: "80" }] } }, "thresholds.steps.0.value is not a number"],
  [{ thresholds: [] }, "thresholds is not an object"],
  [{ mappings: { "0": "Down" } }, "mappings is not a list"],
  [{ mappings: ["Down"] }, "mappings.0 is not an object"],
])("fieldSettings says of %j that %s", ([defaults, reason]) => {
  expect(reasons({ defaults, overrides: [] })).toEqual([reason]);
});

test.for<[unknown, string]>([
  [{ properties: [] }, "override 1: it has no matcher"],
  [{ matcher: {}, properties: [] }, "override 1: matcher has no id"],
  [{ matcher: { id: "byName", options: "A" }, properties: [{ value: 1 }] }, "override 1: properties.0 has no id"],
  [
    { matcher: { id: "byName", options: "A" }, properties: [{ id: "unit", value: ["bytes"] }] },
    "override 1: unit is not a text",
  ],
  [
    { matcher: { id: "byName", options: "A" }, properties: [{ id: "thresholds", value: { mode: "absolute" } }] },
    "override 1: thresholds has no steps",
  ],
])("fieldSettings says of the override %j that %s", ([override, reason]) => {
  expect(reasons({ overrides: [override] })).toEqual([reason]);
});

test("fieldSettings has nothing against what Grafana itself saves", () => {
  const defaults = {
    unit: "bytes",
    decimals: null,
    min: 0,
    thresholds: {
      mode: "absolute",
      steps: [
        { color: "green", value: null },
        { color: "red", value: 80 },
      ],
    },
    mappings: [{ type: "value", options: { "0": { text: "Down" } } }],
    color: { mode: "palette-classic" },
    custom: { unit: [] },
  };
  const override = { matcher: { id: "byName", options: "A" }, properties: [{ id: "custom.width", value: "wide" }] };
  expect(reasons({ defaults, overrides: [override] })).toEqual([]);
  expect(reasons(undefined)).toEqual([]);
  expect(reasons({ overrides: {} })).toEqual(["overrides is not a list"]);
  expect(reasons("x")).toEqual([]);
});

test("fieldSettings reads panels of schema v2", () => {
  const element = v2Element(1, "P", [{ expr: "up" }]) as { spec: { vizConfig: { spec: object } } };
  element.spec.vizConfig.spec = { ...element.spec.vizConfig.spec, fieldConfig: { defaults: { unit: 5 } } };
  const dashboard = source({
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "d" },
    spec: { title: "D", elements: { "panel-1": element }, layout: { kind: "GridLayout", spec: { items: [] } } },
  });
  expect(fieldSettings(readWritten(dashboard))).toMatchObject([{ panel: "P", reason: "unit is not a text" }]);
});
