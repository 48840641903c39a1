import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { remove } from "../../../test/servers/grafana-store.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { judgeOwnership } from "../marks/ownership.ts";
import { ensurePreviewFolder } from "./folder.ts";
import { saveDashboard } from "./save.ts";
import { readDashboardByUid } from "./stored-dashboard.ts";

const servers = [
  { version: "12.4.0", place: "/dashboards", through: "/apis" },
  { version: "11.6.0", place: "/api/dashboards/db", through: "/api" },
];

describe.for(servers)("through $through", ({ version, place }) => {
  let double: GrafanaDouble;
  beforeEach(async () => {
    double = await startGrafanaDouble({ version });
    await ensurePreviewFolder(connectTo(double));
  });
  afterEach(() => double.stop());

  const method = version.startsWith("12") ? "PUT" : "POST";
  const preview = somePreview();
  const next = somePreview({ revision: "bbbbbbbb" });
  const writes = () => double.requests.filter((request) => request.method !== "GET" && request.path !== "/api/folders");

  test("saveDashboard creates, then updates: same uid and address, new version, marks whole", async () => {
    const grafana = connectTo(double);
    const first = await saveDashboard(grafana, preview, undefined);
    expect(first).toMatchObject({
      uid: preview.uid,
      url: `${double.url}/d/${preview.uid}`,
      action: "created",
      version: 1,
    });
    expect(judgeOwnership(first.stored, { project: "k2m4x7qa", key: "pr-12" })).toMatchObject({
      ours: true,
      mayOverwrite: true,
    });
    const second = await saveDashboard(grafana, next, first.stored);
    expect(second).toMatchObject({
      url: first.url,
      action: "updated",
      version: 2,
      stored: { tags: next.tags, folderUid: "dashpreview" },
    });
    expect(double.dashboards()).toHaveLength(1);
    expect(JSON.stringify(writes())).not.toMatch(/"overwrite":true|"id":77/);
  });

  test("saveDashboard does not create a dashboard that exists already", async () => {
    double.plant({ uid: preview.uid, model: { title: "foreign" }, folderUid: "dashpreview" });
    await expect(saveDashboard(connectTo(double), preview, undefined)).rejects.toMatchObject({ code: "conflict" });
    expect(double.dashboards()[0]?.model["title"]).toBe("foreign");
  });

  test("saveDashboard updates only the state that was read", async () => {
    const grafana = connectTo(double);
    const { stored } = await saveDashboard(grafana, preview, undefined);
    await saveDashboard(grafana, next, stored);
    await expect(saveDashboard(grafana, somePreview({ revision: "cccccccc" }), stored)).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await readDashboardByUid(grafana, preview.uid))?.tags).toEqual(next.tags);
  });

  test("saveDashboard reports a conflict if the dashboard was deleted in the meantime", async () => {
    const grafana = connectTo(double);
    const { stored } = await saveDashboard(grafana, preview, undefined);
    remove(double.store, preview.uid);
    const outcome = await saveDashboard(grafana, next, stored).catch((error: unknown) => error);
    // The classic API makes it anew, as Grafana does; a preview that is whole is what was wanted.
    if (method === "PUT") expect(outcome).toMatchObject({ code: "conflict" });
    else expect(outcome).toMatchObject({ stored: { tags: next.tags } });
  });

  test.for(["do-then-drop", "do-then-answer"] as const)(
    "saveDashboard knows its own save again when the answer is lost (%s)",
    async (action) => {
      const grafana = connectTo(double);
      double.fail({ method: "POST", path: place, action });
      const first = await saveDashboard(grafana, preview, undefined);
      expect(first).toMatchObject({ action: "created", version: 1 });
      double.fail({ method, path: place, action });
      expect(await saveDashboard(grafana, next, first.stored)).toMatchObject({ action: "updated", version: 2 });
      expect(writes()).toHaveLength(2);
    },
  );

  test("saveDashboard retries if the dashboard was not stored, with three attempts in all", async () => {
    double.fail({ method: "POST", path: place, action: "drop" });
    double.fail({ method: "POST", path: place, status: 503 });
    expect(await saveDashboard(connectTo(double), preview, undefined)).toMatchObject({ action: "created" });
    remove(double.store, preview.uid);
    double.fail({ method: "POST", path: place, status: 500, times: 9 });
    await expect(saveDashboard(connectTo(double), preview, undefined)).rejects.toMatchObject({
      code: "unavailable",
      status: 500,
    });
    expect(writes()).toHaveLength(6);
  });

  test("saveDashboard reports a conflict if somebody saves between its save and its read-back", async () => {
    const model = { title: "foreign", tags: ["x"] };
    const run = () => void double.plant({ uid: preview.uid, model, folderUid: "dashpreview" });
    double.fail({ method: "GET", path: `/${preview.uid}`, action: "pass", run });
    await expect(saveDashboard(connectTo(double), preview, undefined)).rejects.toMatchObject({ code: "conflict" });
  });

  test("saveDashboard, ten at once on one uid, tells one that it is its own and the others of a conflict", async () => {
    const revisions = Array.from("abcdefghij", (letter) => letter.repeat(8));
    const all = await Promise.allSettled(
      revisions.map((revision) => saveDashboard(connectTo(double), somePreview({ revision }), undefined)),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const reasons = all.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as { code: string }] : [],
    );
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(["conflict"]));
  });

  test("saveDashboard refuses the root folder, a missing one, and a Viewer", async () => {
    await expect(saveDashboard(connectTo(double), { ...preview, folderUid: "" }, undefined)).rejects.toBeInstanceOf(
      RangeError,
    );
    await expect(saveDashboard(connectTo(double), { ...preview, folderUid: "nope" }, undefined)).rejects.toThrow(
      /folder/,
    );
    await expect(saveDashboard(connectTo(double, "viewer"), preview, undefined)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(double.dashboards()).toHaveLength(0);
  });

  test("saveDashboard passes on Grafana's message about a dashboard that it refuses", async () => {
    const longTag = { ...preview, tags: [...preview.tags, "t".repeat(51)] };
    await expect(saveDashboard(connectTo(double), longTag, undefined)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("dashboard tag too long"),
    });
  });
});

