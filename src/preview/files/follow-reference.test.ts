import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FormReference } from "../../dashboard/forms/form.ts";
import { followReference } from "./follow-reference.ts";
import { readFound } from "./read-found.ts";
import { board, configMap, makeProject, type Project } from "./testing/project.ts";

let project: Project;
beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());

function follow(to: FormReference["to"]) {
  const read = (path: string) => readFound({ path, named: false }, { file: path, warn: () => {} });
  const from = join(project.folder, "k8s/board.yaml");
  const found = followReference({ what: "GrafanaDashboard", to }, { from, cwd: project.folder, read });
  return typeof found === "string" ? found : found.read.dashboards.map(({ source }) => source.title);
}

test("followReference finds the key of a ConfigMap in a file beside, and only that one", () => {
  project.put({
    "k8s/board.yaml": "kind: GrafanaDashboard",
    "k8s/broken.yaml": '"panels": [',
    "k8s/maps.yaml": `${configMap("one", { "a.json": board("no") })}---\n${configMap("two", { "a.json": board("yes"), "b.json": board("no") })}`,
  });
  expect(follow({ configMap: "two", key: "a.json" })).toEqual(["yes"]);
  expect(follow({ configMap: "two", key: "c.json" })).toMatch('no file beside it holds the ConfigMap "two"');
});

test("followReference takes the file that such a ConfigMap is made of", () => {
  project.put({ "k8s/board.yaml": "", "k8s/a.json": board("a") });
  expect(follow({ configMap: "made", key: "a.json" })).toEqual(["a"]);
});

test("followReference leaves files alone that lie outside of the working folder", () => {
  project.put({ "k8s/board.yaml": "", "boards/a.json": board("a") });
  expect(follow({ file: "../boards/a.json" })).toEqual(["a"]);
  for (const file of ["../../outside.json", "/etc/hostname"])
    expect(follow({ file })).toBe(`GrafanaDashboard: ${file} is not a dashboard here`);
});
