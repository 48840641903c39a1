import { describe, expect, test } from "vitest";
import { DashboardError } from "../../errors.ts";
import { readDashboard } from "./read.ts";

const read = (value: unknown) => readDashboard(JSON.stringify(value), { file: "dashboards/api.json" });
const failing = (text: string) => {
  try {
    readDashboard(text, { file: "x.json" });
  } catch (error) {
    if (error instanceof DashboardError) return error.message;
    throw error;
  }
  return "no error";
};

describe("readDashboard takes", () => {
  test("classic JSON, and is known by its uid", () => {
    const dashboard = read({ uid: "abc", title: "API", schemaVersion: 39, panels: [] });
    expect(dashboard).toMatchObject({
      kind: "classic",
      uid: "abc",
      title: "API",
      source: "abc",
      wrapper: { form: "bare" },
    });
  });

  test("a dashboard without uid and title, known by its path and named after its file", () => {
    expect(read({ panels: [] })).toMatchObject({ uid: undefined, title: "api", source: "dashboards/api.json" });
  });

  test("old rows", () => {
    expect(read({ schemaVersion: 14, rows: [{ panels: [] }], title: "Old" })).toMatchObject({
      kind: "classic",
      title: "Old",
    });
  });

  test('{"dashboard": …}', () => {
    const dashboard = read({ dashboard: { uid: "a", panels: [] }, folderUid: "f", overwrite: true });
    expect(dashboard).toMatchObject({
      uid: "a",
      model: { uid: "a", panels: [] },
      wrapper: { form: "envelope", rest: { folderUid: "f" } },
    });
  });

  test("a v1 resource with classic JSON inside, whose uid is its name", () => {
    const dashboard = read({
      apiVersion: "dashboard.grafana.app/v1beta1",
      kind: "Dashboard",
      metadata: { name: "n1" },
      spec: { panels: [], title: "T" },
    });
    expect(dashboard).toMatchObject({
      kind: "classic",
      uid: "n1",
      apiVersion: undefined,
      wrapper: { form: "resource" },
    });
  });

  test("a v2 resource, and its bare spec", () => {
    const spec = { title: "T", elements: {}, layout: { kind: "GridLayout", spec: { items: [] } } };
    const resource = read({
      apiVersion: "dashboard.grafana.app/v2",
      kind: "Dashboard",
      metadata: { name: "n2" },
      spec,
    });
    expect(resource).toMatchObject({ kind: "v2", uid: "n2", apiVersion: "v2", model: spec });
    expect(read(spec)).toMatchObject({ kind: "v2", uid: undefined, apiVersion: "v2beta1", model: spec });
  });

  test("inputs and elements of an export", () => {
    const dashboard = read({
      __inputs: [
        { name: "DS_PROM", type: "datasource", pluginId: "prometheus" },
        { name: "VAR_X", type: "constant", value: "app" },
        { name: "odd", type: "other" },
      ],
      __elements: { lib1: { uid: "lib1", name: "L", kind: 1, model: { type: "stat" } } },
      panels: [],
    });
    expect(dashboard.inputs.map(({ name }) => name)).toEqual(["DS_PROM", "VAR_X"]);
    expect(dashboard.elements.get("lib1")).toEqual({ type: "stat" });
  });

  test("a byte order mark", () => {
    expect(readDashboard('\ufeff{"panels":[]}', { file: "x.json" }).kind).toBe("classic");
  });

  test("__proto__ as a name without harm", () => {
    const dashboard = readDashboard('{"panels":[],"__proto__":{"panels":[1],"title":"polluted"}}', { file: "x.json" });
    expect(dashboard.title).toBe("x");
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  test("tags and variables that pretend to be a preview's, and takes them out", () => {
    const dashboard = read({
      panels: [],
      tags: ["dashpreview", "web", "dp-rev:aaaaaaaa"],
      templating: { list: [{ name: "dashpreview", type: "constant", query: "not a manifest" }, { name: "job" }] },
    });
    expect(dashboard.model).toEqual({ panels: [], tags: ["web"], templating: { list: [{ name: "job" }] } });
  });
});

describe("readDashboard refuses", () => {
  test.for([
    { text: "", message: /^x\.json: the file is empty/ },
    { text: "  \n", message: /^x\.json: the file is empty/ },
    { text: '{\n  "panels": [\n  ,]}', message: /^x\.json:3:3: not valid JSON: expected a value .*found ","/ },
    { text: '{"panels": []', message: /^x\.json:1:14: not valid JSON: expected a comma or }, the file ends here/ },
    { text: "title: x", message: /^x\.json:1:1: not valid JSON/ },
    { text: "[1]", message: /not a dashboard: it is a list/ },
    { text: "null", message: /not a dashboard: it is null/ },
    { text: '{"name":"dashpreview","version":"1.0.0"}', message: /not a dashboard: no panels/ },
    {
      text: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{},"spec":{}}',
      message: /a resource of the kind "ConfigMap"/,
    },
  ])("$text", ({ text, message }) => {
    expect(failing(text)).toMatch(message);
  });

  test("more than 16 MiB, before it is parsed", () => {
    expect(failing(`{"panels":["${"x".repeat(16 * 1024 * 1024)}"]}`)).toMatch(/larger than 16 MiB/);
    expect(failing(`["${"é".repeat(9 * 1024 * 1024)}`)).toMatch(/larger than 16 MiB/);
  });

  test("a spoiled file of 15 MiB", () => {
    expect(failing(`{"a": "${"x\\n".repeat(5_000_000)}", }`)).toMatch(/^x\.json:1:15000011: not valid JSON/);
  });

  test("what is nested too deep, in bounded time", () => {
    expect(failing("[".repeat(1_000_000))).toMatch(/nested deeper than 200 levels/);
    expect(failing('{"a":'.repeat(1_000_000))).toMatch(/nested deeper than 200 levels/);
  });

  test.for([
    { what: "its tags", model: { uid: "x", tags: ["dashpreview", "dp-key:local.local-a"] } },
    { what: "its uid and one tag", model: { uid: `dp-${"a".repeat(20)}`, tags: ["dp-src:aaaaaaaaaaaaaaaa"] } },
  ])("a preview, known by $what, and names export", ({ model }) => {
    expect(failing(JSON.stringify({ ...model, panels: [] }))).toMatch(/is itself a preview; `dashpreview export /);
  });
});
