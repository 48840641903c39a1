import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BaseView, FileState } from "../../ci/git/base-view.ts";
import { CiError } from "../../errors.ts";
import { type Inputs, readInputs } from "../inputs.ts";
import { compareWithBase, judgeInputs, selectChanged, unknownReasons } from "./changes.ts";

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

const changedFrom = (text: string | undefined): FileState => ({ state: "changed", base: async () => text });
const view = (states: Readonly<Record<string, FileState>>): BaseView => ({
  top: folder,
  unknown: undefined,
  topPath: (file) => file,
  stateOf: async ({ file }) => states[file] ?? { state: "unchanged" },
  isDeleted: () => false,
  deleted: [],
});
const chosen = async (states: Readonly<Record<string, FileState>>) => {
  const all = await inputs();
  return selectChanged(all, await judgeInputs(all, view(states)));
};
const names = ({ dashboards }: Inputs) => dashboards.map(({ source }) => source.title);

test("Dashboards whose file or data spec is changed are taken, with their specs", async () => {
  expect(names(await chosen({ "boards/a.json": changedFrom("{}") }))).toEqual(["a"]);
  expect(names(await chosen({ "boards/b.data.yaml": changedFrom("") }))).toEqual(["b"]);
  expect(names(await chosen({}))).toEqual([]);
  expect((await chosen({ "boards/a.json": { state: "added" } })).specs.map(({ file }) => file)).toEqual([
    "boards/dashpreview.yaml",
  ]);
});

test("A dashboard that nobody can tell anything about is taken, and the reason is named once for all of its kind", async () => {
  const why = "git does not track it: something built it";
  const states = { "boards/a.json": { state: "unknown", why }, "boards/b.json": { state: "unknown", why } } as const;
  const all = await inputs();
  const judged = await judgeInputs(all, view(states));
  expect(names(selectChanged(all, judged))).toEqual(["a", "b"]);
  expect(unknownReasons(all, judged)).toEqual([`boards/a.json and 1 more: ${why}`]);
});

test("New, changed, unchanged and unreadable dashboards are told apart", async () => {
  const all = await inputs();
  const stateWith = async (state: FileState) => {
    const judged = await judgeInputs(all, view({ "boards/a.json": state }));
    return (await compareWithBase(all, judged)).changes.get("boards/a.json");
  };
  expect(await stateWith({ state: "added" })).toEqual({ state: "added", lines: [] });
  expect(await stateWith({ state: "unchanged" })).toEqual({ state: "unchanged", lines: [] });
  expect(await stateWith(changedFrom(board("before")))).toMatchObject({
    state: "changed",
    lines: ["title before → a"],
  });
  expect(await stateWith(changedFrom("{"))).toMatchObject({ state: "unknown" });
  expect(await stateWith(changedFrom(undefined))).toMatchObject({ state: "unknown" });
  expect(await stateWith({ state: "unknown", why: "…" })).toMatchObject({ state: "unknown" });
});

test("A host that fails is told once, and every dashboard is previewed", async () => {
  const broken: BaseView = {
    ...view({}),
    stateOf: async () => {
      throw new CiError("GitHub: HTTP 503", { code: "unavailable", status: 503 });
    },
  };
  const all = await inputs();
  const judged = await judgeInputs(all, broken);
  expect(judged.warnings).toEqual(["dashboards were not compared with their base: GitHub: HTTP 503"]);
  expect(names(selectChanged(all, judged))).toEqual(["a", "b"]);
});

const map = (data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "m" }, data });

test("Of a file with several dashboards only those are taken that differ from the base's, each with its own changes", async () => {
  const now = { "same.json": board("same"), "moved.json": board("renamed key"), "new.json": board("new") };
  const was = { "same.json": board("same"), "old.json": board("renamed key"), "gone.json": board("gone") };
  writeFileSync(join(folder, "map.json"), map({ ...now, "edited.json": board("edited") }));
  const edited = JSON.stringify({ ...JSON.parse(board("edited")), title: "before" });
  const all = await readInputs({ dashboards: ["map.json"], cwd: folder });
  const judged = await judgeInputs(all, view({ "map.json": changedFrom(map({ ...was, "edited.json": edited })) }));
  expect(names(selectChanged(all, judged))).toEqual(["new", "edited"]);
  const { changes } = await compareWithBase(all, judged);
  expect([...changes].map(([file, { state }]) => [file, state])).toEqual([
    ["map.json#same.json", "unchanged"],
    ["map.json#moved.json", "unchanged"],
    ["map.json#new.json", "added"],
    ["map.json#edited.json", "changed"],
  ]);
});

test("Of a file whose base cannot be read every dashboard is taken", async () => {
  writeFileSync(join(folder, "map.json"), map({ "a.json": board("a"), "b.json": board("b") }));
  const all = await readInputs({ dashboards: ["map.json"], cwd: folder });
  for (const base of [undefined, "{", "[]"]) {
    const judged = await judgeInputs(all, view({ "map.json": changedFrom(base) }));
    expect(names(selectChanged(all, judged))).toEqual(["a", "b"]);
  }
});
