import { expect, test } from "vitest";
import { readManifestText, stripMarks, writeMarks } from "./marks.ts";

const tags = ["dashpreview"];
const query = { name: "job", type: "query", query: "label_values(job)" };
const classic = { title: "API", tags: ["team"], templating: { list: [query], enable: true }, panels: [] };
const v2 = {
  title: "API",
  tags: ["team"],
  variables: [{ kind: "QueryVariable", spec: { name: "job" } }],
  elements: {},
};

test("writeMarks adds a hidden constant to classic JSON, after the other variables, and replaces the tags", () => {
  const marked = writeMarks(classic, "classic", { tags, manifest: "abc" });
  expect(marked).toMatchObject({ title: "API", tags, panels: [], templating: { enable: true } });
  const list = (marked["templating"] as { list: unknown[] }).list;
  expect(list[0]).toEqual(query);
  expect(list[1]).toMatchObject({ name: "dashpreview", type: "constant", hide: 2, skipUrlSync: true, query: "abc" });
  expect(classic.templating.list).toHaveLength(1);
});

test("writeMarks adds a hidden ConstantVariable to schema v2", () => {
  const marked = writeMarks(v2, "v2", { tags, manifest: "abc" });
  expect(marked["variables"]).toMatchObject([
    { spec: { name: "job" } },
    { kind: "ConstantVariable", spec: { name: "dashpreview", query: "abc", hide: "hideVariable", skipUrlSync: true } },
  ]);
});

test("readManifestText reads what writeMarks wrote, also when it was written twice and where there were no variables", () => {
  for (const [kind, model] of [
    ["classic", {}],
    ["classic", classic],
    ["v2", {}],
    ["v2", v2],
  ] as const) {
    const once = writeMarks(model, kind, { tags, manifest: "first" });
    expect(readManifestText(writeMarks(once, kind, { tags, manifest: "second" }), kind)).toBe("second");
    expect(readManifestText(model, kind)).toBeUndefined();
  }
});

test("readManifestText reads a constant as Grafana's UI saves it: query, or current.value", () => {
  const list = (variable: object) => ({ templating: { list: [{ name: "dashpreview", ...variable }] } });
  expect(readManifestText(list({ query: "abc", current: { value: "x" } }), "classic")).toBe("abc");
  expect(readManifestText(list({ current: { text: "abc", value: "abc" } }), "classic")).toBe("abc");
});

test("readManifestText returns empty text, which is never valid, for two manifests or one without text", () => {
  const one = { name: "dashpreview", query: "abc" };
  expect(readManifestText({ templating: { list: [one, one] } }, "classic")).toBe("");
  expect(readManifestText({ templating: { list: [{ name: "dashpreview", query: 7 }] } }, "classic")).toBe("");
  expect(readManifestText({ variables: [{ kind: "ConstantVariable", spec: { name: "dashpreview" } }] }, "v2")).toBe("");
});

test("readManifestText and stripMarks survive dashboards of any shape", () => {
  for (const model of [
    { templating: null },
    { templating: { list: {} } },
    { templating: [] },
    { tags: "x", templating: { list: [null, 3] } },
  ]) {
    expect(readManifestText(model, "classic")).toBeUndefined();
    expect(() => stripMarks(model, "classic")).not.toThrow();
  }
});

test("stripMarks removes the manifest and our tags, and leaves everything else unchanged", () => {
  const marked = writeMarks(classic, "classic", { tags: [...tags, "dp-rev:zzz", "team"], manifest: "abc" });
  expect(stripMarks(marked, "classic")).toEqual(classic);
  expect(stripMarks(writeMarks(v2, "v2", { tags: ["dp-keep", "team"], manifest: "abc" }), "v2")).toEqual(v2);
  expect(stripMarks({ title: "none" }, "classic")).toEqual({ title: "none" });
});
