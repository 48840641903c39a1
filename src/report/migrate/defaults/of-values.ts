import { fields, hideFrom, legend, type PanelDefaults, reduceOptions, tooltip } from "./shared.ts";

const text = ["# Title", "", "For markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)"].join(
  "\n",
);

/** Panels without axes, by their type. */
export const values: Readonly<Record<string, PanelDefaults>> = {
  stat: {
    options: {
      reduceOptions,
      orientation: "auto",
      textMode: "auto",
      wideLayout: true,
      colorMode: "value",
      graphMode: "area",
      justifyMode: "auto",
      showPercentChange: false,
      percentChangeColorMode: "standard",
    },
    fields: fields("thresholds"),
  },
  gauge: {
    options: {
      reduceOptions,
      orientation: "auto",
      shape: "gauge",
      barShape: "flat",
      barWidthFactor: 0.5,
      segmentCount: 1,
      segmentSpacing: 0.3,
      endpointMarker: "point",
      textMode: "auto",
      sparkline: true,
      effects: { barGlow: false, centerGlow: false, gradient: true },
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: "auto",
      minVizWidth: 75,
      minVizHeight: 75,
    },
    fields: fields("thresholds"),
  },
  bargauge: {
    options: {
      reduceOptions,
      orientation: "auto",
      legend: { ...legend, showLegend: false },
      displayMode: "gradient",
      valueMode: "color",
      namePlacement: "auto",
      showUnfilled: true,
      sizing: "auto",
      minVizWidth: 8,
      minVizHeight: 16,
      maxVizHeight: 300,
    },
    fields: fields("thresholds"),
  },
  table: {
    options: { showHeader: true, cellHeight: "sm", frameIndex: 0, sortBy: [], enablePagination: false },
    fields: fields("thresholds", {
      align: "auto",
      cellOptions: { type: "auto" },
      inspect: false,
      footer: { reducers: [] },
    }),
  },
  piechart: {
    options: {
      reduceOptions,
      pieType: "pie",
      sort: "desc",
      displayLabels: [],
      tooltip,
      legend: { ...legend, values: [] },
    },
    fields: { mappings: [], color: { mode: "palette-classic" }, custom: { hideFrom } },
  },
  text: {
    options: {
      mode: "markdown",
      content: text,
      code: { language: "plaintext", showLineNumbers: false, showMiniMap: false },
    },
    fields: {},
  },
};
