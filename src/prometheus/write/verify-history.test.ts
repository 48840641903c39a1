import { afterAll, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { fixedSource, fixedSources } from "../../../test/servers/fixed-source.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { realContext } from "../../../test/servers/read-samples.ts";
import { startVictoriaMetrics } from "../../../test/servers/victoria-metrics.ts";
import type { HistogramSample } from "../../generator/sampling/block.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { verifyHistory } from "./verify-history.ts";
import { writeHistory } from "./write-history.ts";

const stepMs = 15_000;
const nowMs = Math.floor(Date.now() / stepMs) * stepMs;
const grid = { fromMs: nowMs - 239 * stepMs, stepMs, count: 240 };
const servers: Record<string, TestServer> = {};
const connections: Record<string, Prometheus> = {};
let revision = 0;

beforeAll(async () => {
  const [prometheus, victoria] = await Promise.all([
    startPrometheus({ window: "30d", nativeHistograms: true }),
    startVictoriaMetrics({ retention: "1d" }),
  ]);
  Object.assign(servers, { prometheus, victoria });
  for (const [name, { url }] of Object.entries(servers))
    connections[name] = createPrometheus({ url, userAgent: "test" });
});
afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  for (const server of Object.values(servers)) await server.stop();
});

/** Two metrics with the same labels, one with a keyword for a name, one with gaps. */
function makeSources() {
  const instances = ["a", "b", "c"];
  return [
    ...instances.map((instance) => fixedSource("requests_total", { instance, path: 'a"b\\c\n' }, (k) => k)),
    ...instances.map((instance) => fixedSource("on", { instance }, (k) => (k % 3 === 0 ? undefined : -k))),
    fixedSource("never", {}, () => undefined),
    fixedSource("ends", {}, (k) => (k === 10 ? "stale" : k > 10 ? undefined : k)),
  ];
}

async function write(name: string) {
  const isolation = { name: "dashpreview", value: `p.k.r${revision++}` };
  const prometheus = connections[name]!;
  const { windows, series, samples } = await writeHistory(prometheus, {
    ...realContext,
    sources: makeSources(),
    grid,
    isolation,
  });
  return {
    prometheus,
    isolation,
    windows,
    series,
    samples,
    options: { ...realContext, windows, grid, isolation, sources: makeSources },
  };
}

async function deleteSamples(prometheus: Prometheus, matcher: string, endMs = nowMs): Promise<void> {
  const query = new URLSearchParams({ "match[]": matcher, start: "0", end: String(endMs / 1000) });
  const answer = await fetch(`${prometheus.url}/api/v1/admin/tsdb/delete_series?${query}`, { method: "POST" });
  expect(answer.status).toBe(204);
}

test.for(["prometheus", "victoria"])(
  "verifyHistory finds everything that was written, stale markers not counted: %s",
  async (name) => {
    const { prometheus, options, series, samples } = await write(name);
    expect({ series, samples }).toEqual({ series: 7, samples: 3 * 240 + 3 * 160 + 10 });
    const progress: number[] = [];
    expect(await verifyHistory(prometheus, { ...options, onProgress: (done) => progress.push(done) })).toBe(samples);
    expect(progress.at(-1)).toBe(samples);
  },
);

test("verifyHistory names the series that lost samples", async () => {
  const { prometheus, options, isolation } = await write("prometheus");
  await deleteSamples(
    prometheus,
    `requests_total{instance="b",dashpreview="${isolation.value}"}`,
    grid.fromMs + 99 * stepMs,
  );
  await deleteSamples(prometheus, `{__name__="on",instance="c",dashpreview="${isolation.value}"}`);
  const failure = verifyHistory(prometheus, { ...options, ...createFakeClock(), timeoutMs: 3000 });
  await expect(failure).rejects.toMatchObject({
    name: "PrometheusError",
    code: "lost",
    message:
      `${prometheus.url} answered that it stored everything, but 260 samples cannot be read back: ` +
      'requests_total{instance="b", path="a\\"b\\\\c\\n"}: 140 of 240; on{instance="c"}: 0 of 160. ' +
      "Its retention may be shorter than the history, or it may be slow: pass a shorter --history or a longer --verify-timeout",
  });
});

