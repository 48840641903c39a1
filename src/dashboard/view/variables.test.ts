import { expect, test } from "vitest";
import { classic, v2 } from "../../../test/dashboards/source.ts";
import { parts } from "./parts.ts";
import { readVariables } from "./variables.ts";

const read = (...list: object[]) => readVariables(parts(classic([], { templating: { list } })));

test("readVariables reads a query variable of the classic schema", () => {
  const [variable] = read({
    name: "job",
    type: "query",
    datasource: null,
    query: { query: "label_values(up, job)", refId: "x" },
    regex: "/a(.*)/",
    sort: 1,
    refresh: 2,
    hide: 0,
    multi: true,
    includeAll: true,
    allValue: ".*",
    current: { text: ["All"], value: ["$__all"] },
    options: [
      { text: "All", value: "$__all", selected: true },
      { text: "a", value: "b" },
    ],
  });
  expect(variable).toMatchObject({
    name: "job",
    type: "query",
    query: "label_values(up, job)",
    prometheus: true,
    regex: "/a(.*)/",
    sort: 1,
    refresh: 2,
    multi: true,
    includeAll: true,
    allValue: ".*",
    current: { text: ["All"], value: ["$__all"] },
    options: [
      { text: "All", value: "$__all" },
      { text: "a", value: "b" },
    ],
  });
});

test("readVariables reads the words of schema v2 as the numbers of the classic one", () => {
  const variables = [
    {
      kind: "QueryVariable",
      spec: {
        name: "job",
        hide: "hideVariable",
        refresh: "onTimeRangeChanged",
        sort: "numericalDesc",
        multi: false,
        includeAll: false,
        current: { text: "a", value: "a" },
        query: {
          kind: "DataQuery",
          group: "prometheus",
          version: "v0",
          spec: { __legacyStringValue: "label_values(job)" },
        },
      },
    },
    { kind: "SwitchVariable", spec: { name: "on", current: "yes", enabledValue: "yes", disabledValue: "no" } },
    { kind: "DatasourceVariable", spec: { name: "ds", pluginId: "prometheus", current: { text: "", value: "" } } },
    {
      kind: "AdhocVariable",
      group: "prometheus",
      datasource: { name: "p" },
      spec: { name: "f", baseFilters: [], filters: [{ key: "a", operator: "!=", value: "b" }] },
    },
  ];
  expect(readVariables(parts(v2({}, { variables })))).toMatchObject([
    { name: "job", type: "query", query: "label_values(job)", hide: 2, refresh: 2, sort: 4, prometheus: true },
    { name: "on", type: "switch", query: "yes,no", current: { value: "yes" } },
    { name: "ds", type: "datasource", query: "prometheus" },
    { name: "f", type: "adhoc", prometheus: true, filters: [{ key: "a", operator: "!=", value: "b" }] },
  ]);
});

test("readVariables takes saved values of every kind that Grafana has written", () => {
  const saved = (current: unknown) => read({ name: "x", type: "custom", query: "a,b", current })[0]!.current;
  expect(saved({ text: "a", value: "a" })).toEqual({ text: "a", value: "a" });
  expect(saved({ value: 5 })).toEqual({ text: "5", value: "5" });
  expect(saved({ text: "a", value: { value: "b" } })).toEqual({ text: "a", value: "b" });
  expect(saved({})).toBeUndefined();
  expect(saved(null)).toBeUndefined();
});

test("readVariables fills in constants of an export", () => {
  const dashboard = classic([], {
    __inputs: [{ name: "VAR_P", type: "constant", value: "app" }],
    templating: {
      list: [{ name: "p", type: "constant", query: "${VAR_P}", current: { text: "${VAR_P}", value: "${VAR_P}" } }],
    },
  });
  expect(readVariables(parts(dashboard))).toMatchObject([{ query: "app", current: { text: "app", value: "app" } }]);
});
