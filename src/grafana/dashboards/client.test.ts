import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { type GrafanaTarget, startGrafanaTarget } from "../../../test/servers/grafana-target.ts";
import { newRevision } from "../../identity/preview-identity.ts";
import { chooseDataSource } from "../data-sources.ts";
import { setExpiry, setKeep } from "../marks/change-marks.ts";
import { judgeOwnership } from "../marks/ownership.ts";
import { probeGrafana } from "../probe.ts";
import { deletePreview } from "./delete-preview.ts";
import { ensurePreviewFolder } from "./folder.ts";
import { saveDashboard } from "./save.ts";
import { readPreviews, searchPreviews } from "./search.ts";
import { readDashboardByUid } from "./stored-dashboard.ts";

/** The client as a whole, against the double, or a real Grafana 12.2 or later where the environment names one. */
let target: GrafanaTarget;
beforeAll(async () => {
  target = await startGrafanaTarget();
  await ensurePreviewFolder(target.grafana);
});
afterAll(() => target.stop());

test("probeGrafana finds what previews need", async () => {
  expect(await probeGrafana(target.grafana)).toMatchObject({
    folder: "there",
    maySave: "yes",
    dashboardApi: { classic: expect.any(String) },
  });
  expect(await chooseDataSource(target.grafana)).toMatchObject({ type: "prometheus", scrapeIntervalMs: 15_000 });
});

describe.for(["classic", "v2"] as const)("a preview written as %s", (kind) => {
  // A project of its own for each run: a real Grafana may hold previews of others.
  const project = newRevision(Date.now());
  const owner = { project, key: "pr-12" };
  const make = (change = {}) =>
    somePreview({ project, revision: newRevision(Date.now()), expiresAtMs: Date.now() + 3_600_000, ...change }, kind);

  test("is made, made anew, found, extended, kept, and deleted, with its marks whole all the while", async () => {
    const { grafana } = target;
    const first = make();
    const created = await saveDashboard(grafana, first, undefined);
    expect(created).toMatchObject({
      action: "created",
      stored: { kind, folderUid: "dashpreview", manifest: first.manifest },
    });
    const second = make();
    const updated = await saveDashboard(grafana, second, created.stored);
    expect(updated).toMatchObject({
      action: "updated",
      url: created.url,
      stored: { tags: second.tags, manifest: second.manifest },
    });
    await expect(saveDashboard(grafana, make(), created.stored)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveDashboard(grafana, make(), undefined)).rejects.toMatchObject({ code: "conflict" });

    const later = Date.now() + 7_200_000;
    const extended = await setExpiry(grafana, first.uid, { owner, expiresAtMs: later });
    expect(judgeOwnership(extended.stored, owner)).toMatchObject({
      mayOverwrite: true,
      manifest: { spec: "metrics: {}\n" },
    });
    const kept = await setKeep(grafana, first.uid, { owner, keep: true });
    expect(kept.stored).toMatchObject({ kind, title: "[pr-12] API", folderUid: "dashpreview" });

    const found = await eventually(
      async () => readPreviews(grafana, await searchPreviews(grafana, owner), owner),
      (list) => list.length === 1,
    );
    expect(found[0]).toMatchObject({
      stored: { uid: first.uid },
      ownership: { mayDelete: true, marks: { keep: true } },
    });

    expect(await deletePreview(grafana, first.uid, { owner: { project: "aaaaaaaa" } })).toMatchObject({
      state: "refused",
    });
    expect(await deletePreview(grafana, first.uid, { owner })).toMatchObject({ state: "deleted" });
    expect(await deletePreview(grafana, first.uid, { owner })).toMatchObject({ state: "gone" });
    expect(await readDashboardByUid(grafana, first.uid)).toBeUndefined();
  });

  test("is made by one of ten at once; the others are told of a conflict", async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => saveDashboard(target.grafana, make({ key: "pr-13" }), undefined)),
    );
    const lost = all.flatMap((outcome) =>
      outcome.status === "rejected" ? [(outcome.reason as { code: string }).code] : [],
    );
    expect(lost).toEqual(Array.from({ length: 9 }, () => "conflict"));
    const uid = make({ key: "pr-13" }).uid;
    const stored = await readDashboardByUid(target.grafana, uid);
    const updates = await Promise.allSettled(
      Array.from({ length: 10 }, () => saveDashboard(target.grafana, make({ key: "pr-13" }), stored)),
    );
    expect(updates.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const deletions = await Promise.all(
      [1, 2, 3].map(() => deletePreview(target.grafana, uid, { owner: { project } })),
    );
    expect(deletions.every(({ state }) => state === "deleted" || state === "gone")).toBe(true);
  });
});

test("a dashboard of a missing folder is refused, and a folder is made once by ten at once", async () => {
  const preview = { ...somePreview({ project: newRevision(Date.now()) }), folderUid: "no-such-folder" };
  await expect(saveDashboard(target.grafana, preview, undefined)).rejects.toThrow(/folder/);
  await Promise.all(Array.from({ length: 10 }, () => ensurePreviewFolder(target.grafana)));
});

/** A real Grafana's search may lag. */
async function eventually<T>(ask: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const value = await ask();
    if (isDone(value) || attempt === 50) return value;
    await new Promise((done) => setTimeout(done, 100));
  }
}