test("verifyHistory says that the server has surplus samples", async () => {
  const { prometheus, options, isolation } = await write("prometheus");
  const between = { ...grid, fromMs: grid.fromMs + 7000 };
  await writeHistory(prometheus, {
    ...realContext,
    sources: [fixedSource("ends", {}, (k) => (k < 4 ? 1 : undefined))],
    grid: between,
    isolation,
  });
  await expect(verifyHistory(prometheus, { ...options, ...createFakeClock(), timeoutMs: 100 })).rejects.toMatchObject({
    code: "lost",
    message: expect.stringContaining("it has 4 samples too many: ends{}: 14 of 10"),
  });
});

test("verifyHistory reports samples that VictoriaMetrics dropped because of its retention", async () => {
  const prometheus = connections["victoria"]!;
  const old = { fromMs: nowMs - 5 * 86_400_000, stepMs: 3_600_000, count: 120 };
  const isolation = { name: "dashpreview", value: "p.k.old" };
  const sources = () => [fixedSource("aged", {}, (k) => k)];
  const { windows, samples } = await writeHistory(prometheus, {
    ...realContext,
    sources: sources(),
    grid: old,
    isolation,
  });
  expect(samples).toBe(120);
  await expect(
    verifyHistory(prometheus, { ...createFakeClock(), windows, grid: old, isolation, sources, timeoutMs: 1000 }),
  ).rejects.toMatchObject({
    code: "lost",
    message: expect.stringMatching(/cannot be read back: aged\{\}: \d+ of 120\. Its retention may be shorter/),
  });
});

test("verifyHistory names a receiver that keeps no native histograms, not its slowness", async () => {
  const prometheus = connections["prometheus"]!;
  const isolation = { name: "dashpreview", value: "p.k.native" };
  const histogram: HistogramSample = {
    ...{ schema: 0, zeroThreshold: 0.001, zeroCount: 0, count: 3, sum: 4 },
    ...{
      positiveOffset: 0,
      positiveCounts: Float64Array.of(1, 2),
      negativeOffset: 0,
      negativeCounts: new Float64Array(),
    },
  };
  const sources = () => [
    fixedSource("plain", {}, (k) => k),
    fixedSources([{ name: "native", labels: {}, native: true, sampleAt: () => histogram }]),
  ];
  const { windows } = await writeHistory(prometheus, { ...realContext, sources: sources(), grid, isolation });
  await deleteSamples(prometheus, `native{dashpreview="${isolation.value}"}`);
  await expect(
    verifyHistory(prometheus, { ...createFakeClock(), windows, grid, isolation, sources, timeoutMs: 3000 }),
  ).rejects.toMatchObject({
    code: "lost",
    message: expect.stringMatching(/native\{\}: 0 of 240\. This Prometheus keeps no native histograms: leave `native`/),
  });
});

test("verifyHistory queries a large history window by window, without gaps or overlaps", async () => {
  const isolation = { name: "dashpreview", value: "p.k.windows" };
  const prometheus = connections["prometheus"]!;
  const long = { fromMs: nowMs - 23 * 3_600_000, stepMs, count: 23 * 240 };
  const sources = () =>
    Array.from({ length: 1000 }, (_, i) => fixedSource(`m_${i % 100}`, { i: String(i) }, (k) => (k + i) % 7));
  const { windows, samples } = await writeHistory(prometheus, {
    ...realContext,
    sources: sources(),
    grid: long,
    isolation,
  });
  expect(samples).toBe(1000 * 23 * 240);
  expect(windows.length).toBe(2);
  expect(windows.reduce((sum, window) => sum + window.samples, 0)).toBe(samples);
  expect(windows.map(({ firstIndex, length }) => firstIndex + length)).toEqual([windows[1]!.firstIndex, long.count]);
  expect(await verifyHistory(prometheus, { ...realContext, windows, grid: long, isolation, sources })).toBe(samples);
});

test("verifyHistory stops when its signal is aborted", async () => {
  const { prometheus, options, isolation } = await write("prometheus");
  await deleteSamples(prometheus, `{dashpreview="${isolation.value}"}`);
  const stop = new AbortController();
  const reason = new Error("interrupted");
  const clock = createFakeClock();
  const sleep = (ms: number, signal?: AbortSignal) => {
    stop.abort(reason);
    return clock.sleep(ms, signal);
  };
  await expect(verifyHistory(prometheus, { ...options, ...clock, sleep, signal: stop.signal })).rejects.toBe(reason);
});
