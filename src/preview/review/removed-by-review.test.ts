import { expect, test } from "vitest";
import type { BaseView, DeletedFile } from "../../ci/git/base-view.ts";
import { readSources } from "../../dashboard/forms/read-sources.ts";
import { CiError } from "../../errors.ts";
import { removedByReview } from "./removed-by-review.ts";

const text = (uid: string) => JSON.stringify({ uid, title: `Board ${uid}`, schemaVersion: 41, panels: [] });
const deleted = (path: string, over: Partial<DeletedFile> = {}): DeletedFile => ({
  path,
  base: async () => text(path.split("/").at(-1)!),
  ...over,
});
const all = {
  dashboards: readSources(text("here.json"), "boards/here.json").sources.map(({ source }) => ({ source })),
};

async function titles(files: readonly DeletedFile[], over: Partial<BaseView> = {}, named = ["boards", "one.json"]) {
  const base = { top: "/repository", deleted: files, unknown: undefined, ...over };
  const place = { base, named, cwd: "/repository" };
  const { removed, warnings } = await removedByReview(all as never, { states: new Map() }, place);
  return { titles: removed.map(({ title }) => title), warnings };
}

test("removedByReview names dashboards of deleted files that are named themselves or lie below a named folder", async () => {
  const files = ["boards/deep/a.json", "one.json", "elsewhere/b.json", "boards/read.md", "boards/.x/c.json"];
  expect((await titles(files.map((path) => deleted(path)))).titles).toEqual(["Board a.json", "Board one.json"]);
});

test("removedByReview does not take for removed what was moved, what another file holds now, and what is no dashboard", async () => {
  const files = [
    deleted("boards/moved.json", { movedTo: "boards/new.json" }),
    deleted("boards/old/here.json"),
    deleted("boards/package.json", { base: async () => '{"name":"x"}' }),
    deleted("boards/unread.json", { base: async () => undefined }),
  ];
  expect(await titles(files)).toEqual({ titles: [], warnings: [] });
});

test("removedByReview says nothing where the changes are not known, and warns where the host fails", async () => {
  expect(await titles([deleted("boards/a.json")], { unknown: "no base" })).toEqual({ titles: [], warnings: [] });
  const base = () => Promise.reject(new CiError("HTTP 503", { code: "unavailable" }));
  const { titles: none, warnings } = await titles([deleted("boards/a.json", { base })]);
  expect([none, warnings]).toEqual([[], ["it is not known which dashboards the review removes: HTTP 503"]]);
});

test("removedByReview reads fifty deleted files and counts the others", async () => {
  const files = Array.from({ length: 53 }, (_, index) => deleted(`boards/b${index}.json`));
  const { titles: found, warnings } = await titles(files);
  expect([found.length, warnings]).toEqual([50, ["the review deletes 3 more files; they were not looked at"]]);
});
