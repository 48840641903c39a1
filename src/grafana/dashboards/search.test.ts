import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import type { PreviewMarks } from "../marks/tags.ts";
import { readPreviews, searchPreviews } from "./search.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

function plant(change: Partial<PreviewMarks>, folderUid = "dashpreview", uid?: string): string {
  const preview = somePreview(change);
  double.plant({ uid: uid ?? preview.uid, model: { ...preview.model, tags: preview.tags }, folderUid });
  return uid ?? preview.uid;
}
const uids = async (owner = {}, options = {}) =>
  (await searchPreviews(connectTo(double), owner, options)).map(({ uid }) => uid).sort();

test("searchPreviews finds all with the tag, wherever they lie, and all in our folder, marked or not", async () => {
  const mine = plant({});
  const elsewhere = plant({}, "team", "moved");
  double.plant({ uid: "unmarked", model: { title: "by hand" }, folderUid: "dashpreview" });
  double.plant({ uid: "foreign", model: { title: "foreign" }, folderUid: "team" });
  expect(await uids()).toEqual([mine, elsewhere, "unmarked"].sort());
});

test("searchPreviews leaves out other projects and keys, but not what has damaged tags", async () => {
  const mine = plant({});
  const sibling = plant({ key: "pr-13" });
  plant({ project: "aaaaaaaa" });
  double.plant({ uid: "damaged", model: { title: "x", tags: ["dashpreview", "dp-key:??"] }, folderUid: "dashpreview" });
  expect(await uids({ project: "k2m4x7qa" })).toEqual([mine, sibling, "damaged"].sort());
  expect(await uids({ project: "k2m4x7qa", key: "pr-12" })).toEqual([mine, "damaged"].sort());
});

test("searchPreviews collects all pages from 1, each once", async () => {
  const made = Array.from({ length: 25 }, (_, index) => plant({ key: `pr-${index}` }));
  expect(await uids({}, { pageSize: 10 })).toEqual(made.sort());
  const pages = double.requests
    .filter(({ query }) => query.includes("tag=dashpreview"))
    .map(({ query }) => new URLSearchParams(query).get("page"));
  expect(pages).toEqual(["1", "2", "3"]);
  expect(await uids({}, { pageSize: 25 })).toHaveLength(25);
});

test("searchPreviews asks for 5000 at a time, which Grafana still allows", async () => {
  await uids();
  expect(double.requests.every(({ query }) => query.includes("limit=5000"))).toBe(true);
});

test("readPreviews reads and judges them; what a lagging search still lists but is gone is left out", async () => {
  const mine = plant({});
  const gone = plant({ key: "pr-13" });
  const hits = await searchPreviews(connectTo(double), { project: "k2m4x7qa" });
  double.store.dashboards.delete(gone);
  const found = await readPreviews(connectTo(double), hits, { project: "k2m4x7qa" });
  expect(found.map(({ stored, ownership }) => [stored.uid, ownership.mayDelete])).toEqual([[mine, true]]);
});

test("readPreviews goes on after one that cannot be read, and says which", async () => {
  const [first, second] = [plant({}), plant({ key: "pr-13" })].sort();
  const hits = await searchPreviews(connectTo(double));
  double.fail({ path: `/dashboards/${first}`, status: 500 });
  const failures: string[] = [];
  const found = await readPreviews(connectTo(double), hits, {}, ({ uid }, { code }) => failures.push(`${uid} ${code}`));
  expect(found.map(({ stored }) => stored.uid)).toEqual([second]);
  expect(failures).toEqual([`${first} unavailable`]);
  double.fail({ path: `/dashboards/${first}`, status: 500 });
  await expect(readPreviews(connectTo(double), hits)).rejects.toMatchObject({ code: "unavailable" });
});

test("searchPreviews refuses an answer that is no list", async () => {
  double.fail({ path: "/api/search", status: 200, body: { hits: [] } });
  await expect(searchPreviews(connectTo(double))).rejects.toMatchObject({ code: "unexpected" });
});

test("searchPreviews survives hits of any shape", async () => {
  double.fail({ path: "/api/search", status: 200, body: [null, 3, {}, { uid: 7 }, { uid: "x", tags: "no" }] });
  expect(await uids()).toEqual(["x"]);
});

test("the double's search lags where a test wants that", async () => {
  await double.stop();
  double = await startGrafanaDouble({ searchLagMs: Number.POSITIVE_INFINITY });
  const mine = plant({});
  expect(await uids()).toEqual([]);
  double.store.catchUp();
  expect(await uids()).toEqual([mine]);
});
