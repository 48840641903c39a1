import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

test("the old pie chart keeps its shape, legend, colours and calculation", () => {
  const made = migrated({
    type: "grafana-piechart-panel",
    aliasColors: { a: "red" },
    format: "bytes",
    legend: { show: true, values: true, percentage: true },
    legendType: "Right side",
    pieType: "donut",
    valueName: "current",
  });
  expect(made).toMatchObject({
    type: "piechart",
    writtenType: "grafana-piechart-panel",
    options: {
      pieType: "donut",
      legend: { placement: "right", displayMode: "table", showLegend: true, values: ["value", "percent"] },
      reduceOptions: { calcs: ["lastNotNull"] },
    },
    fieldConfig: {
      defaults: { unit: "bytes", decimals: 0 },
      overrides: [
        {
          matcher: { id: "byName", options: "a" },
          properties: [{ id: "color", value: { mode: "fixed", fixedColor: "red" } }],
        },
      ],
    },
  });
  const onGraph = { type: "grafana-piechart-panel", legendType: "On graph", legend: { values: true } };
  expect(migrated(onGraph).options).toMatchObject({ legend: { showLegend: false }, displayLabels: ["name", "value"] });
});

test("the old world map becomes a map with the colours and the calculation of its circles", () => {
  const made = migrated({
    type: "grafana-worldmap-panel",
    valueName: "total",
    locationData: "countries",
    thresholds: "0,10",
    colors: ["a", "b", "c"],
    decimals: 2,
    initialZoom: "3",
  });
  expect(made).toMatchObject({
    type: "geomap",
    options: { view: { zoom: 3 } },
    fieldConfig: {
      defaults: {
        decimals: 2,
        thresholds: {
          steps: [
            { value: null, color: "a" },
            { value: 0, color: "b" },
            { value: 10, color: "c" },
          ],
        },
      },
    },
    transformations: [{ id: "reduce", options: { reducers: ["sum"] } }],
  });
});

test("the discrete panel becomes a state timeline; a text has the colour that it was given", () => {
  const made = migrated({
    type: "natel-discrete-panel",
    units: "short",
    colorMaps: [{ text: "UP", color: "green" }],
    valueMaps: [{ op: "=", value: "1", text: "UP" }],
    rangeMaps: [{ from: "5", to: "9", text: "UP" }],
  });
  expect(made).toMatchObject({ type: "state-timeline", options: { mergeValues: true } });
  expect(made.fieldConfig.defaults).toMatchObject({
    unit: "short",
    custom: { fillOpacity: 100, lineWidth: 0 },
    mappings: [
      { type: "value", options: { UP: { color: "green" }, 1: { text: "UP", color: "green" } } },
      { type: "range", options: { from: 5, to: 9, result: { text: "UP", color: "green" } } },
    ],
  });
});
