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
