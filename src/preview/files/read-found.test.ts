import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readFound } from "./read-found.ts";
import { board, configMap, makeProject, type Project } from "./testing/project.ts";

let project: Project;
beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());

/** The dashboards of a file, or undefined where it was passed over; and what was said about it. */
function read(file: string, text: string, { named = false } = {}) {
  project.put({ [file]: text });
  const said: string[] = [];
  const path = join(project.folder, file);
  const result = readFound({ path, named }, { file, warn: (one) => said.push(one) });
  return { titles: result?.dashboards.map(({ source }) => source.title), said };
}

test.for([
  ["values of a chart", "values.yaml", "dashboard: {enabled: true}\nrows: []\n"],
  ["a workflow", "ci.yaml", "on: push\njobs: {a: {steps: [{run: dashpreview up}]}}\n"],
  ["a provider", "provider.yml", "apiVersion: 1\nproviders: [{options: {path: dashboards}}]\n"],
  ["YAML that is broken and never was a dashboard", "x.yaml", "dashboard: [\n"],
] as const)("readFound passes over %s quietly", ([, file, text]) => {
  const { titles = [], said } = read(file, text);
  expect([titles, said]).toEqual([[], []]);
});

test.for([
  ["package.json", '{"name": "x"}', "not a dashboard"],
  ["tsconfig.json", "{ // comments\n}", "not valid JSON"],
  ["perses.yaml", "kind: PersesDashboard\napiVersion: perses.dev/v1\n", "Perses"],
  ["a.json.tftpl", '{"panels": ${panels}}', "render it first"],
  ["odd.json", '{"title": "x", "panels": [ }', "not valid JSON"],
] as const)("readFound passes over %s with a warning", ([file, text, says]) => {
  const { titles = [], said } = read(file, text);
  expect([titles, said]).toEqual([[], [expect.stringMatching(new RegExp(`^passed over: ${file}.*${says}`))]]);
});

const conflict = '{\n "title": "x",\n<<<<<<< HEAD\n "panels": []\n=======\n "panels": [1]\n>>>>>>> other\n}\n';

test.for([
  ["conflict marks in JSON", "x.json", conflict, "x.json:3:1: a merge left its conflict marks"],
  [
    "conflict marks in YAML",
    "x.yaml",
    configMap("a", { "a.json": board("a") }).replace("\ndata:\n", "\n<<<<<<< HEAD\ndata:\n=======\n>>>>>>> b\n"),
    "x.yaml:6:1: a merge left its conflict marks",
  ],
  [
    "a dashboard that is no JSON any more",
    "x.json",
    '{"schemaVersion": 39, "panels": [ }',
    "x.json:1:35: not valid JSON",
  ],
  [
    "a ConfigMap whose dashboard is broken",
    "x.yaml",
    configMap("a", { "a.json": '{"panels": [}' }),
    "x.yaml#a.json:1:13",
  ],
] as const)("readFound throws for %s in a folder: it was a dashboard", ([, file, text, says]) => {
  expect(() => read(file, text)).toThrow(says);
});

test("readFound takes conflict marks of other files for what they are", () => {
  expect(read("package.json", '<<<<<<< HEAD\n{"name": "a"}\n=======\n>>>>>>> b\n')).toEqual({
    titles: undefined,
    said: [expect.stringContaining("passed over: package.json:1:1: a merge left")],
  });
});

test("readFound names templates of a chart that make dashboards, and how to render them", () => {
  project.put({ "chart/Chart.yaml": "name: x" });
  const text = 'kind: ConfigMap\nmetadata: {labels: {grafana_dashboard: "1"}}\ndata: {{ .Values.x }}\n';
  expect(read("chart/templates/a.yaml", text).said).toEqual([expect.stringContaining("helm template <chart>")]);
  expect(read("chart/templates/service.yaml", "kind: Service\nname: {{ .x }}\n").said).toEqual([]);
  expect(() => read("chart/templates/a.yaml", text, { named: true })).toThrow("helm template <chart>");
});

test("readFound takes a dashboard out of a chart's folder of dashboards", () => {
  project.put({ "chart/Chart.yaml": "name: x" });
  expect(read("chart/dashboards/a.json", board("a"))).toEqual({ titles: ["a"], said: [] });
});
