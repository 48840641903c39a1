import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

const styles = [
  { pattern: "Time", alias: "When", type: "date", dateFormat: "YYYY-MM-DD" },
  {
    pattern: "/value.*/",
    alias: "",
    type: "number",
    unit: "percent",
    decimals: 1,
    colorMode: "cell",
    colors: ["green", "orange", "red"],
    thresholds: ["70", "90.5"],
    align: "right",
  },
  { pattern: "job", type: "hidden" },
  { pattern: "link", type: "string", link: true, linkTooltip: "go", linkUrl: "https://x.example/${__cell}" },
  {
    pattern: "/.*/",
    type: "number",
    unit: "short",
    decimals: 2,
    colorMode: "value",
    colors: ["a", "b"],
    thresholds: ["5"],
  },
];

test("styles of an old table become overrides, the one for everything the settings of all fields", () => {
  const { type, fieldConfig, options } = migrated({ type: "table", styles, transform: "table" }, 16);
  expect(type).toBe("table");
  expect(fieldConfig.overrides).toEqual([
    {
      matcher: { id: "byName", options: "Time" },
      properties: [
        { id: "displayName", value: "When" },
        { id: "unit", value: "time: YYYY-MM-DD" },
      ],
    },
    {
      matcher: { id: "byRegexp", options: "/value.*/" },
      properties: [
        { id: "unit", value: "percent" },
        { id: "decimals", value: 1 },
        { id: "custom.cellOptions", value: { type: "color-background" } },
        { id: "custom.align", value: "right" },
        {
          id: "thresholds",
          value: {
            mode: "absolute",
            steps: [
              { value: null, color: "green" },
              { value: 70, color: "orange" },
              { value: 90, color: "red" },
            ],
          },
        },
      ],
    },
    { matcher: { id: "byName", options: "job" }, properties: [{ id: "custom.hideFrom.viz", value: true }] },
    {
      matcher: { id: "byName", options: "link" },
      properties: [{ id: "links", value: [{ title: "go", url: "https://x.example/${__cell}" }] }],
    },
  ]);
  expect(fieldConfig.defaults).toMatchObject({
    unit: "short",
    decimals: 2,
    thresholds: {
      steps: [
        { value: null, color: "a" },
        { value: 5, color: "b" },
      ],
    },
    custom: { cellOptions: { type: "color-text" }, align: "auto", inspect: false },
  });
  expect(options).toMatchObject({ showHeader: true, cellHeight: "sm" });
});

test.for([
  ["timeseries_to_columns", "seriesToColumns"],
  ["timeseries_to_rows", "seriesToRows"],
  ["table", "merge"],
] as const)("the transform %s becomes the transformation %s", ([transform, id]) => {
  expect(migrated({ type: "table", styles: [], transform }, 16).transformations).toEqual([
    { id, options: { reducers: [] } },
  ]);
});

test("aggregations become a reduction by the calculations of their columns; JSON and annotations stay untransformed", () => {
  const columns = [
    { text: "Avg", value: "avg" },
    { text: "Current", value: "current" },
    { text: "X", value: "nobody" },
  ];
  const old = { type: "table", styles: [], columns };
  expect(migrated({ ...old, transform: "timeseries_aggregations" }, 16).transformations).toEqual([
    { id: "reduce", options: { reducers: ["mean", "lastNotNull"], includeTimeField: false } },
  ]);
  expect(migrated({ ...old, transform: "json" }, 16).transformations).toEqual([]);
  expect(migrated({ ...old, transform: "annotations" }, 16).transformations).toEqual([]);
});

test("a table of Grafana 7 that still has styles is a new one", () => {
  expect(migrated({ type: "table", styles, options: { showHeader: false } }, 30)).toMatchObject({
    options: { showHeader: false },
    fieldConfig: { overrides: [] },
  });
});
