import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { fixedSource, fixedSources } from "../../../test/servers/fixed-source.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { querySeries, realContext } from "../../../test/servers/read-samples.ts";
import {
  passOn,
  type React,
  type ReceivedWrite,
  startRemoteWriteDouble,
} from "../../../test/servers/remote-write-double.ts";
import { startVictoriaMetrics } from "../../../test/servers/victoria-metrics.ts";
import { PrometheusError } from "../../errors.ts";
import type { HistogramSample } from "../../generator/sampling/block.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { verifyHistory } from "./verify-history.ts";
import { type WriteHistoryOptions, writeHistory } from "./write-history.ts";

const stepMs = 15_000;
const hourMs = 3_600_000;
const nowMs = Math.floor(Date.now() / stepMs) * stepMs;
const isolation = { name: "dashpreview", value: "p.k.r" };
const servers: { stop(): Promise<void> }[] = [];
const connections: Prometheus[] = [];
let shared: { readonly prometheus: TestServer; readonly windowed: TestServer; readonly victoria: TestServer };

beforeAll(async () => {
  const [prometheus, windowed, victoria] = await Promise.all([
    startPrometheus(),
    startPrometheus({ window: "30d", nativeHistograms: true, scrapesItself: true }),
    startVictoriaMetrics(),
  ]);
  shared = { prometheus, windowed, victoria };
});
afterAll(() => Promise.all(Object.values(shared ?? {}).map((server) => server.stop())));
afterEach(async () => {
  for (const one of connections.splice(0)) one.close();
  for (const server of servers.splice(0)) await server.stop();
});

function gridOf(historyMs: number, step = stepMs) {
  return { fromMs: Math.floor(nowMs / step) * step - historyMs + step, stepMs: step, count: historyMs / step };
}

function connect(
  server: { readonly url: string },
  receiver: "prometheus" | "victoriametrics" = "prometheus",
): Prometheus {
  const prometheus = createPrometheus({ url: server.url, userAgent: "test", receiver });
  connections.push(prometheus);
  return prometheus;
}

async function started(setup: Parameters<typeof startPrometheus>[0]): Promise<TestServer> {
  const server = await startPrometheus(setup);
  servers.push(server);
  return server;
}

async function double(react?: React) {
  const server = await startRemoteWriteDouble(react);
  servers.push(server);
  return server;
}

async function failureOf(promise: Promise<unknown>): Promise<PrometheusError> {
  const error = await promise.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PrometheusError);
  return error as PrometheusError;
}

/** Some values that are hard to carry. */
const hard = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0.1 + 0.2,
  5e-324,
  1.7976931348623157e308,
];

function manySources(name: string, count: number): SeriesSource[] {
  return Array.from({ length: count }, (_, i) =>
    fixedSource(name, { instance: `i-${i}` }, (k) => k * 1000 + i + 1 / 3),
  );
}

test("writeHistory writes 24 h of 300 series into an empty server with default settings, and every sample reads back equal", async () => {
  const server = await started({});
  const prometheus = connect(server);
  const grid = gridOf(24 * hourMs);
  const sources = manySources("many", 300);
  const progress: number[] = [];
  const written = await writeHistory(prometheus, {
    ...realContext,
    sources,
    grid,
    isolation,
    onProgress: (done) => progress.push(done),
  });
  expect(written).toMatchObject({ series: 300, samples: 300 * 5760 });
  expect(progress.at(-1)).toBe(300 * 5760);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  const read = await querySeries(server.url, 'many{instance=~"i-(0|7|299)"}[25h]', nowMs);
  expect(read.size).toBe(3);
  for (const i of [0, 7, 299]) {
    const samples = read.get(JSON.stringify({ __name__: "many", dashpreview: "p.k.r", instance: `i-${i}` }));
    expect(samples).toEqual(Array.from({ length: 5760 }, (_, k) => [grid.fromMs + k * stepMs, k * 1000 + i + 1 / 3]));
  }
  const verified = await verifyHistory(prometheus, {
    ...realContext,
    windows: written.windows,
    grid,
    isolation,
    sources: () => sources,
  });
  expect(verified).toBe(300 * 5760);
});

