import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

/** As Grafana 6 saved a new singlestat. */
const plain = {
  type: "singlestat",
  colorBackground: false,
  colorValue: false,
  colors: ["#299c46", "rgba(237, 129, 40, 0.89)", "#d44a3a"],
  decimals: null,
  format: "none",
  gauge: { show: false, minValue: 0, maxValue: 100, thresholdLabels: false, thresholdMarkers: true },
  mappingType: 1,
  nullPointMode: "connected",
  nullText: null,
  postfix: " x",
  prefix: "",
  rangeMaps: [{ from: "null", to: "null", text: "N/A" }],
  sparkline: { show: false, full: false, lineColor: "rgb(31, 120, 193)" },
  tableColumn: "",
  thresholds: "",
  valueFontSize: "80%",
  valueMaps: [{ op: "=", value: "null", text: "N/A" }],
  valueName: "avg",
};

test("a singlestat becomes a stat that calculates what it did, without a line and without colours", () => {
  expect(migrated(plain)).toMatchObject({
    type: "stat",
    writtenType: "singlestat",
    options: {
      reduceOptions: { values: false, calcs: ["mean"], fields: "" },
      orientation: "horizontal",
      graphMode: "none",
      colorMode: "none",
      textMode: "auto",
    },
    fieldConfig: {
      defaults: {
        unit: "none",
        nullValueMode: "connected",
        mappings: [{ type: "special", options: { match: "null", result: { text: "N/A" } } }],
      },
      overrides: [],
    },
  });
});

test.for([
  ["current", "lastNotNull"],
  ["total", "sum"],
  ["max", "max"],
  ["delta", "delta"],
  ["name", "mean"],
  [undefined, "mean"],
] as const)("the value %s is calculated as %s", ([valueName, calc]) => {
  expect(migrated({ ...plain, valueName }).options["reduceOptions"]).toMatchObject({ calcs: [calc] });
});

test("colours go with thresholds; the line's colour counts where the value has none", () => {
  const { fieldConfig, options } = migrated({ ...plain, colorBackground: true, thresholds: "70, 90", decimals: 0 });
  expect(options).toMatchObject({ colorMode: "background" });
  expect(fieldConfig.defaults).toMatchObject({
    decimals: 0,
    thresholds: {
      mode: "absolute",
      steps: [
        { value: null, color: "#299c46" },
        { value: 70, color: "rgba(237, 129, 40, 0.89)" },
        { value: 90, color: "#d44a3a" },
      ],
    },
  });
  expect(migrated({ ...plain, colorValue: true }).options).toMatchObject({ colorMode: "value" });
  const line = migrated({ ...plain, sparkline: { show: true, lineColor: "#123" } });
  expect(line.options).toMatchObject({ graphMode: "area", colorMode: "none" });
  expect(line.fieldConfig.defaults["color"]).toEqual({ mode: "fixed", fixedColor: "#123" });
});

test("a singlestat with a gauge becomes a stat with the gauge's bounds", () => {
  const gauge = { show: true, minValue: 0, maxValue: 1, thresholdLabels: true, thresholdMarkers: false };
  expect(migrated({ ...plain, gauge, format: "percentunit" })).toMatchObject({
    type: "stat",
    fieldConfig: { defaults: { min: 0, max: 1, unit: "percentunit" } },
  });
});

test("the first of three thresholds says nothing in the first versions", () => {
  const made = migrated({ ...plain, thresholds: "0,70,90" }, 8);
  expect(made.fieldConfig.defaults["thresholds"]).toMatchObject({
    steps: [{ value: null }, { value: 70 }, { value: 90 }],
  });
});

test("percent has bounds from 0 to 100, as it had before Grafana 8", () => {
  expect(migrated({ ...plain, format: "percent" }).fieldConfig.defaults).toMatchObject({ min: 0, max: 100 });
});

test("texts for values and ranges stay, a number among them with the colour of its threshold", () => {
  const valueMaps = [
    { value: "1", text: "UP" },
    { value: "0", text: "95" },
  ];
  const made = migrated({ ...plain, valueMaps, thresholds: "70,90" });
  expect(made.fieldConfig.defaults["mappings"]).toEqual([
    { type: "value", options: { 1: { text: "UP" } } },
    { type: "value", options: { 0: { text: "95", color: "#d44a3a" } } },
  ]);
  const rangeMaps = [{ from: "0", to: "10", text: "low" }];
  expect(migrated({ ...plain, mappingType: 2, rangeMaps }).fieldConfig.defaults["mappings"]).toEqual([
    { type: "range", options: { from: 0, to: 10, result: { text: "low" } } },
  ]);
});

test("a column of a table, a text for nothing and the name of a series are kept", () => {
  const made = migrated({ ...plain, tableColumn: "Value", nullText: "-", valueName: "name" });
  expect(made.options).toMatchObject({ reduceOptions: { fields: "/^Value$/" }, textMode: "name" });
  expect(made.fieldConfig.defaults["noValue"]).toBe("-");
});
