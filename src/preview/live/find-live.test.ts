import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../../grafana/dashboards/folder.ts";
import { saveDashboard } from "../../grafana/dashboards/save.ts";
import { readDashboardByUid } from "../../grafana/dashboards/stored-dashboard.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { setExpiry } from "../../grafana/marks/change-marks.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";
import { findLive, type LiveCache } from "./find-live.ts";

const toMs = Date.UTC(2026, 10, 23, 12);
const hourMs = 3_600_000;
const live: Partial<Manifest> = { live: "until-expiry", fromMs: toMs - 6 * hourMs, toMs, leadIn: 40 };
const search = { owner: { project: "k2m4x7qa" }, dataSourceUid: "prom-main", maxTtlMs: 30 * 24 * hourMs, nowMs: toMs };
const srcs = ["abcdefgh234567aa", "abcdefgh234567bb", "abcdefgh234567cc"] as const;
let double: GrafanaDouble;
let grafana: Grafana;

beforeAll(async () => {
  double = await startGrafanaDouble();
  grafana = connectTo(double);
  await ensurePreviewFolder(grafana);
});
afterAll(async () => {
  grafana.close();
  await double.stop();
});

async function save(key: string, manifest: Partial<Manifest>, src: string = srcs[0], title?: string) {
  const preview = somePreview({ key, src, manifest }, "classic", title);
  await saveDashboard(grafana, preview, await readDashboardByUid(grafana, preview.uid));
  return preview.uid;
}
const find = (key: string, cache: LiveCache = new Map()) =>
  findLive(grafana, { ...search, owner: { ...search.owner, key } }, cache);

test("findLive puts the dashboards of a revision together: its grid with the lead-in, each spec once, the last expiry", async () => {
  const uids = [await save("pr-1", { ...live, spec: "a" }, srcs[0], "A")];
  uids.push(await save("pr-1", { ...live, spec: "b" }, srcs[1], "B"));
  uids.push(await save("pr-1", { ...live, spec: "a" }, srcs[2], "C"));
  const { previews, leftAlone } = await find("pr-1");
  expect(leftAlone).toEqual([]);
  expect(previews).toHaveLength(1);
  expect(previews[0]).toMatchObject({
    value: "k2m4x7qa.pr-1.aaaaaaaa",
    grid: { fromMs: toMs - 6 * hourMs - 40 * 15_000, stepMs: 15_000, count: 6 * 240 + 40, leadIn: 40 },
    expiresAtMs: Date.UTC(2026, 10, 26, 12),
  });
  expect(previews[0]!.specs.map(({ text }) => text).sort()).toEqual(["a", "b"]);
  expect(previews[0]!.dashboards.map(({ uid }) => uid).sort()).toEqual(uids.sort());
});

test("findLive passes over previews that are not marked, of another data source and of another owner", async () => {
  await save("pr-2", { ...live, dataSourceUid: "other" });
  await save("pr-3", { fromMs: live.fromMs!, toMs });
  for (const key of ["pr-2", "pr-3", "pr-99"]) expect((await find(key)).previews).toEqual([]);
});

test.for<[string, Partial<Manifest>, RegExp]>([
  ["a step of a millisecond", { stepMs: 1 }, /shorter than a second/],
  ["no end of the history", { toMs: live.fromMs! }, /where its history ends/],
  ["an end between two scrapes", { toMs: toMs + 1 }, /on its own grid/],
  ["data from the year 2000", { fromMs: Date.UTC(2000, 0), leadIn: 0 }, /more than 10000000 scrapes ago/],
  ["a lead-in from before 1970", { leadIn: 100_000_000, stepMs: 3_600_000 }, /where its history ends/],
  ["no label", { isolation: "none" }, /no label of their own/],
])("findLive leaves a forged manifest alone: %s", async ([name, forged, reason]) => {
  const key = `forged-${name.length}`;
  await save(key, { ...live, ...forged });
  const { previews, leftAlone } = await find(key);
  expect(previews).toEqual([]);
  expect(leftAlone).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
});

test("findLive names the dashboard that disagrees with its revision about the grid", async () => {
  await save("pr-4", live, srcs[0]);
  await save("pr-4", { ...live, leadIn: 0 }, srcs[1]);
  const { previews, leftAlone } = await find("pr-4");
  expect(previews).toEqual([]);
  expect(leftAlone).toHaveLength(1);
});

test("findLive reads a dashboard again only when its tags have changed, and forgets one that is gone", async () => {
  const uid = await save("pr-5", live);
  const cache: LiveCache = new Map();
  const reads = () => double.requests.filter(({ path }) => path.endsWith(`/${uid}`)).length;
  await find("pr-5", cache);
  const before = reads();
  await find("pr-5", cache);
  expect(reads()).toBe(before);
  const expiresAtMs = Date.UTC(2026, 10, 27, 12);
  await setExpiry(grafana, uid, { owner: search.owner, expiresAtMs });
  expect((await find("pr-5", cache)).previews[0]!.expiresAtMs).toBe(expiresAtMs);
  double.store.dashboards.delete(uid);
  double.store.index.delete(uid);
  expect((await find("pr-5", cache)).previews).toEqual([]);
  expect(cache.size).toBe(0);
});
