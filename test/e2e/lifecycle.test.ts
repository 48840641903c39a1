import { afterAll, beforeAll, expect, test } from "vitest";
import { startSlowClock } from "../ci/slow-clock.ts";
import { ask, dashboard, revisionsWithSamples, type Stack, smallSpec, startStack } from "./stack.ts";

interface Up {
  project: string;
  key: string;
  revision: string;
  expiresAt: string;
  samples: number;
  samplesVerified: number;
  dashboards: { uid: string; url: string; title: string; action: string; panels: { total: number; ok: number } }[];
  removed: { title: string }[];
  warnings: string[];
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.write("api.json", dashboard("API", ["sum by (job) (rate(requests_total[5m]))", "requests_total"]));
  stack.write("queue.json", dashboard("Queue", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

const up = async (...args: string[]) => {
  const result = await stack.run(["up", "--output", "json", ...args]);
  expect(result.code, result.stderr).toBe(0);
  return result.json<Up>();
};
const list = async (...args: string[]) =>
  (await stack.run(["list", "--output", "json", ...args])).json<{
    previews: { uid: string; key: string; title: string; state: string }[];
    leftAlone: unknown[];
  }>();

test("up writes everything, reads it back, and every panel of the preview has data", async () => {
  const result = await up("api.json", "queue.json", "--key", "pr-1");
  // 4 series of 30 min at 15 s, and a lead-in of 5 minutes and a step of Grafana's.
  expect(result).toMatchObject({ project: stack.project, key: "pr-1", samples: 564, samplesVerified: 564 });
  expect(result.dashboards.map(({ title, action, panels }) => ({ title, action, panels }))).toEqual([
    {
      title: "[pr-1] API",
      action: "created",
      panels: { total: 2, ok: 2, empty: 0, error: 0, skipped: 0, unchecked: 0 },
    },
    {
      title: "[pr-1] Queue",
      action: "created",
      panels: { total: 1, ok: 1, empty: 0, error: 0, skipped: 0, unchecked: 0 },
    },
  ]);
});

test("up again on the same key keeps uid and address, makes a new revision, renews the expiry and deletes the old series", async () => {
  const first = await up("api.json", "--key", "pr-2", "--ttl", "1h");
  const second = await up("api.json", "--key", "pr-2", "--ttl", "2h");
  expect(second.dashboards[0]).toMatchObject({
    uid: first.dashboards[0]!.uid,
    url: first.dashboards[0]!.url,
    action: "updated",
  });
  expect(second.revision).not.toBe(first.revision);
  expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt) + 3_500_000);
  const revisions = await revisionsWithSamples(stack);
  expect([...revisions].filter(([value]) => value.startsWith(`${stack.project}.pr-2.`))).toEqual([
    [`${stack.project}.pr-2.${second.revision}`, 4],
  ]);
});

test("two keys and two projects at once do not see each other", async () => {
  const runs = await Promise.all([
    up("queue.json", "--key", "pr-31"),
    up("queue.json", "--key", "pr-32"),
    up("queue.json", "--key", "pr-31", "--project", "aaaabbbb"),
  ]);
  expect(new Set(runs.map(({ dashboards }) => dashboards[0]!.uid)).size).toBe(3);
  expect(runs.map(({ dashboards }) => dashboards[0]!.panels.ok)).toEqual([1, 1, 1]);
  expect((await list("--project", "aaaabbbb")).previews).toMatchObject([{ key: "pr-31", title: "[pr-31] Queue" }]);
  for (const { project, key, revision } of runs) {
    expect(await ask(stack.prometheusUrl, `count(queue_length{dashpreview="${project}.${key}.${revision}"})`)).toBe(1);
  }
});

test("up keeps the preview of a dashboard that it was not asked for while its file is there, and --prune deletes it", async () => {
  await up("api.json", "queue.json", "--key", "pr-4");
  const other = await up("api.json", "--key", "pr-4");
  expect([other.removed, (await list("--key", "pr-4")).previews.length]).toEqual([[], 2]);
  const second = await up("api.json", "--key", "pr-4", "--prune");
  expect(second.removed).toMatchObject([{ title: "[pr-4] Queue" }]);
  expect((await list("--key", "pr-4")).previews.map(({ title }) => title)).toEqual(["[pr-4] API"]);
});

test("up --dry-run reads, plans and probes, and changes nothing", async () => {
  const before = await revisionsWithSamples(stack);
  const result = await up("api.json", "--key", "pr-5", "--dry-run");
  expect(result).toMatchObject({ state: "planned", dashboards: [{ action: "planned" }] });
  expect((await list("--key", "pr-5")).previews).toEqual([]);
  expect(await revisionsWithSamples(stack)).toEqual(before);
});

test("cleanup deletes what has expired with its series and nothing else, and --dry-run deletes nothing", async () => {
  const living = await up("api.json", "--key", "pr-7", "--ttl", "5h");
  // Made by a Grafana whose clock is an hour behind: by everybody else's, its time is over.
  const slow = await startSlowClock(stack.grafanaUrl, 3_600_000);
  const made = await stack.run(["up", "--output", "json", "api.json", "--key", "pr-6", "--ttl", "1s"], {
    env: { GRAFANA_URL: slow.url },
  });
  await slow.stop();
  expect(made.code, made.stderr).toBe(0);
  const expired = made.json<Up>();
  // The expiry stands in whole minutes, rounded up.
  expect(Date.parse(expired.expiresAt)).toBeLessThan(Date.now() - 3_400_000);
  const dry = (await stack.run(["cleanup", "--dry-run", "--output", "json"])).json<{
    deleted: { key: string }[];
    series: string[];
  }>();
  expect(dry.deleted.map(({ key }) => key)).toEqual(["pr-6"]);
  expect((await list("--key", "pr-6")).previews).toHaveLength(1);
  const real = (await stack.run(["cleanup", "--output", "json"])).json<{
    deleted: { key: string }[];
    series: string[];
  }>();
  expect(real.deleted.map(({ key }) => key)).toEqual(["pr-6"]);
  expect(real.series).toEqual([`${stack.project}.pr-6.${expired.revision}`]);
  expect((await list("--key", "pr-6")).previews).toEqual([]);
  expect((await list("--key", "pr-7")).previews).toHaveLength(1);
  const revisions = await revisionsWithSamples(stack);
  expect(revisions.has(`${stack.project}.pr-6.${expired.revision}`)).toBe(false);
  expect(revisions.get(`${stack.project}.pr-7.${living.revision}`)).toBe(4);
});

test("extend gives a later expiry, keep exempts from it, and cleanup --key deletes all of a review whose time has come", async () => {
  const made = await up("api.json", "--key", "pr-8", "--ttl", "1h");
  const extended = (await stack.run(["extend", "--key", "pr-8", "--ttl", "10h", "--output", "json"])).json<{
    changed: { expiresAt: string }[];
  }>();
  expect(Date.parse(extended.changed[0]!.expiresAt)).toBeGreaterThan(Date.parse(made.expiresAt) + 8 * 3_600_000);
  expect((await stack.run(["keep", made.dashboards[0]!.uid])).code).toBe(0);
  expect((await list("--key", "pr-8")).previews).toMatchObject([{ state: "kept" }]);
  expect(
    (await stack.run(["cleanup", "--output", "json"])).json<{ stays: { key: string; state: string }[] }>().stays,
  ).toContainEqual(expect.objectContaining({ key: "pr-8", state: "kept" }));
  const gone = (await stack.run(["cleanup", "--key", "pr-8", "--output", "json"])).json<{ deleted: unknown[] }>();
  expect(gone.deleted).toHaveLength(1);
  expect((await list("--key", "pr-8")).previews).toEqual([]);
});

test("cleanup --all-projects lists first and deletes only with --yes", async () => {
  await up("queue.json", "--key", "pr-9", "--project", "ccccdddd");
  const listed = (await stack.run(["cleanup", "--all", "--all-projects", "--output", "json"])).json<{
    dryRun: boolean;
    deleted: unknown[];
    warnings: string[];
  }>();
  expect(listed.dryRun).toBe(true);
  expect(listed.warnings.join()).toContain("pass --yes");
  expect((await list("--project", "ccccdddd")).previews).toHaveLength(1);
});
