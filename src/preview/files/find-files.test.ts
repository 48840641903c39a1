import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFiles, foldersUpTo, isChartTemplate, locate, shownPath } from "./find-files.ts";
import { makeProject, type Project } from "./testing/project.ts";

let project: Project;
beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());
const found = (path: string) =>
  findFiles(path, { cwd: project.folder }).map(({ path: one, named }) => [shownPath(one, project.folder), named]);

test("findFiles finds JSON, YAML and templates below a folder, but no data specs, packages or hidden folders", () => {
  const files = ["a.json", "b/c.yaml", "b/d.yml", "e.json.tftpl", "a.data.yaml", "dashpreview.yaml", "x.txt"];
  const hidden = ["node_modules/p/package.json", ".github/workflows/ci.yaml"];
  project.put(Object.fromEntries([...files, ...hidden].map((file) => [file, "{}"])));
  expect(found(".")).toEqual([
    ["a.json", false],
    ["b/c.yaml", false],
    ["b/d.yml", false],
    ["e.json.tftpl", false],
  ]);
  expect(found("x.txt")).toEqual([["x.txt", true]]);
  expect(found("b/*.yml")).toEqual([["b/d.yml", false]]);
});

test("An empty path, as an unset variable of a script gives, is refused before anything is searched", () => {
  expect(() => findFiles("", { cwd: project.folder })).toThrow("an empty path: expected a file, a folder or a glob");
});

test("findFiles and locate refuse paths that lead nowhere, or by a link out of the folder", () => {
  expect(() => found("none")).toThrow("none: no such file or folder");
  expect(findFiles("none", { cwd: project.folder, mayLack: () => true })).toEqual([]);
  symlinkSync("/etc/hostname", join(project.folder, "out.json"));
  expect(() => locate("out.json", project.folder)).toThrow("the link leads out of the working folder");
});

test("foldersUpTo goes up to the top, and isChartTemplate knows the templates of a chart", () => {
  expect(foldersUpTo("/a/b/c", "/a")).toEqual(["/a/b/c", "/a/b", "/a"]);
  project.put({ "chart/Chart.yaml": "name: x", "chart/templates/sub/a.yaml": "", "templates/b.yaml": "" });
  const templates = ["chart/templates/sub/a.yaml", "chart/Chart.yaml", "templates/b.yaml"];
  expect(templates.map((file) => isChartTemplate(join(project.folder, file)))).toEqual([true, false, false]);
});
