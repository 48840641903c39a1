import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { fixedSource, fixedSources } from "../../../test/servers/fixed-source.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { querySeries, realContext } from "../../../test/servers/read-samples.ts";
import { type React, startRemoteWriteDouble } from "../../../test/servers/remote-write-double.ts";
import type { HistogramSample } from "../../generator/sampling/block.ts";
import { defined } from "../../json/defined.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { LiveWriter } from "./live-writer.ts";
import { writeHistory } from "./write-history.ts";

const stepMs = 15_000;
/** The history ended ten minutes ago, so that live scrapes lie in the past of the real server. */
const endMs = Math.floor(Date.now() / stepMs) * stepMs - 600_000;
const grid = { fromMs: endMs - 19 * stepMs, stepMs, count: 20 };
const isolation = { name: "dashpreview", value: "p.k.r" };
let server: TestServer;
const connections: Prometheus[] = [];
const doubles: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  server = await startPrometheus({ nativeHistograms: true });
});
afterAll(() => server?.stop());
afterEach(async () => {
  for (const one of connections.splice(0)) one.close();
  for (const one of doubles.splice(0)) await one.stop();
});

function connect(url = server.url): Prometheus {
  const prometheus = createPrometheus({ url, userAgent: "test" });
  connections.push(prometheus);
  return prometheus;
}

async function double(react: React) {
  const one = await startRemoteWriteDouble(react);
  doubles.push(one);
  return { one, prometheus: connect(one.url) };
}

const histogram = (k: number): HistogramSample => ({
  schema: 0,
  zeroThreshold: 0,
  zeroCount: k,
  count: k,
  sum: 0,
  positiveOffset: 0,
  positiveCounts: new Float64Array(),
  negativeOffset: 0,
  negativeCounts: new Float64Array(),
});

test("LiveWriter goes on at the history's grid, catches up, and ends every series", async () => {
  const prometheus = connect();
  const sources = () => [
    fixedSource("live", { a: "1" }, (k) => k),
    fixedSource("live", { a: "gap" }, (k) => (k % 2 === 0 ? k : undefined)),
    fixedSource("live", { a: "ended" }, (k) => (k < 25 ? k : k === 25 ? "stale" : undefined)),
    fixedSources([{ name: "live_native", labels: {}, native: true, sampleAt: (k) => histogram(k + 1) }]),
  ];
  await writeHistory(prometheus, { ...realContext, sources: sources(), grid, isolation });
  const writer = new LiveWriter(prometheus, { ...realContext, sources: sources(), grid, isolation });
  expect(writer.dueMs).toBe(endMs + stepMs);
  expect(await writer.writeDue(endMs + stepMs - 1)).toBe(0);
  expect(await writer.writeDue(endMs + stepMs)).toBe(1 + 1 + 1 + 1);
  expect(writer.dueMs).toBe(endMs + 2 * stepMs);
  // 15 scrapes were missed: k = 21 … 35, of which 22, 24, …, 34 for the gaps, and 21 … 24 before the end.
  expect(await writer.writeDue(endMs + 16 * stepMs + 3)).toBe(15 + 7 + 4 + 15);
  const at = async (query: string, timeMs: number) =>
    [...(await querySeries(server.url, query, timeMs)).values()].map(([sample]) => sample?.[1]);
  const lastMs = endMs + 16 * stepMs;
  const read = await querySeries(server.url, 'live{a="1"}[20m]', lastMs);
  expect([...read.values()]).toEqual([Array.from({ length: 36 }, (_, k) => [grid.fromMs + k * stepMs, k])]);
  expect(await at("count(live)", lastMs + 1)).toEqual([2]);
  expect(await at("histogram_count(live_native)", lastMs + 1)).toEqual([36]);

  await writer.finish({ nowMs: lastMs + 5000 });
  expect(await at("count(live)", lastMs + 4999)).toEqual([2]);
  expect(await at("live", lastMs + 5000)).toEqual([]);
  expect(await at("histogram_count(live_native)", lastMs + 5000)).toEqual([]);
  expect(await at("count_over_time(live_native[20m])", lastMs + 5000)).toEqual([36]);
  // Again: nothing is left to end.
  await writer.finish({ nowMs: lastMs + 9000 });
});