describe("with /apis", () => {
  let double: GrafanaDouble;
  beforeEach(async () => {
    double = await startGrafanaDouble();
    await ensurePreviewFolder(connectTo(double));
  });
  afterEach(() => double.stop());

  test("saveDashboard stores schema v2 as v2, and it is read back as such", async () => {
    const preview = somePreview({}, "v2");
    const { stored } = await saveDashboard(connectTo(double), { ...preview, apiVersion: "v2beta1" }, undefined);
    expect(stored).toMatchObject({
      kind: "v2",
      tags: preview.tags,
      manifest: preview.manifest,
      resource: { apiVersion: "v2beta1" },
    });
    const next = somePreview({ revision: "bbbbbbbb" }, "v2");
    expect(await saveDashboard(connectTo(double), next, stored)).toMatchObject({
      action: "updated",
      version: 2,
      stored: { kind: "v2" },
    });
  });

  test("saveDashboard takes a dashboard out of the root again when Grafana put it there", async () => {
    const run = () => {
      const stored = double.dashboards()[0];
      if (stored !== undefined) stored.folderUid = "";
    };
    double.fail({ method: "GET", path: "/dashboards/", action: "pass", run });
    await expect(saveDashboard(connectTo(double), somePreview(), undefined)).rejects.toMatchObject({
      code: "wrong-folder",
      message: expect.stringContaining("the root folder"),
    });
    expect(double.dashboards()).toHaveLength(0);
  });
});

test("saveDashboard names what it takes when a Grafana has no schema v2", async () => {
  const double = await startGrafanaDouble({ version: "11.6.0" });
  await ensurePreviewFolder(connectTo(double));
  await expect(saveDashboard(connectTo(double), somePreview({}, "v2"), undefined)).rejects.toMatchObject({
    code: "unsupported",
  });
  await double.stop();
});

test("saveDashboard reports a taken title before Grafana 11.3, and overwrites nothing", async () => {
  const double = await startGrafanaDouble({ version: "10.4.0" });
  await ensurePreviewFolder(connectTo(double));
  double.plant({ uid: "other", model: { title: "[pr-12] API" }, folderUid: "dashpreview" });
  await expect(saveDashboard(connectTo(double), somePreview(), undefined)).rejects.toMatchObject({
    code: "title-taken",
  });
  expect(double.dashboards().map(({ uid }) => uid)).toEqual(["other"]);
  await double.stop();
});
