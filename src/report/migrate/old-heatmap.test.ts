import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

const buckets = {
  type: "heatmap",
  dataFormat: "tsbuckets",
  cards: { cardPadding: null, cardRound: null },
  color: {
    mode: "spectrum",
    colorScheme: "interpolateOranges",
    exponent: 0.5,
    min: null,
    max: 10,
    cardColor: "#b4ff00",
  },
  hideZeroBuckets: true,
  legend: { show: false },
  tooltip: { show: true, showHistogram: true },
  xAxis: { show: true },
  yAxis: { format: "s", decimals: 1, logBase: 1, min: "0", max: null, show: true },
  yBucketBound: "upper",
  reverseYBuckets: true,
};

test("a heatmap of buckets of before Grafana 9 keeps its colours, axis and tooltip", () => {
  expect(migrated(buckets).options).toEqual({
    calculate: false,
    calculation: {},
    color: {
      mode: "scheme",
      scheme: "Oranges",
      fill: "#b4ff00",
      scale: "exponential",
      exponent: 0.5,
      steps: 128,
      reverse: false,
      max: 10,
    },
    cellGap: 2,
    cellValues: {},
    yAxis: { axisPlacement: "left", reverse: true, min: 0, unit: "s", decimals: 1 },
    rowsFrame: { layout: "ge" },
    legend: { show: false },
    showValue: "never",
    filterValues: { le: 1e-9 },
    tooltip: { mode: "single", yHistogram: true, showColorScale: false },
    exemplars: { color: "rgba(255,0,255,0.7)" },
  });
});

test("a heatmap of series calculates its buckets", () => {
  const series = { type: "heatmap", dataFormat: "timeseries", xBucketSize: "1h", yBucketNumber: 10 };
  expect(migrated(series).options).toMatchObject({
    calculate: true,
    calculation: { xBuckets: { mode: "size", value: "1h" }, yBuckets: { mode: "count", value: "10" } },
  });
  const log = { ...series, yAxis: { logBase: 2, splitFactor: 3, show: false } };
  expect(migrated(log).options).toMatchObject({
    calculation: { yBuckets: { mode: "count", value: "3", scale: { type: "log", log: 2 } } },
    yAxis: { axisPlacement: "hidden" },
  });
});

test("colours by opacity, and those from high to low", () => {
  const color = { mode: "opacity", cardColor: "red", min: 9, max: 1 };
  expect(migrated({ ...buckets, color }).options["color"]).toMatchObject({
    mode: "opacity",
    fill: "red",
    min: 1,
    max: 9,
    reverse: true,
  });
});

test("a heatmap of Grafana 9 keeps its options; its tooltip has modes now", () => {
  const options = { calculate: true, tooltip: { show: false, yHistogram: true } };
  expect(migrated({ type: "heatmap", options }).options).toMatchObject({
    calculate: true,
    tooltip: { mode: "none", yHistogram: true },
  });
  const first = { type: "heatmap-new", options: { bucketFrame: { layout: "le" } } };
  expect(migrated(first)).toMatchObject({
    type: "heatmap",
    writtenType: "heatmap-new",
    options: { rowsFrame: { layout: "le" } },
  });
});
