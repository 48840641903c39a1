import { expect, test } from "vitest";
import { parseSpec } from "../../data-spec/read/parse.ts";
import type { Inputs } from "../inputs.ts";
import { inScenario, scenariosOf } from "./in-scenario.ts";

const metric = "metrics: [{name: up, type: gauge, series: [{labels: {a: b}, value: 1}]}]";
const spec = (file: string, ...scenarios: readonly string[]) => {
  const own = scenarios.map((name) => `${name}: {series: [{match: {a: b}, value: 0}]}`);
  const text = `version: 1\nhistory: 1h\n${metric}\nscenarios: {${own.join(", ")}}\n`;
  return { file, document: parseSpec(text, { file }) };
};
const inputs = (...specs: readonly ReturnType<typeof spec>[]) =>
  ({
    specs,
    dashboards: specs.map((one) => ({ source: { file: one.file }, spec: one })),
    warnings: [],
  }) as never as Inputs;

test("each spec that has the scenario is read in it, with its dashboards; others are as they are", () => {
  const [has, lacks] = [spec("a.yaml", "incident"), spec("b.yaml")];
  const made = inScenario(inputs(has, lacks), "incident");
  expect(made.specs.map(({ document }) => document.scenario)).toEqual(["incident", undefined]);
  expect(made.dashboards.map((one) => one.spec)).toEqual([made.specs[0], made.specs[1]]);
  expect(made.specs[1]!.document.text).toBe(lacks.document.text);
});

test("without a scenario the inputs are the same ones", () => {
  const same = inputs(spec("a.yaml", "incident"));
  expect(inScenario(same, undefined)).toBe(same);
});

test("scenariosOf gives each scenario once, a bundle's where none is asked for, and one without a name else", () => {
  const one = inputs(spec("a.yaml", "healthy", "incident"));
  expect(scenariosOf(["incident", "healthy", "incident"], one)).toEqual(["incident", "healthy"]);
  expect(scenariosOf(["healthy, incident", "healthy"], one)).toEqual(["healthy", "incident"]);
  expect(scenariosOf(undefined, one)).toEqual([undefined]);
  expect(scenariosOf([" "], one)).toEqual([undefined]);
  expect(scenariosOf(undefined, { ...one, scenarios: ["healthy"] })).toEqual(["healthy"]);
  expect(scenariosOf(["incident"], { ...one, scenarios: ["healthy"] })).toEqual(["incident"]);
});

test("a name that no spec has is an error with the nearest one, of whichever spec, and the list", () => {
  const two = inputs(spec("a.yaml", "quiet"), spec("b.yaml", "incident", "healthy"));
  expect(() => scenariosOf(["incidnt"], two)).toThrow(
    "b.yaml:4:1: there is no scenario `incidnt`; did you mean `incident`? The spec has `incident` and `healthy`",
  );
  expect(() => scenariosOf(["zzz"], two)).toThrow("a.yaml:4:1: there is no scenario `zzz`; the spec has `quiet`");
  const none = { dashboards: [{ source: {} }], specs: [] } as never as Inputs;
  expect(() => scenariosOf(["a"], none)).toThrow("there is no data spec");
});

test("a review that has deleted its last dashboard lacks its scenarios without an error", () => {
  expect(scenariosOf(["incident"], { dashboards: [], specs: [] })).toEqual(["incident"]);
});
