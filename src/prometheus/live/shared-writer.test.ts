import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { fixedSource, fixedSources } from "../../../test/servers/fixed-source.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { querySeries, realContext } from "../../../test/servers/read-samples.ts";
import { type React, startRemoteWriteDouble } from "../../../test/servers/remote-write-double.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { writeHistory } from "../write/write-history.ts";
import { readProgress, writeProgress } from "./live-progress.ts";
import { SharedWriter } from "./shared-writer.ts";

const stepMs = 15_000;
/** The history ended half an hour ago: live scrapes lie in the past of the real server, within its hour. */
const endMs = Math.floor(Date.now() / stepMs) * stepMs - 1_800_000;
const grid = { fromMs: endMs - 19 * stepMs, stepMs, count: 20 };
let server: TestServer;
let windowed: TestServer;
const connections: Prometheus[] = [];
const doubles: { stop(): Promise<void> }[] = [];
let revisions = 0;

beforeAll(async () => {
  [server, windowed] = await Promise.all([startPrometheus(), startPrometheus({ window: "2h" })]);
});
afterAll(() => Promise.all([server?.stop(), windowed?.stop()]));
afterEach(async () => {
  for (const one of connections.splice(0)) one.close();
  for (const one of doubles.splice(0)) await one.stop();
});

function connect(url = server.url): Prometheus {
  const prometheus = createPrometheus({ url, userAgent: "test" });
  connections.push(prometheus);
  return prometheus;
}

/** 40 series: of one in four every second sample is missing; one ends. */
const sources = (some: (i: number) => boolean = () => true) =>
  Array.from({ length: 40 }, (_, i) => i)
    .filter(some)
    .map((i) =>
      fixedSource(i % 2 === 0 ? "shared_a" : "shared_b", { i: String(i) }, (k) => {
        if (i === 7) return k < 24 ? 7000 + k : k === 24 ? "stale" : undefined;
        return i % 4 === 0 && k % 2 === 1 ? undefined : 1000 * i + k;
      }),
    );

/** What is to be stored of a series from the history's first scrape to scrape `last`. */
function expected(last: number): Map<string, [number, number][]> {
  return new Map(
    Array.from({ length: 40 }, (_, i) => {
      const name = i % 2 === 0 ? "shared_a" : "shared_b";
      const labels = { __name__: name, dashpreview: `p.k.r${revisions}`, i: String(i) };
      const samples = Array.from(
        { length: last + 1 },
        (_, k) => [grid.fromMs + k * stepMs, 1000 * i + k] as [number, number],
      );
      return [
        JSON.stringify(labels),
        samples.filter((_, k) => (i === 7 ? k < 24 : !(i % 4 === 0 && k % 2 === 1))),
      ] as const;
    }),
  );
}

async function begin(url = server.url) {
  revisions++;
  const isolation = { name: "dashpreview", value: `p.k.r${revisions}` };
  await writeHistory(connect(url), { ...realContext, sources: sources(), grid, isolation });
  return {
    writer: (more: { some?: (i: number) => boolean; from?: number } = {}) =>
      new SharedWriter(connect(url), {
        ...realContext,
        sources: sources(more.some),
        grid,
        isolation,
        from: more.from ?? grid.count,
      }),
    stored: () => querySeries(url, `{dashpreview="${isolation.value}"}[3h]`, Date.now() + 1000),
  };
}

const at = (k: number) => grid.fromMs + k * stepMs;

test.for(["without a window", "with a window for older samples"])(
  "SharedWriter: two writers at once, each behind the other for a while, make every sample once, on a Prometheus %s",
  async (kind) => {
    const { writer, stored } = await begin(kind === "without a window" ? server.url : windowed.url);
    const [one, two] = [writer(), writer()];
    const toEnd = async (which: SharedWriter, k: number) => {
      while (which.dueMs <= at(k)) await which.writeDue(at(k));
    };
    for (const [which, k] of [
      [one, 20],
      [two, 20],
      [one, 23],
      [two, 21],
      [two, 36],
      [one, 25],
      [one, 36],
      [two, 50],
    ] as const)
      await toEnd(which, k);
    await Promise.all([toEnd(one, 60), toEnd(two, 60)]);
    expect([one.next, two.next]).toEqual([61, 61]);
    expect(await stored()).toEqual(expected(60));
  },
);

test("SharedWriter fills what another writer of a part of the series has not written", async () => {
  const { writer, stored } = await begin();
  const part = writer({ some: (i) => i % 3 === 0 });
  while (part.dueMs <= at(33)) await part.writeDue(at(33));
  // All of the others lack scrapes 20 … 33; those of the part have them.
  const whole = writer();
  while (whole.dueMs <= at(40)) await whole.writeDue(at(40));
  expect(await stored()).toEqual(expected(40));
});

test("SharedWriter goes on after a process that was killed between two batches", async () => {
  const { writer, stored } = await begin();
  const killed = writer({ some: (i) => i < 25 });
  await killed.writeDue(at(22));
  const next = writer({ from: 20 });
  while (next.dueMs <= at(30)) await next.writeDue(at(30));
  expect(await stored()).toEqual(expected(30));
});

async function double(react: React) {
  const one = await startRemoteWriteDouble(react);
  doubles.push(one);
  const skipped: number[][] = [];
  const writer = new SharedWriter(connect(one.url), {
    ...createFakeClock(),
    sources: [fixedSource("x", {}, (k) => k)],
    grid,
    isolation: { name: "dashpreview", value: "p.k.r" },
    from: grid.count,
    retryMs: 0,
    onSkip: ({ fromMs, toMs }) => skipped.push([(fromMs - endMs) / stepMs, (toMs - endMs) / stepMs]),
  });
  const times = () =>
    one.received.map(({ decoded }) => decoded().series[0]!.samples.map(({ timeMs }) => (timeMs - endMs) / stepMs));
  return { writer, times, skipped };
}

