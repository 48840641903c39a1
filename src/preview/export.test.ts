import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { somePreview } from "../../test/servers/grafana-preview.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../grafana/dashboards/folder.ts";
import { saveDashboard } from "../grafana/dashboards/save.ts";
import { exportPreview } from "./export.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

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

test("exportPreview says that there is no such dashboard, that it is not ours, or lacks what export needs", async () => {
  const grafana = connectTo(double);
  const [uid] = await save({});
  double.plant({ uid: "by-hand", model: { title: "By hand" }, folderUid: "dashpreview" });
  await expect(exportPreview(grafana, "missing")).rejects.toThrow("there is no dashboard missing");
  await expect(exportPreview(grafana, "by-hand")).rejects.toMatchObject({ code: "not-ours" });
  // Saved without a record of what was rewritten.
  await expect(exportPreview(grafana, uid!)).rejects.toMatchObject({ code: "no-record" });
});
