import { expect, test } from "vitest";
import type { OptionSet, PositionalSet } from "./option.ts";
import { readRequest } from "./read-request.ts";

const options = {
  "dry-run": { type: "boolean", default: false, describe: "x" },
  "max-series": { type: "number", default: 5, describe: "x" },
  "grafana-url": { type: "string", describe: "x" },
  header: { type: "string", array: true, describe: "x" },
} as const satisfies OptionSet;
const positionals = { dashboards: { many: true, describe: "x" } } as const satisfies PositionalSet;
const read = (args: Record<string, unknown>, env: Record<string, string> = {}) =>
  readRequest<Record<string, unknown>>({ options, positionals }, { args, env });

test("readRequest takes the command line before the environment, and that before the default", () => {
  expect(read({})).toEqual({
    "dry-run": false,
    "max-series": 5,
    "grafana-url": undefined,
    header: undefined,
    dashboards: [],
  });
  const env = { DASHPREVIEW_DRY_RUN: "1", DASHPREVIEW_MAX_SERIES: "7", DASHPREVIEW_HEADER: "A: 1\r\n\nB: 2" };
  expect(read({}, env)).toMatchObject({ "dry-run": true, "max-series": 7, header: ["A: 1", "B: 2"] });
  expect(read({ "dry-run": false, "max-series": "9", header: ["C: 3"] }, env)).toMatchObject({
    "dry-run": false,
    "max-series": 9,
    header: ["C: 3"],
  });
});

test("readRequest takes an empty variable for one that is not set, and our own name before that of other tools", () => {
  expect(read({}, { DASHPREVIEW_DRY_RUN: "", DASHPREVIEW_MAX_SERIES: "" })).toMatchObject({
    "dry-run": false,
    "max-series": 5,
  });
  expect(read({}, { GRAFANA_URL: "http://a", DASHPREVIEW_GRAFANA_URL: "http://b" })["grafana-url"]).toBe("http://b");
  expect(read({}, { GRAFANA_URL: "http://a", DASHPREVIEW_GRAFANA_URL: "" })["grafana-url"]).toBe("http://a");
});

test("readRequest ignores a variable that is wrong where the command line says something else", () => {
  expect(read({ "max-series": "9" }, { DASHPREVIEW_MAX_SERIES: "ten" })["max-series"]).toBe(9);
  expect(() => read({}, { DASHPREVIEW_MAX_SERIES: "ten" })).toThrow("DASHPREVIEW_MAX_SERIES=ten");
});

test("readRequest refuses a flag that is given twice, unless it makes a list", () => {
  expect(() => read({ "grafana-url": ["a", "b"] })).toThrow("--grafana-url was given more than once");
  expect(read({ header: ["a", "b"], dashboards: ["x", "y"] })).toMatchObject({
    header: ["a", "b"],
    dashboards: ["x", "y"],
  });
});
