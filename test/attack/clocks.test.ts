import { afterAll, beforeAll, expect, test } from "vitest";
import { newRevision } from "../../src/identity/preview-identity.ts";
import { writeSeries } from "../promql/remote-write.ts";
import { startGitLabDouble } from "../servers/gitlab-double.ts";
import { startBendingProxy } from "./bending-proxy.ts";
import { type CleanupJson, type DeletionStack, startDeletionStack } from "./deletion-stack.ts";
import { runInProcess } from "./in-process.ts";

const hour = 3_600_000;
let stack: DeletionStack;
let live: string;
let orphan: string;
beforeAll(async () => {
  stack = await startDeletionStack();
  live = `${stack.project}.pr-1.${(await stack.up("pr-1", ["a.json"])).revision}`;
  // Nobody shows it, and it began long ago.
  orphan = `${stack.project}.pr-2.${newRevision(Date.now() - 3 * hour)}`;
  const samples = [{ timeMs: Date.now() - 29 * 60_000, value: 1 }];
  await writeSeries(stack.receiver.url, [{ labels: { __name__: "x", dashpreview: orphan }, samples }]);
});
afterAll(() => stack.stop());

/** Runs `action` against a Grafana whose answers have another `Date`, or none. */
async function withDate<T>(
  headers: () => Record<string, string | undefined>,
  action: (grafanaUrl: string) => Promise<T>,
): Promise<T> {
  const proxy = await startBendingProxy(stack.grafana.url, () => ({ headers: headers() }));
  try {
    return await action(proxy.url);
  } finally {
    await proxy.stop();
  }
}
const shifted = (ms: number) => () => ({ date: new Date(Date.now() + ms).toUTCString() });

test.for<readonly [name: string, headers: () => Record<string, string | undefined>, said: string]>([
  ["a runner 73 hours ahead of Grafana", shifted(-73 * hour), "Grafana's clock is 3d1h"],
  ["a runner 73 hours behind Grafana", shifted(73 * hour), "Grafana's clock is 3d1h"],
  ["a proxy that takes the Date away", () => ({ date: undefined }), "have no Date header"],
  ["a Date of the year 9999", () => ({ date: "Fri, 31 Dec 9999 23:59:59 GMT" }), "Grafana's clock is"],
  ["a cache that gives an old answer", () => ({ age: "4000" }), "come from a cache"],
])("%s deletes nothing for its age, and says so", async ([, headers, said]) => {
  const { code, json } = await withDate(headers, (grafanaUrl) =>
    stack.run(["cleanup", "--orphan-age", "10m", "--output", "json"], { grafanaUrl }),
  );
  expect(code).toBe(3);
  const cleaned = json<CleanupJson>();
  expect(cleaned).toMatchObject({ deleted: [], series: [] });
  expect(cleaned.problems.join()).toContain(said);
  // The one that is being shown is not mentioned: only what would have been due is.
  expect(cleaned.keptSeries.map(({ value }) => value)).toEqual([orphan]);
  expect([...(await stack.series()).keys()].sort()).toEqual([live, orphan].sort());
});

test("a runner 73 hours ahead finds 72-hour previews expired by no clock: list shows them living, by Grafana's", async () => {
  const { stdout } = await withDate(shifted(-73 * hour), (grafanaUrl) => stack.run(["list"], { grafanaUrl }));
  expect(stdout).toContain("[pr-1] A");
  expect(stdout).not.toContain("expired");
  expect(stdout).toMatch(/warning: Grafana's clock is 3d1h.* behind this machine's; no preview is deleted for its age/);
});

test("the sweep of up deletes nothing for its age where clocks differ, and says so", async () => {
  const run = (grafanaUrl: string) => stack.run(["up", "b.json", "--key", "pr-3"], { grafanaUrl });
  const { code, stderr } = await withDate(shifted(73 * hour), run);
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/the sweep of old previews did not do all: .*Grafana's clock is 3d1h ahead of this machine's/);
  expect((await stack.series()).get(live)).toBe(4);
  expect((await stack.run(["cleanup", "--key", "pr-3"])).code).toBe(0);
});

test("what is asked for by name goes on whatever the clocks say", async () => {
  await stack.up("pr-4", ["b.json"]);
  const run = (grafanaUrl: string) => stack.run(["cleanup", "--key", "pr-4", "--output", "json"], { grafanaUrl });
  const { code, json } = await withDate(shifted(-73 * hour), run);
  expect(code).toBe(0);
  expect(json<CleanupJson>().deleted.map(({ key }) => key)).toEqual(["pr-4"]);
});

test("an expiry is extended by Grafana's clock", async () => {
  const before = Date.now();
  const run = (grafanaUrl: string) =>
    stack.run(["extend", "--key", "pr-1", "--ttl", "200h", "--output", "json"], { grafanaUrl });
  const { json } = await withDate(shifted(-50 * hour), run);
  const { changed, warnings } = json<{ changed: { expiresAt: string }[]; warnings: string[] }>();
  expect(Math.abs(Date.parse(changed[0]!.expiresAt) - (before + 150 * hour))).toBeLessThan(10 * 60_000);
  expect(warnings.join()).toContain("Grafana's clock is 2d2h");
});

