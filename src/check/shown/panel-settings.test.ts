import { expect, test } from "vitest";
import { classic, source } from "../../../test/dashboards/source.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { panelSettings } from "./panel-settings.ts";

const fill = (text: string) => text.replaceAll("$x", "filled");
const ofClassic = (panel: object) =>
  panelSettings(parts(classic([{ id: 1, type: "table", ...panel }])).panels[0]!, fill);

test("panelSettings reads transformations in use, with their places, and fills in variables, in names too", () => {
  const { steps } = ofClassic({
    transformations: [
      { id: "merge", options: {} },
      { id: "limit", disabled: true, options: { limitField: 0 } },
      { id: "limit", topic: "annotations", options: { limitField: 0 } },
      {
        id: "organize",
        filter: { id: "byRefId", options: "A" },
        options: { excludeByName: { $x: true }, a: ["$x", 1] },
      },
      "broken",
    ],
  });
  expect(steps).toEqual([
    { id: "merge", place: 1, options: {}, filter: undefined },
    {
      id: "organize",
      place: 4,
      options: { excludeByName: { filled: true }, a: ["filled", 1] },
      filter: { id: "byRefId", options: "A" },
    },
  ]);
});

test.for([
  { kind: "limit", spec: { id: "limit", options: { limitField: 3 } } },
  { kind: "Transformation", group: "limit", spec: { options: { limitField: 3 } } },
])("panelSettings reads the transformation of schema v2 %j", (transformation) => {
  const data = { kind: "QueryGroup", spec: { queries: [], transformations: [transformation], queryOptions: {} } };
  const options = { reduceOptions: { calcs: ["max"] } };
  const fieldConfig = { defaults: { noValue: "-" }, overrides: [] };
  const vizConfig = { kind: "stat", spec: { options, fieldConfig } };
  const dashboard = source({
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "d" },
    spec: {
      title: "T",
      elements: { p: { kind: "Panel", spec: { id: 1, title: "P", data, vizConfig } } },
      layout: { kind: "GridLayout", spec: { items: [] } },
    },
  });
  expect(panelSettings(parts(dashboard).panels[0]!, fill)).toMatchObject({
    steps: [{ id: "limit", place: 1, options: { limitField: 3 } }],
    reduce: { calcs: ["max"] },
    defaults: { noValue: "-" },
  });
});

test("panelSettings reads field settings of some fields", () => {
  const overrides = [
    { matcher: { id: "byName", options: "a" }, properties: [{ id: "custom.hidden", value: true }, {}] },
    { properties: [] },
  ];
  expect(ofClassic({ fieldConfig: { overrides } }).overrides).toEqual([
    { matcher: { id: "byName", options: "a" }, properties: [{ id: "custom.hidden", value: true }] },
  ]);
});

test("panelSettings reads the old table's transformation and hidden columns, and singlestat's calculation", () => {
  const styles = [
    { pattern: "Time", type: "hidden" },
    { pattern: "/^V/", type: "hidden" },
    { pattern: "/.*/", type: "hidden" },
    { pattern: "job", type: "string" },
  ];
  const columns = [{ text: "Avg", value: "avg" }];
  const old = ofClassic({ styles, columns, transform: "timeseries_aggregations" });
  expect(old.steps).toEqual([{ id: "reduce", place: 1, options: { reducers: ["avg"] } }]);
  expect(old.overrides.map(({ matcher }) => matcher)).toEqual([
    { id: "byName", options: "Time" },
    { id: "byRegexp", options: "/^V/" },
  ]);
  expect(ofClassic({ transform: "table" }).steps).toEqual([]);
  expect(ofClassic({ valueName: "current" }).reduce).toEqual({ calcs: ["current"] });
});
