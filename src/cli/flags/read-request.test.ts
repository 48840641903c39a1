import { expect, test } from "vitest";
import type { OptionSet, PositionalSet } from "./option.ts";
import { readRequest } from "./read-request.ts";

const options = {
  "dry-run": { type: "boolean", default: false, describe: "x" },
  "max-series": { type: "number", default: 5, describe: "x" },
  "grafana-url": { type: "string", describe: "x" },
  "verify-timeout": { type: "duration", default: "1m", describe: "x" },
  history: { type: "duration", words: ["max"], describe: "x" },
  header: { type: "string", array: true, describe: "x" },
} as const satisfies OptionSet;
const positionals = { dashboards: { many: true, describe: "x" } } as const satisfies PositionalSet;
const read = (args: Record<string, unknown>, env: Record<string, string> = {}) =>
  readRequest<Record<string, unknown>>({ options, positionals }, { args, env });

test("readRequest takes the command line before the environment, and that before the default", () => {
  expect(read({})).toEqual({
    dryRun: false,
    maxSeries: 5,
    grafanaUrl: undefined,
    verifyTimeoutMs: 60_000,
    historyMs: undefined,
    header: undefined,
    dashboards: [],
  });
  const env = { DASHPREVIEW_DRY_RUN: "1", DASHPREVIEW_MAX_SERIES: "7", DASHPREVIEW_HEADER: "A: 1\r\n\nB: 2" };
  expect(read({}, env)).toMatchObject({ dryRun: true, maxSeries: 7, header: ["A: 1", "B: 2"] });
  expect(read({ "dry-run": false, "max-series": "9", header: ["C: 3"] }, env)).toMatchObject({
    dryRun: false,
    maxSeries: 9,
    header: ["C: 3"],
  });
});

test("readRequest takes an empty variable for one that is not set, and our own name before that of other tools", () => {
  expect(read({}, { DASHPREVIEW_DRY_RUN: "", DASHPREVIEW_MAX_SERIES: "" })).toMatchObject({
    dryRun: false,
    maxSeries: 5,
  });
  expect(read({}, { GRAFANA_URL: "http://a", DASHPREVIEW_GRAFANA_URL: "http://b" })["grafanaUrl"]).toBe("http://b");
  expect(read({}, { GRAFANA_URL: "http://a", DASHPREVIEW_GRAFANA_URL: "" })["grafanaUrl"]).toBe("http://a");
});

test("readRequest ignores a variable that is wrong where the command line says something else", () => {
  expect(read({ "max-series": "9" }, { DASHPREVIEW_MAX_SERIES: "ten" })["maxSeries"]).toBe(9);
  expect(() => read({}, { DASHPREVIEW_MAX_SERIES: "ten" })).toThrow("DASHPREVIEW_MAX_SERIES=ten");
});

test("readRequest refuses a flag that is given twice, unless it makes a list", () => {
  expect(() => read({ "grafana-url": ["a", "b"] })).toThrow("--grafana-url was given more than once");
  expect(read({ header: ["a", "b"], dashboards: ["x", "y"] })).toMatchObject({
    header: ["a", "b"],
    dashboards: ["x", "y"],
  });
});

test("readRequest gives durations in milliseconds, and their words as they are", () => {
  expect(read({ "verify-timeout": "1h30m" }, { DASHPREVIEW_HISTORY: "max" })).toMatchObject({
    verifyTimeoutMs: 5_400_000,
    historyMs: "max",
  });
  expect(read({ history: "2d" })).toMatchObject({ historyMs: 172_800_000 });
});