test.for([
  { kind: "Prometheus with a window", of: () => shared.windowed, nan: true },
  { kind: "Prometheus without", of: () => shared.prometheus, nan: true },
  { kind: "VictoriaMetrics", of: () => shared.victoria, nan: false },
])("writeHistory keeps values, gaps and ends as they are: $kind", async ({ of, nan }) => {
  const prometheus = connect(of());
  const grid = gridOf(hourMs / 2);
  // VictoriaMetrics keeps about 15 digits, and fewer where values of one block differ by much.
  const values = nan ? hard : [1.5, -2.25, 1e3, 0, 17, 99.875, Number.POSITIVE_INFINITY];
  const at = (k: number) =>
    k % 5 === 4 ? undefined : k === 100 ? ("stale" as const) : k > 100 ? undefined : values[k % values.length];
  const sources = [
    fixedSource("kept", { a: "1" }, at),
    fixedSource("kept", { a: "2" }, (k) => (k < 7 ? undefined : k)),
  ];
  const written = await writeHistory(prometheus, { ...realContext, sources, grid, isolation });
  const expected = Array.from({ length: 120 }, (_, k) => [grid.fromMs + k * stepMs, at(k)] as const).filter(
    ([, v]) => typeof v === "number",
  );
  expect(written).toMatchObject({ series: 2, samples: expected.length + 113 });
  const options = { ...realContext, windows: written.windows, grid, isolation, sources: () => sources };
  expect(await verifyHistory(prometheus, options)).toBe(expected.length + 113);
  const read = await querySeries(prometheus.url, 'kept{a="1"}[1h]', nowMs);
  const found = read.get(JSON.stringify({ __name__: "kept", a: "1", dashpreview: "p.k.r" }));
  // VictoriaMetrics shows the stale marker in a raw range.
  expect(nan ? found : found?.filter(([, value]) => !Number.isNaN(value))).toEqual(expected);
  // Ended at k = 100: 1 ms before there is a value, then none, though the next 5 min have none that is newer.
  const endMs = grid.fromMs + 100 * stepMs;
  expect((await querySeries(prometheus.url, 'count(kept{a="1"})', endMs - 1)).size).toBe(1);
  expect((await querySeries(prometheus.url, 'count(kept{a="1"})', endMs + 1)).size).toBe(0);
});

test("verifyHistory does not blame VictoriaMetrics for keeping no NaN", async () => {
  const prometheus = connect(shared.victoria, "victoriametrics");
  const grid = gridOf(hourMs / 4);
  const sources = [fixedSource("some_nan", {}, (k) => (k % 2 === 0 ? Number.NaN : k))];
  const written = await writeHistory(prometheus, { ...realContext, sources, grid, isolation });
  const options = {
    ...realContext,
    windows: written.windows,
    grid,
    isolation,
    sources: () => sources,
    timeoutMs: 20_000,
  };
  expect(await verifyHistory(prometheus, options)).toBe(30);
});

test("writeHistory writes the series of a classic histogram together", async () => {
  const prometheus = connect(shared.windowed);
  const bounds = ["0.1", "1", "+Inf"];
  const source = fixedSources([
    ...bounds.map((le, i) => ({ name: "latency_bucket", labels: { le }, sampleAt: (k: number) => k * (i + 1) })),
    { name: "latency_sum", labels: {}, sampleAt: (k) => k / 2 },
    { name: "latency_count", labels: {}, sampleAt: (k) => k * 3 },
  ]);
  const grid = gridOf(6 * hourMs);
  const written = await writeHistory(prometheus, { ...realContext, sources: [source], grid, isolation });
  expect(written).toMatchObject({ series: 5, samples: 5 * 1440 });
  expect(Object.fromEntries([...written.windows[0]!.byName.keys()].sort().entries())).toEqual({
    0: "latency_bucket",
    1: "latency_count",
    2: "latency_sum",
  });
  // 1/3 of the observations are below 0.1, 2/3 below 1: the 0.5 quantile lies half-way between.
  const quantile = await querySeries(
    prometheus.url,
    "histogram_quantile(0.5, sum by (le) (rate(latency_bucket[5m])))",
    nowMs,
  );
  expect([...quantile.values()][0]![0]![1]).toBeCloseTo(0.55, 9);
});

function nativeSample(k: number): HistogramSample {
  return {
    schema: 3,
    zeroThreshold: 1e-128,
    zeroCount: k,
    count: 4 * k,
    sum: 10 * k,
    positiveOffset: 1,
    positiveCounts: Float64Array.of(k, 2 * k),
    negativeOffset: 0,
    negativeCounts: new Float64Array(),
  };
}

function nativeSources(name: string): SeriesSource[] {
  return [
    fixedSources([
      { name: `${name}_count`, labels: {}, sampleAt: (k) => 4 * (k + 1) },
      {
        name,
        labels: {},
        native: true,
        sampleAt: (k) => (k === 30 ? "stale" : k > 30 ? undefined : nativeSample(k < 20 ? k : k - 20)),
      },
    ]),
    fixedSource("beside_natives", { of: name }, (k) => k),
  ];
}

