import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readInputs } from "./inputs.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-inputs-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const board = (title: string) => JSON.stringify({ title, schemaVersion: 39, panels: [] });
const spec = "version: 1\nmetrics: [{name: up, type: gauge, series: [{labels: {job: a}, value: 1}]}]\n";
function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
const read = (dashboards: readonly string[], more: object = {}) => readInputs({ dashboards, cwd: folder, ...more });
const pairs = async (...args: Parameters<typeof read>) =>
  (await read(...args)).dashboards.map(({ source, spec: one }) => [source.file, one?.file]);

test("readInputs takes the spec beside a dashboard, else the one of the nearest folder above", async () => {
  put({ "a/b/x.json": board("X"), "a/b/x.data.yaml": spec, "a/b/y.json": board("Y"), "a/dashpreview.yaml": spec });
  put({ "z.json": board("Z") });
  expect(await pairs(["a", "z.json"])).toEqual([
    ["a/b/x.json", "a/b/x.data.yaml"],
    ["a/b/y.json", "a/dashpreview.yaml"],
    ["z.json", undefined],
  ]);
});

test("readInputs takes --data for all dashboards, and each file once", async () => {
  put({ "x.json": board("X"), "x.data.yaml": "broken: [", "own.yaml": spec });
  expect(await pairs(["x.json", "*.json", "."], { data: "own.yaml" })).toEqual([["x.json", "own.yaml"]]);
});

test("readInputs refuses a broken spec beside a dashboard, and does not look at it with findSpecs false", async () => {
  put({ "x.json": board("X"), "x.data.yaml": "version: 1\nmetrics: 5\n" });
  await expect(read(["x.json"])).rejects.toMatchObject({ code: "spec" });
  expect(await pairs(["x.json"], { findSpecs: false })).toEqual([["x.json", undefined]]);
});

test("readInputs passes over what is no dashboard in a folder, and refuses it by name", async () => {
  put({ "x.json": board("X"), "tsconfig.json": "{}" });
  const { dashboards, warnings } = await read(["."]);
  expect(dashboards).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining("passed over: tsconfig.json")]);
  await expect(read(["tsconfig.json"])).rejects.toMatchObject({ code: "dashboard" });
});

test("readInputs says that nothing was found, that a path is missing, and that code has to be allowed", async () => {
  put({ "empty/x.txt": "", "board.ts": "" });
  await expect(read(["empty"])).rejects.toMatchObject({ code: "no-dashboard" });
  await expect(read(["missing.json"])).rejects.toThrow("missing.json: no such file or folder");
  await expect(read(["board.ts"])).rejects.toThrow("pass --allow-code");
});

test("readInputs follows no link out of the working folder", async () => {
  const outside = mkdtempSync(join(tmpdir(), "dashpreview-outside-"));
  try {
    writeFileSync(join(outside, "x.json"), board("X"));
    symlinkSync(join(outside, "x.json"), join(folder, "x.json"));
    await expect(read(["x.json"])).rejects.toThrow("the link leads out of the working folder");
  } finally {
    rmSync(outside, { recursive: true });
  }
});

const configMap = (data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "boards" }, data });

test("readInputs takes the spec of a dashboard's key, of its file, or of a folder above", async () => {
  const maps = { "k/m.json": configMap({ "a.json": board("A"), "b.json": board("B") }) };
  put({ ...maps, "k/a.data.yaml": spec, "dashpreview.yaml": spec });
  expect(await pairs(["k"])).toEqual([
    ["k/m.json#a.json", "k/a.data.yaml"],
    ["k/m.json#b.json", "dashpreview.yaml"],
  ]);
  put({ "k/m.data.yaml": spec });
  expect((await pairs(["k"]))[1]).toEqual(["k/m.json#b.json", "k/m.data.yaml"]);
});

test("readInputs takes one dashboard of a file by its place, and says which there are", async () => {
  put({ "m.json": configMap({ "a.json": board("A"), "b.json": board("B") }), "x.json": board("X") });
  expect(await pairs(["m.json#b.json", "m.json#a.json"])).toEqual([
    ["m.json#b.json", undefined],
    ["m.json#a.json", undefined],
  ]);
  await expect(read(["m.json#c.json"])).rejects.toThrow('m.json: no dashboard "c.json" in it; it has a.json, b.json');
  await expect(read(["x.json#a"])).rejects.toThrow("it is one dashboard");
  await expect(read(["none.json#a"])).rejects.toThrow("none.json#a: no such file or folder");
});

test("readInputs reads a dashboard once that grafana-operator takes from a ConfigMap, and warns of one that is away", async () => {
  const refer = (name: string) =>
    `apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: {name: ${name}}\n` +
    `spec: {configMapRef: {name: ${name}, key: a.json}}\n`;
  put({ "k/m.json": configMap({ "a.json": board("A") }), "k/op.yaml": refer("boards"), "k/other.yaml": refer("away") });
  expect(await pairs(["k/op.yaml"])).toEqual([["k/m.json#a.json", undefined]]);
  const { dashboards, warnings, files } = await read(["k"]);
  expect(dashboards.map(({ source }) => source.file)).toEqual(["k/m.json#a.json"]);
  expect(warnings).toEqual([expect.stringContaining('GrafanaDashboard "away": no file beside it')]);
  expect([...files!]).toEqual(["k/m.json", "k/op.yaml", "k/other.yaml"]);
  await expect(read(["k/other.yaml"])).rejects.toThrow("no file beside it");
});
