import { describe, expect, test } from "vitest";
import { frameOf, seriesOf, tools } from "../testing/frames.ts";
import { fieldNames, undrawn } from "./drawn.ts";
import { NotJudged } from "./frame.ts";
import type { PanelSettings } from "./panel-settings.ts";

const settings = (type: string, more: Partial<PanelSettings> = {}): PanelSettings => ({
  ...{ type, steps: [], reduce: {}, defaults: {}, overrides: [] },
  ...more,
});
const series = [seriesOf("A", { job: "api" }, [1, 2], "api")];
const texts = [frameOf("A", { job: ["api"] })];
const code = (frames: Parameters<typeof undrawn>[0], type: string, more: Partial<PanelSettings> = {}) =>
  undrawn(frames, settings(type, more), tools())?.code;
const hide = (options: string, id = "custom.hideFrom.viz") => ({
  overrides: [{ matcher: { id: "byRegexp", options }, properties: [{ id, value: true }] }],
});

describe("panels of values", () => {
  test.for(["stat", "gauge", "bargauge", "piechart", "singlestat"])("undrawn wants a number for %s", (type) => {
    expect(code(series, type)).toBeUndefined();
    expect(code(texts, type)).toBe("no-value");
  });

  test("undrawn wants a field of the chosen name, and shows which there are", () => {
    expect(code(series, "stat", { reduce: { fields: "/^api$/" } })).toBeUndefined();
    expect(undrawn(series, settings("stat", { reduce: { fields: "/^web$/" } }), tools())).toEqual({
      code: "field-missing",
      reason: 'the panel shows only fields that match "/^web$/", and there are Time, api',
    });
  });

  test("undrawn does not judge names that the panel's settings may have made", () => {
    const renamed = { reduce: { fields: "/^web$/" }, defaults: { displayName: "web" } };
    expect(() => code(series, "stat", renamed)).toThrow(NotJudged);
  });

  test("undrawn wants a result of a calculation", () => {
    const nothing = [frameOf("A", { Time: [1, 2], a: [null, null] })];
    expect(code(nothing, "stat", { reduce: { calcs: ["lastNotNull"] } })).toBe("no-value");
    expect(code(nothing, "stat", { reduce: { calcs: ["lastNotNull", "sum"] } })).toBeUndefined();
    expect(code(nothing, "stat", { reduce: { calcs: ["median"] } })).toBeUndefined();
  });

  test("undrawn wants a row of a field whose rows are shown", () => {
    const frames = [frameOf("A", { a: [] }), frameOf("B", { job: ["x"] })];
    expect(code(frames, "gauge", { reduce: { values: true } })).toBe("no-value");
    expect(code(series, "gauge", { reduce: { values: true, limit: 0 } })).toBeUndefined();
  });

  test("undrawn leaves NaN out of a pie, and hidden fields", () => {
    const nan = [frameOf("A", { a: [Number.NaN] })];
    expect(code(nan, "stat", { reduce: { calcs: ["last"] } })).toBeUndefined();
    expect(code(nan, "piechart", { reduce: { calcs: ["last"] } })).toBe("no-value");
    expect(code(series, "piechart", hide("/./"))).toBe("fields-hidden");
  });
});

describe("panels of fields", () => {
  test("undrawn wants a time and a number for a time series", () => {
    expect(code(series, "timeseries")).toBeUndefined();
    expect(undrawn(texts, settings("timeseries"), tools())).toEqual({
      code: "no-value",
      reason: "a time series needs a time and a number, and there are job",
    });
    expect(code([frameOf("A", { a: [1] })], "timeseries")).toBe("no-value");
    expect(code([frameOf("A", { Time: [1], a: [Number.NaN] })], "timeseries")).toBe("no-value");
  });

  test("undrawn sees when field settings hide every line or column", () => {
    expect(code(series, "timeseries", hide("/api/"))).toBe("fields-hidden");
    expect(code(series, "timeseries", hide("/web/"))).toBeUndefined();
    expect(code(series, "table", hide("/api/", "custom.hidden"))).toBeUndefined();
    expect(code(series, "table", hide("/./", "custom.hidden"))).toBe("fields-hidden");
    expect(code(series, "state-timeline", hide("/api/"))).toBe("fields-hidden");
    expect(code(series, "barchart", hide("/Time/"))).toBeUndefined();
  });

  test("undrawn says nothing about other panels", () => {
    expect(code(texts, "heatmap", hide("/./"))).toBeUndefined();
    expect(code(texts, "vendor-own-panel")).toBeUndefined();
  });
});

test("fieldNames names every field once, and cuts long lists", () => {
  expect(fieldNames([])).toBe("no field");
  expect(fieldNames([...series, ...series])).toBe("Time, api");
  expect(fieldNames([frameOf("A", { a: [], b: [], c: [], d: [], e: [], f: [] })])).toBe("a, b, c, d, e and 1 more");
});
