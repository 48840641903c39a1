import { afterAll, expect, test } from "vitest";
import { isSpecPath } from "./spec-path.ts";
import { board, configMap, makeProject } from "./testing/project.ts";

const project = makeProject();
afterAll(() => project.remove());
project.put({
  "x.data.yaml": "panels: []",
  "spec.yaml": "version: 1\nmetrics: [] # of the dashboard\n",
  "broken.yaml": "versoin: 1\n",
  "map.yaml": configMap("m", { "a.json": board("a") }),
  "provider.yml": "apiVersion: 1\nproviders: []\n",
  "a.json": board("a"),
});

test.for([
  ["x.data.yaml", true],
  ["spec.yaml", true],
  ["broken.yaml", true],
  ["missing.yaml", true],
  ["map.yaml", false],
  ["provider.yml", false],
  ["a.json", false],
  ["*.yaml", false],
] as const)("isSpecPath tells whether %s is read as a data spec: %s", ([path, expected]) => {
  expect(isSpecPath(path, project.folder)).toBe(expected);
});
