import { expect, test } from "vitest";
import { dashboardSource } from "../testing/dashboard-source.ts";
import { aboutPanel, aboutQuery, placeOf, readWritten } from "./written-dashboard.ts";

test("readWritten keeps queries as they are written, with the placeholders of inputs", () => {
  const source = dashboardSource({
    panels: [{ targets: ['up{app="${APP}"}'] }],
    variables: [{ name: "v", type: "custom", query: "a,b" }],
    __inputs: [{ name: "APP", type: "constant", value: "shop" }],
  });
  const written = readWritten(source);
  expect(written.queries.map(({ expr }) => expr)).toEqual(['up{app="${APP}"}']);
  expect([...written.variables.keys()]).toEqual(["v"]);
  expect(written.inputs).toMatchObject([{ name: "APP", value: "shop" }]);
  expect(written.resolved.size).toBe(0);
});

test("placeOf names a query's panel, variable or annotation", () => {
  const shared = { expr: "x", prometheus: true, dataSourceKind: "prometheus", dataSource: "prometheus" } as const;
  expect(placeOf({ ...shared, place: "panel", panelId: 1, panelTitle: "P", refId: "A" })).toEqual({
    panel: "P",
    panelId: 1,
    refId: "A",
  });
  expect(placeOf({ ...shared, place: "variable", name: "v" })).toEqual({ variable: "v" });
  expect(placeOf({ ...shared, place: "annotation", name: "Deploys" })).toEqual({ annotation: "Deploys" });
});

test("aboutQuery and aboutPanel are broken where nothing else is said", () => {
  const [query] = readWritten(dashboardSource({ panels: [{ targets: ["up"] }] })).queries;
  expect(aboutQuery(query!, { code: "regex-behind-equals", reason: "why" })).toEqual({
    panel: "P1",
    panelId: 1,
    refId: "A",
    state: "broken",
    code: "regex-behind-equals",
    reason: "why",
    expr: "up",
  });
  expect(aboutPanel({ title: "P" }, { code: "panels-overlap", state: "hint", reason: "why" })).toEqual({
    panel: "P",
    state: "hint",
    code: "panels-overlap",
    reason: "why",
  });
});
