import { afterEach, beforeEach, expect, test } from "vitest";
import { readSources } from "../../dashboard/forms/read-sources.ts";
import { sourceText } from "./source-text.ts";
import { board, configMap, makeProject, type Project } from "./testing/project.ts";

let project: Project;
beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());

const map = configMap("m", { "a.json": board("a"), "b.json": board("b") });
const held = readSources(map, "k8s/m.yaml").sources[1]!.source.holding;
const exported = (json: string, over: object = {}) => ({
  json: JSON.parse(json),
  holding: held,
  source: "k8s/m.yaml",
  fromTop: undefined,
  ...over,
});

test("sourceText puts a dashboard into its file: nothing else changes, and nothing at all where it is the same", () => {
  project.put({ "k8s/m.yaml": map });
  expect(sourceText(exported(board("b")), project.folder)).toEqual({ text: map, isWhole: true });
  expect(sourceText(exported(board("b", "B")), project.folder)).toEqual({
    text: map.replace('"title":"b"', '"title":"B"'),
    isWhole: true,
  });
});

test("sourceText gives the dashboard in its form by itself where the file is not here, or is another one", () => {
  for (const files of [{}, { "k8s/m.yaml": "a: 1\n" }, { "k8s/m.yaml": "panels: [" }]) {
    project.put(files);
    const { text, isWhole } = sourceText(exported(board("b")), project.folder);
    expect(isWhole).toBe(false);
    expect(readSources(text, "x.yaml").sources.map(({ source }) => source.file)).toEqual(["x.yaml#b.json"]);
    expect(text).toContain("name: m");
  }
});

test("sourceText keeps the indentation of a JSON file, and reads none outside of the working folder", () => {
  const json = { uid: "a", title: "a", schemaVersion: 39, panels: [] };
  const text = `${JSON.stringify(json, undefined, "\t")}\n\n`;
  project.put({ "work/a.json": text, "a.json": text });
  const wish = { json: { ...json, title: "A" }, holding: undefined, fromTop: undefined };
  expect(sourceText({ ...wish, source: "work/a.json" }, project.folder).text).toBe(
    text.replace('title": "a', 'title": "A'),
  );
  expect(sourceText({ ...wish, source: "../a.json" }, `${project.folder}/work`).text).toBe(
    `${JSON.stringify(wish.json, undefined, 2)}\n`,
  );
});