test("doctor has a line on Grafana's clock", async () => {
  expect((await stack.run(["doctor"])).stdout).toMatch(/ok +clock +Grafana's clock and this machine's agree/i);
  const { stdout } = await withDate(shifted(-73 * hour), (grafanaUrl) => stack.run(["doctor"], { grafanaUrl }));
  expect(stdout).toMatch(
    /warn +clock +Grafana's clock is 3d1h.* behind this machine's: nothing is deleted for its age/i,
  );
});

test("a receiver whose clock is not Grafana's ages no series", async () => {
  const bent = await startBendingProxy(stack.receiver.url, ({ url, body }, answer) => {
    if (!`${url}${body}`.includes("time%28%29")) return {};
    const { data } = JSON.parse(answer) as { data: { result: [number, string] } };
    const later = data.result[0] + 7200;
    return {
      body: JSON.stringify({ status: "success", data: { resultType: "scalar", result: [later, String(later)] } }),
    };
  });
  const { code, json } = await stack.run(["cleanup", "--orphan-age", "10m", "--output", "json"], {
    prometheusUrl: bent.url,
  });
  await bent.stop();
  expect(code).toBe(3);
  expect(json<CleanupJson>().problems.join()).toMatch(/the clock of http:\S+ is 2h.* ahead of Grafana's/);
  expect((await stack.series()).has(orphan)).toBe(true);
});

test("half a minute is no difference: what is due goes", async () => {
  const run = (grafanaUrl: string) => stack.run(["cleanup", "--orphan-age", "10m", "--output", "json"], { grafanaUrl });
  const { code, json } = await withDate(shifted(-30_000), run);
  expect(code).toBe(0);
  expect(json<CleanupJson>().series).toEqual([orphan]);
});

test("doctor has a line on the receiver's clock", async () => {
  const bent = await startBendingProxy(stack.receiver.url, ({ url, body }, answer) => {
    if (!`${url}${body}`.includes("time%28%29")) return {};
    const { data } = JSON.parse(answer) as { data: { result: [number, string] } };
    const later = data.result[0] + 7200;
    return {
      body: JSON.stringify({ status: "success", data: { resultType: "scalar", result: [later, String(later)] } }),
    };
  });
  try {
    const { stdout } = await stack.run(["doctor"], { prometheusUrl: bent.url });
    expect(stdout).toMatch(/warn +clock +the receiver's clock is (?:2h|1h59m)\S* ahead of this machine's/);
  } finally {
    await bent.stop();
  }
});

test("doctor looks at what readers can see at Grafana's time, not at this machine's", async () => {
  await stack.up("pr-8", ["a.json"]);
  const env = {
    GRAFANA_URL: stack.grafana.url,
    GRAFANA_TOKEN: stack.grafana.tokens.editor,
    PROMETHEUS_URL: stack.receiver.url,
  };
  const samples = [{ timeMs: Date.now() - 5000, value: 1 }];
  await writeSeries(stack.receiver.url, [
    { labels: { __name__: "y", dashpreview: `zzzzzzz2.pr-1.${newRevision(Date.now())}` }, samples },
  ]);
  const { stdout } = await runInProcess(["doctor"], { cwd: stack.folder, env, now: () => Date.now() + 73 * hour });
  expect(stdout).toMatch(/warn +isolation +through the data source anyone can read previews of 2 projects/);
});

test("outside CI the order of comments is Grafana's time, not this machine's", async () => {
  const gitLab = await startGitLabDouble();
  gitLab.mergeRequests.set(5, { iid: 5, sourceBranch: "x", sha: "a".repeat(40), state: "opened", diffs: [] });
  try {
    const env = {
      GRAFANA_URL: stack.grafana.url,
      GRAFANA_TOKEN: stack.grafana.tokens.editor,
      PROMETHEUS_URL: stack.receiver.url,
      CI_API_V4_URL: `${gitLab.url}/api/v4`,
      GITLAB_TOKEN: gitLab.token,
      DASHPREVIEW_REVIEW_URL: `${new URL(gitLab.url).origin}/${gitLab.project}/-/merge_requests/5`,
    };
    const up = (now: () => number) =>
      runInProcess(["up", "b.json", "--no-sweep", "--comment", "required"], { cwd: stack.folder, env, now });
    const ahead = await up(() => Date.now() + 96 * hour);
    expect(ahead.code, ahead.stderr).toBe(0);
    const [first] = gitLab.notes.map(({ body }) => body);
    // Grafana says whole seconds: within one of them a clock that is ahead still wins.
    await new Promise((done) => setTimeout(done, 1000));
    const right = await up(() => Date.now());
    expect(right.code, right.stderr).toBe(0);
    expect(right.stderr).not.toContain("later run");
    expect(gitLab.notes).toHaveLength(1);
    expect(gitLab.notes[0]!.body).not.toBe(first);
  } finally {
    await gitLab.stop();
  }
});