test("SharedWriter starts later where the receiver takes no older samples, and says from when to when", async () => {
  let turn = 0;
  const { writer, times, skipped } = await double(() =>
    turn++ === 0
      ? {
          status: 400,
          body: "the sample has been rejected because its timestamp is too old … out-of-order time window of 1h (err-mimir-sample-timestamp-too-old)",
        }
      : { status: 204 },
  );
  const nowMs = endMs + 480 * stepMs;
  while (writer.dueMs <= nowMs) await writer.writeDue(nowMs);
  // Two hours behind, and the receiver takes one: a minute less is tried, which is 236 scrapes.
  expect(skipped).toEqual([[1, 480 - 236]]);
  expect(times()[1]![0]).toBe(480 - 236);
  expect(times().at(-1)!.at(-1)).toBe(480);
});

test("SharedWriter finds by and by how far back a receiver goes that does not say so", async () => {
  const oldestMs = endMs + 100 * stepMs;
  const { writer, times, skipped } = await double(({ decoded }) =>
    decoded().series[0]!.samples[0]!.timeMs < oldestMs ? { status: 400, body: "out of bounds" } : { status: 204 },
  );
  const nowMs = endMs + 200 * stepMs;
  while (writer.dueMs <= nowMs) await writer.writeDue(nowMs);
  const stored = times()
    .filter(([first]) => first! >= 100)
    .flat();
  expect(stored[0]!).toBeLessThan(112);
  expect(stored).toEqual(Array.from({ length: 201 - stored[0]! }, (_, i) => stored[0]! + i));
  expect(skipped.length).toBeGreaterThan(1);
});

test("SharedWriter keeps its place when the receiver is away, and loses nothing", async () => {
  let away = true;
  const { writer, times } = await double(() => (away ? { status: 503 } : { status: 204 }));
  for (const k of [1, 2, 40])
    await expect(writer.writeDue(endMs + k * stepMs)).rejects.toMatchObject({ code: "unavailable" });
  away = false;
  const before = times().length;
  while (writer.dueMs <= endMs + 40 * stepMs) await writer.writeDue(endMs + 40 * stepMs);
  expect(times().slice(before).flat()).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
});

test("SharedWriter refuses what the receiver refuses for other reasons, and what it takes at no age", async () => {
  const invalid = await double(() => ({ status: 400, body: "label name is invalid" }));
  await expect(invalid.writer.writeDue(endMs + stepMs)).rejects.toMatchObject({ code: "refused" });
  const never = await double(() => ({ status: 400, body: "out of bounds" }));
  await expect(
    (async () => {
      for (;;) await never.writer.writeDue(endMs + 5 * stepMs);
    })(),
  ).rejects.toMatchObject({ code: "refused" });
});

test("SharedWriter writes native histograms of two writers once", async () => {
  revisions++;
  const isolation = { name: "dashpreview", value: `p.k.r${revisions}` };
  const histogram = {
    schema: 0,
    zeroThreshold: 0,
    sum: 0,
    positiveOffset: 0,
    positiveCounts: new Float64Array(),
    negativeOffset: 0,
    negativeCounts: new Float64Array(),
  };
  const native = await startPrometheus({ nativeHistograms: true });
  doubles.push(native);
  const writer = () =>
    new SharedWriter(connect(native.url), {
      ...realContext,
      sources: [
        fixedSources([
          { name: "h_count", labels: {}, sampleAt: (k) => k },
          { name: "h", labels: {}, native: true, sampleAt: (k) => ({ ...histogram, zeroCount: k, count: k }) },
        ]),
      ],
      grid,
      isolation,
      from: grid.count,
    });
  const [one, two] = [writer(), writer()];
  await one.writeDue(at(25));
  await two.writeDue(at(27));
  await two.writeDue(at(27));
  await one.writeDue(at(30));
  const counts = await querySeries(
    native.url,
    `histogram_count({dashpreview="${isolation.value}",__name__="h"})`,
    at(30),
  );
  expect([...counts.values()]).toEqual([[[at(30), 30]]]);
  for (const name of ["h", "h_count"]) {
    const found = await querySeries(
      native.url,
      `count_over_time({dashpreview="${isolation.value}",__name__="${name}"}[3h])`,
      at(30),
    );
    expect([...found.values()]).toEqual([[[at(30), 11]]]);
  }
});

test("readProgress gives the own shard's progress, or that of all shards of another number together", async () => {
  const prometheus = connect();
  const write = (shard: { index: number; count: number } | undefined, index: number, value = "p.k.progress") =>
    writeProgress(prometheus, { value, shard, index, timeMs: at(index) }, realContext);
  const read = (shard?: { index: number; count: number }, value = "p.k.progress") =>
    readProgress(prometheus, { value, shard });
  expect(await read()).toBeUndefined();
  expect(await write(undefined, 21)).toBe(true);
  expect(await write(undefined, 21)).toBe(true);
  expect(await write({ index: 1, count: 2 }, 30)).toBe(true);
  expect([await read(), await read({ index: 1, count: 2 }), await read({ index: 2, count: 2 })]).toEqual([21, 30, 21]);
  await write({ index: 2, count: 2 }, 28);
  expect([await read(), await read({ index: 1, count: 2 }), await read({ index: 2, count: 2 })]).toEqual([28, 30, 28]);
  expect(await read(undefined, "p.k.other")).toBeUndefined();
});
