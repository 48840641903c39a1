import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../../grafana/dashboards/folder.ts";
import { saveDashboard } from "../../grafana/dashboards/save.ts";
import { listPreviews } from "../list.ts";
import { renewOpen } from "./renew-open.ts";

const owner = { project: "k2m4x7qa" };
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 26, 12);

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
  await ensurePreviewFolder(connectTo(double));
});
afterEach(() => double.stop());

const save = (change: Parameters<typeof somePreview>[0]) =>
  saveDashboard(connectTo(double), somePreview(change), undefined);
const list = async () => (await listPreviews(connectTo(double), { owner, nowMs, maxTtlMs: 1e12 })).previews;
const renew = async (open: readonly string[], maxTtlMs = 1e12) =>
  renewOpen({ grafana: connectTo(double), owner, previews: await list(), open: new Set(open), nowMs, maxTtlMs });
const expiries = async () =>
  Object.fromEntries((await list()).map(({ key, expiresAtMs }) => [key, (expiresAtMs - nowMs) / dayMs]));

test("renewOpen gives two weeks to open reviews of previews that live until theirs ends, and to nothing else", async () => {
  await save({ key: "pr-1", until: "review", expiresAtMs: nowMs + dayMs });
  await save({ key: "pr-2", until: "review", expiresAtMs: nowMs - dayMs });
  await save({ key: "pr-3", expiresAtMs: nowMs + dayMs });
  await save({ key: "pr-4", until: "review", expiresAtMs: nowMs + dayMs });
  await save({ key: "pr-5", until: "review", expiresAtMs: nowMs + dayMs, keep: true });
  expect(await renew(["pr-1", "pr-2", "pr-3", "pr-5"])).toEqual([]);
  expect(await expiries()).toEqual({ "pr-1": 14, "pr-2": 14, "pr-3": 1, "pr-4": 1, "pr-5": 1 });
  expect(
    (await list())
      .filter(({ untilReview }) => untilReview)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(["pr-1", "pr-2", "pr-4", "pr-5"]);
});

test("renewOpen never shortens a life, keeps to --max-ttl, and saves nothing for a few minutes", async () => {
  await save({ key: "pr-1", until: "review", expiresAtMs: nowMs + 20 * dayMs });
  await save({ key: "pr-2", until: "review", expiresAtMs: nowMs + dayMs });
  await save({ key: "pr-3", until: "review", expiresAtMs: nowMs + 2 * dayMs - 60_000 });
  const versions = () => double.dashboards().map(({ version }) => version);
  await renew(["pr-1", "pr-2", "pr-3"], 2 * dayMs);
  expect(await expiries()).toEqual({ "pr-1": 20, "pr-2": 2, "pr-3": 2 - 1 / 1440 });
  const before = versions();
  await renew(["pr-1", "pr-2", "pr-3"], 2 * dayMs);
  expect(versions()).toEqual(before);
});

test("renewOpen says which preview it could not renew, and renews the others", async () => {
  await save({ key: "pr-1", until: "review", expiresAtMs: nowMs + dayMs });
  await save({ key: "pr-2", until: "review", expiresAtMs: nowMs + 2 * dayMs });
  const previews = await list();
  const grafana = connectTo(double);
  const [gone] = previews;
  await fetch(`${double.url}/api/dashboards/uid/${gone!.uid}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${double.tokens.editor}` },
  });
  const warnings = await renewOpen({
    grafana,
    owner,
    previews,
    open: new Set(["pr-1", "pr-2"]),
    nowMs,
    maxTtlMs: 1e12,
  });
  expect(warnings).toEqual([expect.stringMatching(/was not renewed although its review is open: .*no such dashboard/)]);
  expect(await expiries()).toEqual({ "pr-2": 14 });
});
