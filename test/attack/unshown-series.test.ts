import { afterAll, beforeAll, expect, test } from "vitest";
import { newRevision, sourceId } from "../../src/identity/preview-identity.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import { writeMark } from "../../src/prometheus/write/revision-mark.ts";
import { writeSeries } from "../promql/remote-write.ts";
import { type CleanupJson, type DeletionStack, hideFolder, startDeletionStack } from "./deletion-stack.ts";

let stack: DeletionStack;
/** What is shown, and where. */
let shown: string;
let home: string;
beforeAll(async () => {
  stack = await startDeletionStack();
  shown = `${stack.project}.pr-6.${(await stack.up("pr-6", ["a.json"])).revision}`;
  home = await homeOf(shown);
});
afterAll(() => stack.stop());

const cleanup = async (args: readonly string[], run: Parameters<DeletionStack["run"]>[1] = {}) => {
  const { code, json } = await stack.run(["cleanup", "--output", "json", ...args], run);
  return { code, ...json<CleanupJson>() };
};
/**
 * Series as a crash before saving leaves them, of a run that began three hours ago, with or without the mark that every
 * run writes first.
 */
async function orphan(key: string, mark?: { home: string; sources: readonly string[] }): Promise<string> {
  const value = `${stack.project}.${key}.${newRevision(Date.now() - 3 * 3_600_000)}`;
  const timeMs = Date.now() - 29 * 60_000;
  if (mark !== undefined) {
    const prometheus = createPrometheus({ url: stack.receiver.url, userAgent: "test" });
    const context = { timeMs, now: Date.now, random: () => 0, sleep: async () => {} };
    expect(
      await writeMark(
        prometheus,
        { value, home: mark.home, srcs: mark.sources.map((source) => sourceId(source)) },
        context,
      ),
    ).toBe(true);
    prometheus.close();
  }
  await writeSeries(stack.receiver.url, [
    { labels: { __name__: "x", dashpreview: value }, samples: [{ timeMs, value: 1 }] },
  ]);
  return value;
}
/** The mark that the last run wrote tells where its previews are. */
async function homeOf(value: string): Promise<string> {
  const match = `{__name__="dashpreview_preview_info",preview="${value}"}`;
  const answer = await fetch(`${stack.receiver.url}/api/v1/series?${new URLSearchParams({ "match[]": match })}`);
  return ((await answer.json()) as { data: { home: string }[] }).data[0]!.home;
}

test("series that no preview shows go by half of everything in one sweep, and by --max-delete, and the next sweep goes on", async () => {
  const orphans: string[] = [];
  for (const key of ["o-1", "o-2", "o-3", "o-4", "o-5"]) orphans.push(await orphan(key, { home, sources: ["a", "b"] }));
  const limited = await cleanup(["--orphan-age", "10m", "--max-delete", "1"]);
  expect([limited.code, limited.series.length, limited.postponedSeries.length]).toEqual([0, 1, 4]);
  const counts: number[] = [];
  for (let sweep = 0; sweep < 4; sweep++) counts.push((await cleanup(["--orphan-age", "10m"])).series.length);
  // 4 of 5 revisions are left over: half of 5, then of 3, then of 2; one at least.
  expect(counts).toEqual([2, 1, 1, 0]);
  expect([...(await stack.series()).keys()]).toEqual([shown]);
  expect(orphans).toHaveLength(5);
});

test("series of another folder stay until somebody says that they may go", async () => {
  const value = await orphan("o-6", { home: "aaaaaaaaaaaa", sources: ["a"] });
  const kept = await cleanup(["--orphan-age", "10m"]);
  expect(kept.series).toEqual([]);
  expect(kept.keptSeries).toEqual([{ value, reason: expect.stringContaining("another folder of previews") }]);
  expect((await cleanup(["--orphan-age", "10m", "--unproven-series"])).series).toEqual([value]);
});

test("series without a mark stay where the folder cannot be read, and where no data source shows them", async () => {
  const value = await orphan("o-7");
  hideFolder(stack.grafana);
  const hidden = await cleanup(["--orphan-age", "10m"]);
  stack.grafana.heal();
  expect([hidden.code, hidden.series]).toEqual([3, []]);
  const other = await stack.addGrafana({ orgId: 5, dataSources: [] });
  expect(
    (await cleanup(["--orphan-age", "10m"], { grafanaUrl: other.url })).keptSeries.map((one) => one.value),
  ).toContain(value);
  expect(other.store.folders.size).toBe(0);
  expect((await cleanup(["--orphan-age", "10m"])).series).toEqual([value]);
});

test("series with half a mark stay, whatever else is well", async () => {
  const value = await orphan("o-8", { home, sources: ["a"] });
  const labels = { __name__: "dashpreview_preview_info", preview: value, home, src: sourceId("b"), dashboards: "3" };
  await writeSeries(stack.receiver.url, [{ labels, samples: [{ timeMs: Date.now() - 29 * 60_000, value: 1 }] }]);
  expect((await cleanup(["--orphan-age", "10m"])).keptSeries).toEqual([
    { value, reason: "their mark in the receiver is damaged" },
  ]);
  expect((await cleanup(["--orphan-age", "10m", "--unproven-series"])).series).toEqual([value]);
});