test("writeHistory writes native histograms and their stale markers to a server that supports them", async () => {
  const prometheus = connect(shared.windowed);
  const grid = gridOf(hourMs / 2);
  const written = await writeHistory(prometheus, {
    ...realContext,
    sources: nativeSources("native_seconds"),
    grid,
    isolation,
  });
  expect(written).toMatchObject({ series: 3, samples: 120 + 30 + 120 });
  const at = async (query: string, k: number) =>
    [...(await querySeries(prometheus.url, query, grid.fromMs + k * stepMs)).values()][0]?.[0]?.[1];
  // It begins with nothing and is reset to nothing at 20.
  for (const [k, count] of [
    [0, 0],
    [9, 36],
    [19, 76],
    [20, 0],
    [29, 36],
  ] as const) {
    expect(await at("histogram_count(native_seconds)", k)).toBe(count);
    expect(await at("histogram_sum(native_seconds)", k)).toBe((count * 10) / 4);
  }
  expect(await at("histogram_count(native_seconds)", 30)).toBeUndefined();
  const options = {
    ...realContext,
    windows: written.windows,
    grid,
    isolation,
    sources: () => nativeSources("native_seconds"),
  };
  expect(await verifyHistory(prometheus, options)).toBe(270);
});

test("writeHistory says what to do if native histograms are disabled", async () => {
  const server = await started({});
  const error = await failureOf(
    writeHistory(connect(server), {
      ...realContext,
      sources: nativeSources("native_off"),
      grid: gridOf(hourMs / 2),
      isolation,
    }),
  );
  expect(error.code).toBe("refused");
  expect(error.message).toMatch(
    /the series native_off\{\}.*native histograms are disabled.*--enable-feature=native-histograms/,
  );
});

test("writeHistory names the setting that turns the receiver on, and what is wrong with credentials", async () => {
  const off = await started({ receiver: false });
  const one = { ...realContext, sources: manySources("off", 1), grid: gridOf(hourMs / 2) };
  expect(await failureOf(writeHistory(connect(off), one))).toMatchObject({
    code: "receiver-off",
    status: 404,
    message: expect.stringContaining("--web.enable-remote-write-receiver"),
  });
  for (const [status, code] of [
    [401, "unauthorized"],
    [403, "forbidden"],
    [405, "receiver-off"],
    [302, "refused"],
  ] as const) {
    const server = await double(() => ({ status, body: "no" }));
    expect(await failureOf(writeHistory(connect(server), one))).toMatchObject({ code, status });
    expect(server.received).toHaveLength(1);
  }
});

test("writeHistory says that history is too old for a server that has newer samples", async () => {
  const server = await started({ scrapesItself: true });
  await expect.poll(async () => (await querySeries(server.url, "up", Date.now())).size, { timeout: 20_000 }).toBe(1);
  const error = await failureOf(
    writeHistory(connect(server), {
      ...realContext,
      sources: manySources("old", 3),
      grid: gridOf(6 * hourMs),
      isolation,
    }),
  );
  expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("out_of_order_time_window") });
});

test("writeHistory splits a refused request, names the refused series and stores the others", async () => {
  const server = await started({});
  const grid = gridOf(hourMs / 2);
  // One series has samples already, newer than the history.
  await writeHistory(connect(server), {
    ...realContext,
    sources: [fixedSource("mixed", { instance: "i-13" }, (k) => -k)],
    grid,
    isolation,
  });
  const error = await failureOf(
    writeHistory(connect(server), { ...realContext, sources: manySources("mixed", 40), grid, isolation }),
  );
  expect(error).toMatchObject({
    code: "refused",
    message: expect.stringContaining('refused the series mixed{instance="i-13"}'),
  });
  const counts = await querySeries(server.url, "count_over_time(mixed[1h])", nowMs);
  expect([...counts.values()].map(([sample]) => sample![1])).toEqual(new Array(40).fill(120));
});

test("writeHistory stores a request in parts if only the whole is refused", async () => {
  const seen: number[] = [];
  const server = await double(({ decoded }) => {
    const { series } = decoded();
    if (series.length > 8) return { status: 413, body: "request too large" };
    seen.push(series.length);
    return { status: 204 };
  });
  const written = await writeHistory(connect(server), {
    ...createFakeClock(),
    sources: manySources("large", 40),
    grid: gridOf(hourMs / 2),
  });
  expect(written.samples).toBe(40 * 120);
  expect(seen.reduce((sum, count) => sum + count, 0)).toBe(40);
});