test("LiveWriter ends series one step after their last sample if there is time for it, and never before the sample", async () => {
  const { one, prometheus } = await double(() => ({ status: 204 }));
  const finishAt = async (nowMs: number | undefined) => {
    const writer = new LiveWriter(prometheus, {
      ...createFakeClock(),
      sources: [fixedSource("x", {}, (k) => k)],
      grid,
    });
    await writer.finish(defined({ nowMs }));
    return one.received
      .at(-1)!
      .decoded()
      .series[0]!.samples.map(({ bits, timeMs }) => [bits, timeMs - endMs]);
  };
  expect(await finishAt(undefined)).toEqual([[0x7ff0000000000002n, stepMs]]);
  expect(await finishAt(endMs + 60_000)).toEqual([[0x7ff0000000000002n, stepMs]]);
  expect(await finishAt(endMs + 20)).toEqual([[0x7ff0000000000002n, 20]]);
  expect(await finishAt(endMs - 20)).toEqual([[0x7ff0000000000002n, 1]]);
});

test("LiveWriter ends no series that the history or live writing has ended", async () => {
  const { one, prometheus } = await double(() => ({ status: 204 }));
  const at = (i: string, sampleAt: Parameters<typeof fixedSource>[2]) => fixedSource("x", { i }, sampleAt);
  const sources = [
    at("here", (k) => k),
    at("last seen in the history", (k) => (k === 3 ? k : undefined)),
    at("ended in the history", (k) => (k < 5 ? k : k === 5 ? "stale" : undefined)),
    at("ended live", (k) => (k < 21 ? k : k === 21 ? "stale" : undefined)),
    at("not yet there", (k) => (k > 30 ? k : undefined)),
  ];
  const writer = new LiveWriter(prometheus, { ...createFakeClock(), sources, grid });
  await writer.writeDue(endMs + 4 * stepMs);
  await writer.finish();
  const ended = one.received.at(-1)!.decoded().series;
  expect(ended.map(({ labels }) => labels.find(({ name }) => name === "i")!.value)).toEqual([
    "here",
    "last seen in the history",
  ]);
});

test("LiveWriter goes on after an outage with what was not stored: every sample once, in order", async () => {
  let down = false;
  const stored: [string, number][] = [];
  const { prometheus } = await double(({ index, decoded }) => {
    if (down && index % 2 === 1) return { status: 503 };
    for (const { labels, samples } of decoded().series)
      for (const { timeMs } of samples)
        stored.push([labels.find(({ name }) => name === "i")!.value, (timeMs - endMs) / stepMs]);
    return { status: 204 };
  });
  // So many series that a scrape takes several requests.
  const sources = Array.from({ length: 4500 }, (_, i) => fixedSource("x", { i: String(i) }, (k) => k));
  const writer = new LiveWriter(prometheus, { ...createFakeClock(), sources, grid, retryMs: 0 });
  expect(await writer.writeDue(endMs + stepMs)).toBe(4500);
  down = true;
  await expect(writer.writeDue(endMs + 2 * stepMs)).rejects.toMatchObject({ code: "unavailable" });
  down = false;
  await writer.writeDue(endMs + 5 * stepMs);
  expect(writer.dueMs).toBe(endMs + 6 * stepMs);
  expect(stored.length).toBe(4500 * 5);
  const last = new Map<string, number>();
  for (const [series, k] of stored) {
    expect(k).toBe((last.get(series) ?? 0) + 1);
    last.set(series, k);
  }
});

test("LiveWriter takes a duplicate after a failed attempt as stored, and no other refusal", async () => {
  let turn = 0;
  const answers = [
    { drop: true },
    { status: 400, body: "out of order sample" },
    { status: 204 },
    { status: 400, body: "out of order sample" },
  ] as const;
  const { one, prometheus } = await double(() => answers[turn++] ?? { status: 204 });
  const writer = new LiveWriter(prometheus, {
    ...createFakeClock(),
    sources: [fixedSource("x", {}, (k) => k)],
    grid,
    retryMs: 0,
  });
  await expect(writer.writeDue(endMs + stepMs)).rejects.toMatchObject({ code: "unavailable" });
  await writer.writeDue(endMs + 3 * stepMs);
  const times = one.received.map(({ decoded }) =>
    decoded().series[0]!.samples.map(({ timeMs }) => (timeMs - endMs) / stepMs),
  );
  // What may be stored is repeated as it was; the others follow.
  expect(times).toEqual([[1], [1], [2, 3]]);
  await expect(writer.writeDue(endMs + 4 * stepMs)).rejects.toMatchObject({ code: "refused" });
});

test("LiveWriter has nothing to do without series", async () => {
  const { one, prometheus } = await double(() => ({ status: 204 }));
  const writer = new LiveWriter(prometheus, { ...createFakeClock(), sources: [], grid });
  expect(writer.dueMs).toBe(Number.POSITIVE_INFINITY);
  expect(await writer.writeDue(endMs + 100 * stepMs)).toBe(0);
  await writer.finish();
  expect(one.received).toEqual([]);
});
