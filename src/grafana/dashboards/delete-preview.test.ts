import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { deletePreview } from "./delete-preview.ts";
import { ensurePreviewFolder } from "./folder.ts";
import { saveDashboard } from "./save.ts";
import { readDashboardByUid } from "./stored-dashboard.ts";

const owner = { project: "k2m4x7qa" };
const preview = somePreview();

describe.for(["12.4.0", "11.6.0"])("on Grafana %s", (version) => {
  let double: GrafanaDouble;
  beforeEach(async () => {
    double = await startGrafanaDouble({ version });
    await ensurePreviewFolder(connectTo(double));
    await saveDashboard(connectTo(double), preview, undefined);
  });
  afterEach(() => double.stop());

  const deletes = () => double.requests.filter(({ method }) => method === "DELETE");

  test("deletePreview deletes a preview, never the folder", async () => {
    expect(await deletePreview(connectTo(double), preview.uid, { owner })).toEqual({
      state: "deleted",
      uid: preview.uid,
    });
    expect(double.dashboards()).toHaveLength(0);
    expect(double.store.folders.size).toBe(1);
  });

  test("deletePreview counts one that is not there as gone", async () => {
    expect(await deletePreview(connectTo(double), "dp-nothing", { owner })).toEqual({
      state: "gone",
      uid: "dp-nothing",
    });
    expect(deletes()).toHaveLength(0);
  });

  test("deletePreview leaves another project's alone and says whose it is", async () => {
    const outcome = await deletePreview(connectTo(double), preview.uid, { owner: { project: "aaaaaaaa" } });
    expect(outcome).toMatchObject({ state: "refused", reason: expect.stringContaining("k2m4x7qa.pr-12") });
    expect(deletes()).toHaveLength(0);
  });

  test("deletePreview leaves a copy, a moved one and one with damaged tags alone", async () => {
    const { model, tags } = preview;
    const whole = { ...model, tags };
    double.plant({ uid: "copy", model: whole, folderUid: "dashpreview" });
    expect(await deletePreview(connectTo(double), "copy", { owner })).toMatchObject({ state: "refused" });
    double.plant({ uid: preview.uid, model: { ...whole, tags: tags.slice(2) }, folderUid: "dashpreview" });
    expect(await deletePreview(connectTo(double), preview.uid, { owner })).toMatchObject({ state: "refused" });
    double.plant({ uid: preview.uid, model: whole, folderUid: "team" });
    expect(await deletePreview(connectTo(double), preview.uid, { owner })).toMatchObject({ state: "refused" });
    expect(deletes()).toHaveLength(0);
  });

  test("deletePreview asks for the cause once more, with the fresh state", async () => {
    const cause = () => "it was extended meanwhile";
    expect(await deletePreview(connectTo(double), preview.uid, { owner, cause })).toMatchObject({
      state: "refused",
      reason: cause(),
    });
  });

  test("deletePreview judges again when somebody saves right before", async () => {
    const extended = somePreview({ expiresAtMs: Date.UTC(2027, 0) });
    const run = async () => {
      const stored = await readDashboardByUid(connectTo(double), preview.uid);
      await saveDashboard(connectTo(double), extended, stored);
    };
    const after = version === "12.4.0" ? 0 : 1;
    const method = version === "12.4.0" ? "DELETE" : "GET";
    double.fail({ method, path: `/${preview.uid}`, after, action: "pass", run });
    const outcome = await deletePreview(connectTo(double), preview.uid, {
      owner,
      cause: ({ tags }) => (tags.includes("dp-expires:2027-01-01T00:00Z") ? "extended" : undefined),
    });
    expect(outcome).toEqual({ state: "refused", uid: preview.uid, reason: "extended" });
    expect(double.dashboards()).toHaveLength(1);
  });

  test.for(["do-then-drop", "do-then-answer"] as const)(
    "deletePreview is content when the answer is lost but the deed done (%s)",
    async (action) => {
      double.fail({ method: "DELETE", action });
      expect((await deletePreview(connectTo(double), preview.uid, { owner })).state).toMatch(/deleted|gone/);
      expect(double.dashboards()).toHaveLength(0);
    },
  );

  test("deletePreview gives up after four failures", async () => {
    double.fail({ method: "DELETE", status: 500, times: 9 });
    await expect(deletePreview(connectTo(double), preview.uid, { owner })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(deletes()).toHaveLength(4);
  });

  test("deletePreview, three at once, never fails", async () => {
    const all = await Promise.all([1, 2, 3].map(() => deletePreview(connectTo(double), preview.uid, { owner })));
    expect(all.every(({ state }) => state === "deleted" || state === "gone")).toBe(true);
  });

  test("deletePreview tells a Viewer which role is needed", async () => {
    await expect(deletePreview(connectTo(double, "viewer"), preview.uid, { owner })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

test("deletePreview sends object uid and resourceVersion as preconditions", async () => {
  const double = await startGrafanaDouble();
  await ensurePreviewFolder(connectTo(double));
  await saveDashboard(connectTo(double), preview, undefined);
  const [{ objectUid, resourceVersion } = { objectUid: "", resourceVersion: "" }] = double.dashboards();
  await deletePreview(connectTo(double), preview.uid, { owner });
  expect(double.requests.at(-1)).toMatchObject({
    method: "DELETE",
    body: { preconditions: { uid: objectUid, resourceVersion } },
  });
  await double.stop();
});