test("writeHistory counts samples as stored whose answer was lost", async () => {
  const server = await started({});
  const lost = new Set<number>();
  const between = await double(async (request) => {
    if (request.path !== "/api/v1/write") {
      const answer = await fetch(server.url + request.path, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: Uint8Array.from(request.body),
      });
      return { status: answer.status, body: await answer.text() };
    }
    const answer = await passOn(server.url, request);
    // Every third answer is lost on its way back.
    if (request.headers["retry-attempt"] !== undefined || request.index % 3 !== 0) return answer;
    lost.add(request.index);
    return { drop: true };
  });
  const grid = gridOf(6 * hourMs);
  const sources = manySources("lossy", 200);
  const prometheus = connect(between);
  const written = await writeHistory(prometheus, { ...createFakeClock(), sources, grid, isolation });
  expect(lost.size).toBeGreaterThan(3);
  expect(between.received.some(({ headers }) => headers["retry-attempt"] === "1")).toBe(true);
  expect(
    await verifyHistory(prometheus, {
      ...realContext,
      windows: written.windows,
      grid,
      isolation,
      sources: () => sources,
    }),
  ).toBe(200 * 1440);
});

test("writeHistory stops soon after its signal is aborted", async () => {
  const stop = new AbortController();
  const reason = new Error("interrupted");
  const server = await double(({ index }) => {
    if (index === 5) stop.abort(reason);
    return { status: 204 };
  });
  const options = {
    ...createFakeClock(),
    sources: manySources("stopped", 300),
    grid: gridOf(24 * hourMs),
    signal: stop.signal,
  };
  await expect(writeHistory(connect(server), options)).rejects.toBe(reason);
  expect(server.received.length).toBeLessThan(12);
});

test("writeHistory sends metadata first, and continues if it is refused", async () => {
  const server = await double(({ decoded }) =>
    decoded().metadata.length > 0 ? { status: 400, body: "no metadata here" } : { status: 204 },
  );
  const metadata = [{ name: "with_help", type: "gauge", help: "How much." }] as const;
  const options: WriteHistoryOptions = {
    ...createFakeClock(),
    sources: manySources("with_help", 2),
    grid: gridOf(hourMs / 2),
    metadata,
  };
  expect(await writeHistory(connect(server), options)).toMatchObject({ series: 2, samples: 240 });
  expect(server.received.map((one) => one.decoded().metadata.length)).toEqual([1, 0]);
});

/** Whether two requests were under way at once: the double counts beginnings and ends. */
function overlap(a: ReceivedWrite, b: ReceivedWrite): boolean {
  return a.beganAt < (b.endedAt ?? Number.POSITIVE_INFINITY) && b.beganAt < (a.endedAt ?? Number.POSITIVE_INFINITY);
}

test.for([
  { step: 15_000, historyMs: 6 * hourMs, series: 100, samplesPerRequest: 2000 },
  { step: 60_000, historyMs: 12 * hourMs, series: 150, samplesPerRequest: 500 },
  { step: 1_800_000, historyMs: 24 * hourMs, series: 300, samplesPerRequest: 40 },
  { step: 2_400_000, historyMs: 24 * hourMs, series: 300, samplesPerRequest: 40 },
  { step: 7_200_000, historyMs: 48 * hourMs, series: 300, samplesPerRequest: 40 },
])(
  "writeHistory never has samples more than an hour apart, or one series twice, in flight at once (step $step ms)",
  async ({ step, historyMs, series, samplesPerRequest }) => {
    let turn = 7;
    const server = await double(async () => {
      turn = (turn * 1103515245 + 12345) % 2147483648;
      await new Promise((done) => setTimeout(done, turn % 13));
      return { status: 204 };
    });
    const grid = gridOf(historyMs, step);
    await writeHistory(connect(server), {
      ...createFakeClock(),
      sources: manySources("lanes", series),
      grid,
      samplesPerRequest,
    });
    const requests = server.received.map((received) => {
      const decoded = received.decoded().series;
      const times = decoded.flatMap(({ samples }) => [samples[0]!.timeMs, samples.at(-1)!.timeMs]);
      return {
        received,
        names: new Set(decoded.map(({ labels }) => JSON.stringify(labels))),
        first: Math.min(...times.slice(0, 2)),
        last: Math.max(...times.slice(0, 2)),
        decoded,
      };
    });
    expect(requests.length).toBeGreaterThan(4);
    let newest = 0;
    const reached = new Map<string, number>();
    for (const { decoded, first, last } of requests) {
      // A default server refuses what is more than an hour older than its newest sample.
      expect(first).toBeGreaterThanOrEqual(newest - hourMs);
      newest = Math.max(newest, last);
      for (const { labels, samples } of decoded) {
        const key = JSON.stringify(labels);
        expect(samples[0]!.timeMs).toBeGreaterThan(reached.get(key) ?? 0);
        reached.set(key, samples.at(-1)!.timeMs);
      }
    }
    expect(reached.size).toBe(series);
    expect([...new Set(reached.values())]).toEqual([grid.fromMs + (grid.count - 1) * step]);
    for (const [i, a] of requests.entries())
      for (const b of requests.slice(i + 1, i + 10))
        if (overlap(a.received, b.received)) expect([...a.names].filter((name) => b.names.has(name))).toEqual([]);
  },
);
