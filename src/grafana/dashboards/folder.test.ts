import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "./folder.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

const made = { uid: "dashpreview", title: "Dashboard previews", canSave: true };
const posts = () => double.requests.filter(({ method, path }) => method === "POST" && path === "/api/folders");

test("ensurePreviewFolder creates the folder, although an Editor gets 403 for a missing one", async () => {
  expect(await ensurePreviewFolder(connectTo(double, "editor"))).toEqual(made);
  expect([...double.store.folders.keys()]).toEqual(["dashpreview"]);
});

test("ensurePreviewFolder creates the folder for an Admin, who gets 404", async () => {
  expect(await ensurePreviewFolder(connectTo(double, "admin"))).toEqual(made);
});

test("ensurePreviewFolder leaves a folder that is there as it is", async () => {
  await ensurePreviewFolder(connectTo(double));
  expect(await ensurePreviewFolder(connectTo(double))).toEqual(made);
  expect(posts()).toHaveLength(1);
});

test("ensurePreviewFolder, ten at once, creates one folder and never fails", async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => ensurePreviewFolder(connectTo(double))));
  expect(all).toEqual(Array.from({ length: 10 }, () => made));
});

test.for([409, 412, 500, 503])(
  "ensurePreviewFolder finds a folder made although creation answered %i",
  async (status) => {
    double.fail({ method: "POST", path: "/api/folders", action: "do-then-answer", status });
    expect(await ensurePreviewFolder(connectTo(double))).toEqual(made);
    expect(posts()).toHaveLength(1);
  },
);

test("ensurePreviewFolder finds a folder made although the answer was lost", async () => {
  double.fail({ method: "POST", path: "/api/folders", action: "do-then-drop" });
  expect(await ensurePreviewFolder(connectTo(double))).toEqual(made);
});

test("ensurePreviewFolder retries if creation failed and the folder is missing, with three attempts in all", async () => {
  double.fail({ method: "POST", path: "/api/folders", status: 500, times: 2 });
  expect(await ensurePreviewFolder(connectTo(double))).toEqual(made);
  double.store.folders.clear();
  double.fail({ method: "POST", path: "/api/folders", status: 500, times: 9 });
  await expect(ensurePreviewFolder(connectTo(double))).rejects.toMatchObject({ code: "unavailable", status: 500 });
  expect(posts()).toHaveLength(6);
});

test("ensurePreviewFolder fails when Grafana says that it made the folder and it is not there", async () => {
  double.fail({ method: "POST", path: "/api/folders", status: 200, body: { uid: "dashpreview" }, times: 3 });
  await expect(ensurePreviewFolder(connectTo(double))).rejects.toMatchObject({ code: "unexpected" });
});

test("ensurePreviewFolder tells a Viewer to get an Editor's token, at once", async () => {
  await expect(ensurePreviewFolder(connectTo(double, "viewer"))).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("role Editor"),
  });
  expect(posts()).toHaveLength(1);
});

test("ensurePreviewFolder refuses a folder that the token may only read", async () => {
  await ensurePreviewFolder(connectTo(double));
  await expect(ensurePreviewFolder(connectTo(double, "viewer"))).rejects.toMatchObject({ code: "forbidden" });
});
