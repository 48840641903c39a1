import { expect, test } from "vitest";
import { createStats } from "../preview/live/live-stats.ts";
import { liveMetrics } from "./live-metrics.ts";
import { startStatusServer } from "./status-server.ts";

test("liveMetrics shows the stats as they are at each scrape", async () => {
  const stats = createStats();
  const metrics = liveMetrics(stats, { version: "1.2.3" });
  stats.samples = 12;
  stats.failures.write = 2;
  stats.listedAtMs = 1_790_000_000_500;
  expect((await metrics.metrics()).split("\n")).toEqual(
    expect.arrayContaining([
      "dashpreview_live_samples_total 12",
      'dashpreview_live_failures_total{work="write"} 2',
      'dashpreview_live_failures_total{work="list"} 0',
      "dashpreview_live_last_listing_timestamp_seconds 1790000000.5",
      'dashpreview_build_info{version="1.2.3"} 1',
    ]),
  );
  stats.samples = 20;
  expect(await metrics.metrics()).toContain("dashpreview_live_samples_total 20\n");
});

test("the status server answers readiness, health and metrics, and nothing else", async () => {
  let notReady: string | undefined = "not yet";
  const metrics = liveMetrics(createStats(), { version: "1" });
  const server = await startStatusServer(
    { ready: () => notReady, healthy: () => undefined, metrics },
    { host: "127.0.0.1", port: 0 },
  );
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${server.url}${path}`, init);
    return [answer.status, await answer.text()];
  };
  expect(await ask("/-/ready")).toEqual([503, "not yet\n"]);
  notReady = undefined;
  expect(await ask("/-/ready")).toEqual([200, "ok\n"]);
  expect(await ask("/-/healthy?x=1")).toEqual([200, "ok\n"]);
  expect(await ask("/metrics")).toEqual([200, expect.stringContaining("dashpreview_live_previews 0\n")]);
  expect((await ask("/"))[0]).toBe(404);
  expect((await ask("/-/ready", { method: "POST", body: "x" }))[0]).toBe(405);
  await expect(
    startStatusServer(
      { ready: () => "", healthy: () => "", metrics },
      { host: "127.0.0.1", port: Number(new URL(server.url).port) },
    ),
  ).rejects.toThrow(/another program has it/);
  await server.stop();
});
