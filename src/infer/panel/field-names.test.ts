import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { fieldNames } from "./field-names.ts";

const names = (query: Partial<DashboardQuery>, options?: object) => {
  const transformations = options === undefined ? [] : [{ id: "organize", options }];
  const panelContext = { type: "timeseries", transformations } as unknown as DashboardQuery["panelContext"];
  return fieldNames({ expr: "x", panelContext, ...query } as DashboardQuery).map(({ text, exact }) =>
    exact ? text : `~${text}`,
  );
};

test("fieldNames gives the legend, with the names of its labels and variables", () => {
  expect(names({ legendFormat: "Memory" })).toEqual(["Memory"]);
  expect(names({ legendFormat: "{{ pod }} of $node" })).toEqual(["~pod of node"]);
  expect(names({ legendFormat: "__auto", expr: "rate(y[5m])" })).toEqual(["~rate(y[5m])"]);
});

test("fieldNames knows the letter that Grafana gives a query without one", () => {
  expect(names({ format: "table", targetIndex: 2 })[0]).toBe("Value #C");
});

test("fieldNames gives a table's column of values, under the name that organize gives it", () => {
  expect(names({ format: "table", refId: "B" })).toEqual(["Value #B", "Value"]);
  expect(names({ format: "table", refId: "B" }, { renameByName: { "Value #B": "CPU", other: "Pod" } })).toEqual([
    "CPU",
    "Value #B",
    "Value",
  ]);
});
