import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../dashboards/folder.ts";
import { saveDashboard } from "../dashboards/save.ts";
import { readDashboardByUid } from "../dashboards/stored-dashboard.ts";
import { setExpiry, setKeep } from "./change-marks.ts";
import { judgeOwnership } from "./ownership.ts";

const owner = { project: "k2m4x7qa" };
const later = Date.UTC(2026, 11, 24, 18, 0);

describe.for([
  ["12.4.0", "classic"],
  ["12.4.0", "v2"],
  ["11.6.0", "classic"],
] as const)("on Grafana %s, %s", ([version, kind]) => {
  const preview = somePreview({}, kind);
  let double: GrafanaDouble;
  beforeEach(async () => {
    double = await startGrafanaDouble({ version });
    await ensurePreviewFolder(connectTo(double));
    await saveDashboard(connectTo(double), preview, undefined);
  });
  afterEach(() => double.stop());

  test("setExpiry writes the new expiry into tag and manifest, and nothing else changes", async () => {
    const before = await readDashboardByUid(connectTo(double), preview.uid);
    const { stored } = await setExpiry(connectTo(double), preview.uid, { owner, expiresAtMs: later - 1 });
    expect(stored.tags).toContain("dp-expires:2026-12-24T18:00Z");
    const judged = judgeOwnership(stored, { ...owner, key: "pr-12" });
    expect(judged).toMatchObject({
      mayOverwrite: true,
      marks: { expiresAtMs: later },
      manifest: { expiresAtMs: later, spec: "metrics: {}\n" },
    });
    const { tags: _tags, templating: _list, variables: _variables, ...rest } = before!.model;
    expect(stored.model).toMatchObject(rest);
    expect(stored).toMatchObject({ kind, title: "[pr-12] API", folderUid: "dashpreview" });
  });

  test("setKeep adds the tag, removes it again, and does nothing if it is already as wanted", async () => {
    const kept = await setKeep(connectTo(double), preview.uid, { owner, keep: true });
    expect(kept.stored.tags).toContain("dp-keep");
    expect(judgeOwnership(kept.stored)).toMatchObject({ ours: true, marks: { keep: true } });
    await setKeep(connectTo(double), preview.uid, { owner, keep: true });
    const freed = await setKeep(connectTo(double), preview.uid, { owner, keep: false });
    expect(freed.stored.tags).toEqual(preview.tags);
  });

  test("setExpiry keeps tags that people added", async () => {
    const stored = await readDashboardByUid(connectTo(double), preview.uid);
    await saveDashboard(connectTo(double), { ...preview, tags: [...preview.tags, "team:infra"] }, stored);
    const extended = await setExpiry(connectTo(double), preview.uid, { owner, expiresAtMs: later });
    expect(extended.stored.tags).toContain("team:infra");
    expect(judgeOwnership(extended.stored)).toMatchObject({ ours: true });
  });

  test("setExpiry starts again when somebody else was faster", async () => {
    const next = somePreview({ revision: "bbbbbbbb" }, kind);
    const run = async () =>
      void (await saveDashboard(connectTo(double), next, await readDashboardByUid(connectTo(double), preview.uid)));
    double.fail({ method: version === "12.4.0" ? "PUT" : "POST", path: "/dashboards", action: "pass", run });
    const { stored } = await setExpiry(connectTo(double), preview.uid, { owner, expiresAtMs: later });
    expect(judgeOwnership(stored)).toMatchObject({ marks: { revision: "bbbbbbbb", expiresAtMs: later } });
  });

  test("setExpiry refuses dashboards of other owners and missing ones", async () => {
    const foreign = { owner: { project: "aaaaaaaa" }, expiresAtMs: later };
    await expect(setExpiry(connectTo(double), preview.uid, foreign)).rejects.toMatchObject({ code: "not-ours" });
    double.plant({ uid: "x", model: { title: "x" }, folderUid: "dashpreview" });
    await expect(setExpiry(connectTo(double), "x", { owner: {}, expiresAtMs: later })).rejects.toMatchObject({
      code: "not-ours",
    });
    await expect(setKeep(connectTo(double), "nope", { owner, keep: true })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
