import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { somePreview } from "../../test/servers/grafana-preview.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../grafana/dashboards/folder.ts";
import { saveDashboard } from "../grafana/dashboards/save.ts";
import { extendPreviews, keepPreviews } from "./expiry.ts";
import { listPreviews } from "./list.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

const project = "k2m4x7qa";
const endMs = Date.UTC(2026, 10, 26, 12);
const dayMs = 86_400_000;

/** Saves previews as `up` does. Returns their uids. */
async function save(...changes: Parameters<typeof somePreview>[0][]): Promise<string[]> {
  const grafana = connectTo(double);
  await ensurePreviewFolder(grafana);
  const uids: string[] = [];
  for (const change of changes) {
    const preview = somePreview(change);
    await saveDashboard(grafana, preview, undefined);
    uids.push(preview.uid);
  }
  return uids;
}

const nowMs = endMs - dayMs;
const selection = (more: object = {}) => ({
  grafana: connectTo(double),
  owner: { project },
  nowMs,
  dryRun: false,
  ...more,
});
const stored = async () =>
  (await listPreviews(connectTo(double), { owner: { project }, nowMs })).previews.map(({ key, expiresAtMs, state }) => [
    key,
    expiresAtMs,
    state,
  ]);

test("extendPreviews moves the end of every preview of the owner, and of one alone by its uid", async () => {
  const [first] = await save({ key: "pr-1" }, { key: "pr-2" });
  const { changed } = await extendPreviews(selection({ uid: first }), { ttlMs: 3 * dayMs });
  expect(changed).toEqual([expect.objectContaining({ uid: first, expiresAtMs: nowMs + 3 * dayMs, kept: false })]);
  expect(await stored()).toEqual([
    ["pr-2", endMs, "live"],
    ["pr-1", nowMs + 3 * dayMs, "live"],
  ]);
});

test("extendPreviews never shortens, and cuts what is longer than the limit", async () => {
  await save({ key: "pr-1" });
  expect((await extendPreviews(selection(), { ttlMs: 1000 })).changed[0]!.expiresAtMs).toBe(endMs);
  const cut = await extendPreviews(selection(), { ttlMs: 90 * dayMs, maxTtlMs: 2 * dayMs });
  expect(cut.changed[0]!.expiresAtMs).toBe(nowMs + 2 * dayMs);
  expect(cut.warnings).toEqual(["the time is longer than --max-ttl and was reduced to 2d"]);
});

test("extendPreviews changes nothing in a dry run", async () => {
  await save({ key: "pr-1" });
  const { changed } = await extendPreviews(selection({ dryRun: true }), { ttlMs: 3 * dayMs });
  expect(changed[0]!.expiresAtMs).toBe(nowMs + 3 * dayMs);
  expect(await stored()).toEqual([["pr-1", endMs, "live"]]);
});

test("keepPreviews exempts from expiry, and takes that back", async () => {
  await save({ key: "pr-1" });
  expect((await keepPreviews(selection(), { keep: true })).changed[0]).toMatchObject({
    kept: true,
    expiresAtMs: endMs,
  });
  expect(await stored()).toEqual([["pr-1", endMs, "kept"]]);
  await keepPreviews(selection(), { keep: false });
  expect(await stored()).toEqual([["pr-1", endMs, "live"]]);
});

test("extendPreviews says that there is nothing to change, and why a dashboard is left alone", async () => {
  await ensurePreviewFolder(connectTo(double));
  await expect(extendPreviews(selection(), { ttlMs: 1000 })).rejects.toThrow(`there is no preview of ${project}`);
  double.plant({ uid: "by-hand", model: { title: "By hand" }, folderUid: "dashpreview" });
  const { changed, failed } = await extendPreviews(selection({ uid: "by-hand" }), { ttlMs: 1000 });
  expect([changed, failed.map(({ uid }) => uid)]).toEqual([[], ["by-hand"]]);
});
