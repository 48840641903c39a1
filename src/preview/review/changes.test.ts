import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BaseView } from "../../ci/git/base-view.ts";
import { CiError } from "../../errors.ts";
import { type Inputs, readInputs } from "../inputs.ts";
import { compareWithBase, selectChanged } from "./changes.ts";

const folder = mkdtempSync(join(tmpdir(), "dashpreview-changes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const board = (title: string) => JSON.stringify({ uid: title, title, schemaVersion: 41, panels: [] });
const spec = "version: 1\nmetrics: [{name: up, type: gauge, series: [{labels: {job: a}, value: 1}]}]\n";

async function inputs(): Promise<Inputs> {
  mkdirSync(join(folder, "boards"), { recursive: true });
  for (const name of ["a", "b"]) writeFileSync(join(folder, `boards/${name}.json`), board(name));
  writeFileSync(join(folder, "boards/b.data.yaml"), spec);
  writeFileSync(join(folder, "boards/dashpreview.yaml"), spec);
  return readInputs({ dashboards: ["boards"], cwd: folder });
}

/** A base of the repository whose working folder is `sub/`. */
const view = (changed: BaseView["changed"], files: Readonly<Record<string, string>> = {}): BaseView => ({
  changed,
  topPath: (file) => `sub/${file}`,
  read: async (path) => files[path],
});
const modified = (...paths: string[]) => paths.map((path) => ({ path, basePath: path }));
const names = (chosen: Inputs | undefined) => chosen?.dashboards.map(({ source }) => source.title);

test("selectChanged takes dashboards whose file or whose data spec is changed, and their specs", async () => {
  const all = await inputs();
  expect(names(selectChanged(all, view(modified("sub/boards/a.json"))))).toEqual(["a"]);
  expect(names(selectChanged(all, view(modified("sub/boards/b.data.yaml"))))).toEqual(["b"]);
  expect(names(selectChanged(all, view(modified("boards/a.json", "README.md"))))).toEqual([]);
  expect(selectChanged(all, view(modified("sub/boards/a.json")))?.specs.map(({ file }) => file)).toEqual([
    "boards/dashpreview.yaml",
  ]);
});

test("selectChanged is undefined when nobody can tell", async () => {
  expect(selectChanged(await inputs(), undefined)).toBeUndefined();
  expect(selectChanged(await inputs(), view(undefined))).toBeUndefined();
});

test("compareWithBase tells new, changed, unchanged, renamed and unreadable dashboards apart", async () => {
  const all = await inputs();
  const state = async (base: BaseView | undefined) => (await compareWithBase(all, base)).changes.get("boards/a.json");
  expect(await state(view([{ path: "sub/boards/a.json", basePath: undefined }]))).toEqual({
    state: "added",
    lines: [],
  });
  expect(await state(view([]))).toEqual({ state: "unchanged", lines: [] });
  const old = { "sub/old.json": board("before") };
  expect(await state(view([{ path: "sub/boards/a.json", basePath: "sub/old.json" }], old))).toMatchObject({
    state: "changed",
    lines: ["title before → a"],
  });
  expect(await state(view(modified("sub/boards/a.json"), { "sub/boards/a.json": "{" }))).toMatchObject({
    state: "unknown",
  });
  expect(await state(view(modified("sub/boards/a.json")))).toMatchObject({ state: "unknown" });
  expect(await state(undefined)).toMatchObject({ state: "unknown" });
});

test("compareWithBase warns once when the host fails, and goes on without", async () => {
  const broken: BaseView = {
    ...view(modified("sub/boards/a.json", "sub/boards/b.json")),
    read: async () => {
      throw new CiError("GitHub: HTTP 503", { code: "unavailable", status: 503 });
    },
  };
  const { changes, warnings } = await compareWithBase(await inputs(), broken);
  expect(warnings).toEqual(["dashboards were not compared with their base: GitHub: HTTP 503"]);
  expect(changes.size).toBe(0);
});
