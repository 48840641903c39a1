import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { somePreview } from "../../test/servers/grafana-preview.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../grafana/dashboards/folder.ts";
import { saveDashboard } from "../grafana/dashboards/save.ts";
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

const list = (nowMs: number, key?: string) =>
  listPreviews(connectTo(double), { owner: key === undefined ? { project } : { project, key }, nowMs });

test("listPreviews gives the first to expire first, with what their marks say", async () => {
  const [later, sooner] = await save({ expiresAtMs: endMs }, { key: "pr-2", expiresAtMs: endMs - dayMs });
  const { previews, leftAlone } = await list(endMs - 2 * dayMs);
  expect(previews.map(({ uid, key, state, expiresAtMs }) => [uid, key, state, expiresAtMs])).toEqual([
    [sooner, "pr-2", "live", endMs - dayMs],
    [later, "pr-12", "live", endMs],
  ]);
  expect(previews[0]).toMatchObject({
    project,
    revision: "aaaaaaaa",
    source: "api.json",
    createdAtMs: Date.UTC(2026, 10, 23, 12),
    url: expect.stringContaining(`/d/${sooner}`),
  });
  expect(leftAlone).toEqual([]);
});

test("listPreviews calls a preview expired at the very moment, and kept whatever the time", async () => {
  await save({ expiresAtMs: endMs }, { key: "pr-2", expiresAtMs: endMs - dayMs, keep: true });
  const states = async (nowMs: number) => (await list(nowMs)).previews.map(({ state }) => state);
  expect(await states(endMs - 1)).toEqual(["kept", "live"]);
  expect(await states(endMs)).toEqual(["kept", "expired"]);
});

test("listPreviews leaves out other keys, and reports what only looks like a preview", async () => {
  const [mine] = await save({ key: "pr-1" }, { key: "pr-2" });
  double.plant({ uid: "by-hand", model: { title: "By hand" }, folderUid: "dashpreview" });
  const { previews, leftAlone } = await list(endMs, "pr-1");
  expect(previews.map(({ uid }) => uid)).toEqual([mine]);
  expect(leftAlone).toEqual([{ uid: "by-hand", title: "By hand", reason: expect.any(String) }]);
});
