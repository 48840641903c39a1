import { expect, test } from "vitest";
import { dashboardFile, isSourcePath, readLayout, specFile, writeLayout } from "./layout.ts";

test("dashboardFile and specFile number the files of a bundle", () => {
  expect([dashboardFile(0), specFile(12)]).toEqual(["dashboard-0.json", "spec-12.yaml"]);
});

test("readLayout reads what writeLayout writes, with and without a spec", () => {
  const layout = {
    dashboards: [
      { source: "a.json", spec: 1 },
      { source: "b/c.json", spec: undefined },
    ],
    specs: [{ source: "x.yaml" }, { source: "y.yaml" }],
  };
  expect(readLayout(JSON.parse(writeLayout(layout)))).toEqual(layout);
});

test("the scenarios that a bundle is made for come back, and none where it names none", () => {
  const layout = { dashboards: [], specs: [], scenarios: ["healthy", "incident"] };
  expect(readLayout(JSON.parse(writeLayout(layout)))).toEqual(layout);
  expect(readLayout({ version: 1, dashboards: [], specs: [], scenarios: [] })).toEqual({ dashboards: [], specs: [] });
});

test("the rule files that a bundle carries come back", () => {
  const rules = { paths: [".", "apps/*/alerts.yaml"], files: [{ source: "rules/a.yaml", wanted: true }] };
  const layout = { dashboards: [], specs: [], rules };
  expect(readLayout(JSON.parse(writeLayout(layout)))).toEqual(layout);
});

const withRules = (paths: unknown, ...sources: unknown[]) => {
  return { version: 1, dashboards: [], specs: [], rules: { paths, files: sources.map((source) => ({ source })) } };
};
const noPath = "a path of rules is none that a repository can have";
const noFile = "the path of a rule file is none that a repository can have, or there twice";

test.for([
  [withRules(["rules"], "../a.yaml"), noFile],
  [withRules(["rules"], "a.yaml", "a.yaml"), noFile],
  [withRules(["rules"], 5), noFile],
  [withRules(["../rules"]), noPath],
  [withRules([]), noPath],
  [withRules([5]), noPath],
  [
    withRules(["rules"], ...Array.from({ length: 201 }, (_, index) => `${index}.yaml`)),
    "it has more than 200 rule files, or paths of rules",
  ],
  [undefined, "it is no bundle of this version"],
  [[], "it is no bundle of this version"],
  [{ version: 1, dashboards: [{ source: "a.json" }], specs: [] }, "a dashboard names a spec that is not there"],
  [
    { version: 1, dashboards: [{ source: "a.json", spec: -1 }], specs: [] },
    "a dashboard names a spec that is not there",
  ],
  [{ version: 1, dashboards: [5], specs: [] }, "the path of a dashboard is none that a repository can have"],
  [{ version: 1, dashboards: [], specs: [{}] }, "the path of a spec is none that a repository can have"],
  [{ version: 1, dashboards: [], specs: [], scenarios: ["A B"] }, "the name of a scenario is none"],
  [{ version: 1, dashboards: [], specs: [], scenarios: [5] }, "the name of a scenario is none"],
  [
    { version: 1, dashboards: [], specs: [], scenarios: Array.from({ length: 11 }, (_, index) => `s${index}`) },
    "it has more than 10 scenarios",
  ],
] as const)("readLayout says of %j: %s", ([raw, message]) => {
  expect(readLayout(raw)).toBe(message);
});

test.for([
  ["a.json", true],
  ["a b/ü.json", true],
  ["x".repeat(500), true],
  ["x".repeat(501), false],
  ["", false],
  [undefined, false],
  ["/a", false],
  ["a//b", false],
  ["a/", false],
  ["./a", false],
  ["a/../b", false],
  ["a\\b", false],
  ["a\nb", false],
] as const)("isSourcePath says of %j: %j", ([path, expected]) => {
  expect(isSourcePath(path)).toBe(expected);
});
