import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

test("a gauge of Grafana 6.0, with its options by another name, keeps unit, bounds, thresholds and texts", () => {
  const made = migrated(
    {
      type: "gauge",
      "options-gauge": {
        unit: "celsius",
        stat: "avg",
        decimals: 1,
        minValue: 10,
        maxValue: 60,
        thresholds: [
          { color: "red", index: 2, value: 50 },
          { color: "green", index: 0, value: null },
        ],
        valueMappings: [{ id: 1, type: 1, value: "0", text: "off" }],
        showThresholdLabels: true,
      },
    },
    16,
  );
  expect(made.options).toMatchObject({ reduceOptions: { calcs: ["mean"] }, showThresholdLabels: true });
  expect(made.fieldConfig.defaults).toMatchObject({
    unit: "celsius",
    decimals: 1,
    min: 10,
    max: 60,
    thresholds: {
      mode: "absolute",
      steps: [
        { value: null, color: "green" },
        { value: 50, color: "red" },
      ],
    },
    mappings: [{ type: "value", options: { 0: { text: "off" } } }],
  });
  expect(made.options).not.toHaveProperty("valueOptions");
  expect(made.options).not.toHaveProperty("fieldOptions");
});

test("a bar gauge of Grafana 6.7 keeps what was among its field options", () => {
  const fieldOptions = {
    values: false,
    calcs: ["max"],
    defaults: {
      title: "$__field_name",
      unit: "percent",
      color: "blue",
      mappings: [{ id: 0, type: 2, from: "0", to: "5", text: "low" }],
      thresholds: { mode: "absolute", steps: [{ color: "a", value: null }] },
    },
    overrides: [{ matcher: { id: "byName", options: "x" }, properties: [{ id: "unit", value: "s" }] }],
  };
  const panel = { type: "bargauge", pluginVersion: "6.7.1", options: { fieldOptions, displayMode: "lcd" } };
  const made = migrated(panel, 22);
  expect(made.options).toMatchObject({ displayMode: "lcd", reduceOptions: { values: false, calcs: ["max"] } });
  expect(made.fieldConfig.defaults).toMatchObject({
    displayName: "$__field_name",
    unit: "percent",
    min: 0,
    max: 100,
    color: { mode: "fixed", fixedColor: "blue" },
    mappings: [{ type: "range", options: { from: 0, to: 5, result: { text: "low" } } }],
    thresholds: { mode: "absolute", steps: [{ color: "a", value: null }] },
  });
  expect(made.fieldConfig.overrides).toEqual(fieldOptions.overrides);
});

test("a stat of Grafana 8 and later has no bounds but its own", () => {
  const fieldConfig = { defaults: { unit: "percentunit" }, overrides: [] };
  const bounds = (pluginVersion: string) => {
    const { min, max } = migrated({ type: "stat", pluginVersion, fieldConfig }).fieldConfig.defaults;
    return [min, max];
  };
  expect([bounds("7.5.3"), bounds("8.0.0"), bounds("10.4.1")]).toEqual([
    [0, 1],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test("a gauge of before Grafana 13 has neither the line nor the gradient of the new one", () => {
  const gauge = (more: object, pluginVersion = "11.0.0") => migrated({ type: "gauge", pluginVersion, ...more }).options;
  const fieldConfig = { defaults: { color: { mode: "thresholds" } }, overrides: [] };
  expect(gauge({ options: { sizing: "manual", minVizWidth: 10 } })).toMatchObject({
    sparkline: false,
    effects: { gradient: false },
    shape: "gauge",
    sizing: "auto",
    minVizWidth: 75,
  });
  const marked = { options: { showThresholdMarkers: true } };
  expect(gauge(marked)["showThresholdMarkers"]).toBe(false);
  expect(gauge({ ...marked, fieldConfig })["showThresholdMarkers"]).toBe(true);
  expect(gauge({}, "13.0.0")).toMatchObject({ sparkline: true, effects: { gradient: true } });
  expect(gauge({ options: { shape: "circle" } })).toMatchObject({ shape: "circle", sparkline: true });
});
