import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BaseView } from "../../ci/git/base-view.ts";
import { sourceTree, type TreeSources } from "./source-tree.ts";

const top = mkdtempSync(join(tmpdir(), "dashpreview-tree-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));
mkdirSync(join(top, "sub"));
writeFileSync(join(top, "sub/here.json"), "{}");

/** The working folder is `sub`; the review deletes `sub/deleted.json`. */
const base: BaseView = {
  top,
  topPath: (file) => `sub/${file}`,
  stateOf: async () => ({ state: "unchanged" }),
  isDeleted: (path) => path === "sub/deleted.json",
  deleted: [],
  unknown: undefined,
};
const tree = (over: Partial<TreeSources> = {}) =>
  sourceTree({
    base,
    cwd: join(top, "sub"),
    top,
    bundle: false,
    unchanged: [],
    read: new Set(),
    found: [],
    prune: false,
    ...over,
  });

test("A source that the review deletes, or that is no longer in the tree, is gone", () => {
  expect(tree().fateOf({ path: "deleted.json" })).toBe("gone");
  expect(tree().fateOf({ path: "renamed.json" })).toBe("gone");
});

test("A source that is there is not gone, also if it was named from another folder", () => {
  expect(tree().fateOf({ path: "here.json" })).toBe("here");
  expect(tree({ cwd: top }).fateOf({ path: "../x/here.json", fromTop: "sub/here.json" })).toBe("here");
});

test("A source that is proved to be unchanged needs no preview", () => {
  expect(tree({ unchanged: [{ path: "here.json", place: undefined }] }).fateOf({ path: "here.json" })).toBe(
    "unchanged",
  );
});

test("Without the review's files nothing but a deletion by the review is proof", () => {
  const bundle = tree({ bundle: true });
  expect([bundle.fateOf({ path: "deleted.json" }), bundle.fateOf({ path: "other.json" })]).toEqual(["gone", "unknown"]);
  expect(tree({ top: undefined }).fateOf({ path: "renamed.json" })).toBe("unknown");
});

test("--prune takes every source for gone", () => {
  expect(tree({ prune: true }).fateOf({ path: "here.json" })).toBe("gone");
});

test("A dashboard from standard input or a command is gone only if this run has read the same", () => {
  const source = { path: "<jsonnet a.jsonnet>", place: "cpu" };
  const read = new Set([source.path]);
  expect(tree().fateOf(source)).toBe("here");
  expect(tree({ read }).fateOf(source)).toBe("gone");
  expect(tree({ read, found: [source] }).fateOf(source)).toBe("here");
  expect(tree({ read, found: [source], unchanged: [source] }).fateOf(source)).toBe("unchanged");
});

test("A dashboard that has left a file of several is gone only if this run has read that file", () => {
  const found = [{ path: "here.json", place: "a.json" }];
  const read = tree({ read: new Set(["here.json"]), found });
  const left = { path: "here.json", place: "b.json" };
  expect([read.fateOf({ path: "here.json", place: "a.json" }), read.fateOf(left)]).toEqual(["here", "gone"]);
  expect(tree().fateOf(left)).toBe("here");
  expect(tree({ read: new Set(["here.json"]), found, bundle: true }).fateOf(left)).toBe("unknown");
  expect(tree({ unchanged: [left] }).fateOf({ path: "here.json", place: "a.json" })).toBe("here");
  expect(tree({ unchanged: [left] }).fateOf(left)).toBe("unchanged");
});
