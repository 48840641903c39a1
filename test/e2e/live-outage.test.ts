import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { InterruptedError } from "../../src/errors.ts";
import { ensurePreviewFolder } from "../../src/grafana/dashboards/folder.ts";
import { saveDashboard } from "../../src/grafana/dashboards/save.ts";
import { readDashboardByUid } from "../../src/grafana/dashboards/stored-dashboard.ts";
import { runLiveProcess } from "../../src/preview/live/live-process.ts";
import { createStats } from "../../src/preview/live/live-stats.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import { wholeShard } from "../../src/prometheus/shards/shard.ts";
import { createFastClock, type FastClock } from "../servers/fast-clock.ts";
import { startGrafanaDouble } from "../servers/grafana-double.ts";
import { somePreview } from "../servers/grafana-preview.ts";
import { connectTo } from "../servers/grafana-target.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { querySeries } from "../servers/read-samples.ts";
import { expectedSamples } from "./expected-samples.ts";

const stepMs = 15_000;
/** Ten minutes pass in five seconds. */
const speed = 120;
const minuteMs = 60_000;
const historyMs = 10 * minuteMs;
const spec = `version: 1
step: 15s
signals:
  load:
    value: {wave: {min: 5, max: 50, period: 7m}}
metrics:
  - name: requests_total
    type: counter
    series:
      - labels: {instance: "api-{1..20}"}
        resets: {every: 4m}
        rate: {add: [{signal: load}, {noise: {stddev: 3}}]}
  - name: queue_length
    type: gauge
    series:
      - labels: {queue: "q-{1..20}"}
        value: {walk: {start: 5, min: 0, max: 20, step: 1}}
`;

let grafana: Awaited<ReturnType<typeof startGrafanaDouble>>;
const servers: Pick<TestServer, "stop">[] = [];
beforeAll(async () => {
  grafana = await startGrafanaDouble();
  const connection = connectTo(grafana);
  await ensurePreviewFolder(connection);
  connection.close();
});
afterAll(async () => {
  await grafana?.stop();
  for (const server of servers) await server.stop();
});

/** What a receiver does while it is away; undefined: it is there. */
type Away = (response: ServerResponse) => void;

/**
 * A real Prometheus behind a front that shows the clock of the process, since the receiver's clock decides what is due,
 * and that can be away.
 */
async function startFront(prometheus: TestServer, clock: FastClock) {
  let away: Away | undefined;
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    if (away !== undefined) {
      asked++;
      away(outgoing);
      return;
    }
    if (/\/query\?query=time/.test(incoming.url!)) {
      const now = clock.now() / 1000;
      outgoing.writeHead(200, { "Content-Type": "application/json" });
      outgoing.end(JSON.stringify({ status: "success", data: { resultType: "scalar", result: [now, String(now)] } }));
      return;
    }
    passOn(prometheus.url, incoming, outgoing);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  servers.push({
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leave: (how: Away) => {
      away = how;
    },
    comeBack: () => {
      away = undefined;
    },
    /** Requests while it was away. */
    asked: () => asked,
  };
}

function passOn(url: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { hostname, port } = new URL(url);
  const { method, headers, url: path } = incoming;
  const to = request(
    { hostname, port, path, method, headers: { ...headers, host: `${hostname}:${port}` } },
    (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    },
  );
  to.on("error", () => incoming.socket.destroy());
  incoming.pipe(to);
}

/** A marked preview whose history ended `agoMs` ago, and a process that continues it on a clock that begins there. */
async function begin(key: string, prometheus: TestServer, agoMs: number) {
  const endMs = Math.floor((Date.now() - agoMs) / stepMs) * stepMs;
  const connection = connectTo(grafana);
  const manifest = { live: "until-expiry", fromMs: endMs - historyMs, toMs: endMs, stepMs, spec } as const;
  const expiresAtMs = Math.ceil(Date.now() / 1000) * 1000 + 86_400_000;
  const createdAtMs = Math.floor(Date.now() / 1000) * 1000;
  const preview = somePreview({ key, expiresAtMs, manifest: { ...manifest, createdAtMs, expiresAtMs } });
  await saveDashboard(connection, preview, await readDashboardByUid(connection, preview.uid));
  const clock = createFastClock(endMs, speed);
  const front = await startFront(prometheus, clock);
  const stats = createStats();
  const said: string[] = [];
  const stop = new AbortController();
  const receiver = createPrometheus({
    url: front.url,
    userAgent: "test",
    // Two minutes of the process's time: less would take a busy machine for a silent receiver.
    timeoutMs: 1000,
    retry: { retryMs: minuteMs, attemptMs: 1000, ...clock },
  });
  const ended = runLiveProcess(
    {
      ...{ grafana: connection, prometheus: receiver, stats, shard: wholeShard },
      ...{ owner: { project: "k2m4x7qa", key }, dataSourceUid: "prom-main", once: false },
      ...{ maxSeries: 1000, maxTtlMs: 30 * 86_400_000, lookEveryMs: minuteMs, retryMs: minuteMs },
    },
    {
      ...clock,
      signal: stop.signal,
      progress: { step: (text) => void said.push(text), update() {}, clear() {} },
    },
  ).catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error;
  });
  const value = `k2m4x7qa.${key}.aaaaaaaa`;
  const stored = () => querySeries(prometheus.url, `{dashpreview="${value}"}[3h]`, Date.now());
  const until = async (done: () => boolean | Promise<boolean>) => {
    for (let i = 0; i < 1600; i++) {
      if (await done()) return;
      await new Promise((next) => setTimeout(next, 25));
    }
    throw new Error(`not within 40 seconds: ${said.join("\n")}`);
  };
  return {
    ...{ clock, front, stats, said, stored, endMs, until },
    /** Ends the process once it has written what is due. */
    async end() {
      const nowMs = clock.now();
      await until(async () => {
        const lasts = [...(await stored()).values()].map((samples) => samples.at(-1)![0]);
        return lasts.length === 40 && Math.min(...lasts) > nowMs - stepMs;
      });
      stop.abort(new InterruptedError());
      await ended;
      receiver.close();
      connection.close();
      // A request under way may have written some of the newest scrape.
      return endMs + (Math.floor((nowMs - endMs) / stepMs) - 1) * stepMs;
    },
    expected: (lastMs: number) =>
      expectedSamples(
        spec,
        { project: "k2m4x7qa", key, revision: "aaaaaaaa", window: { from: new Date(endMs - historyMs).toISOString() } },
        { lastMs, stepMs },
      ),
  };
}

/** Samples in a span, by series. */
function within(series: ReadonlyMap<string, readonly (readonly [number, number])[]>, fromMs: number, toMs: number) {
  return new Map([...series].map(([id, samples]) => [id, samples.filter(([ms]) => ms >= fromMs && ms <= toMs)]));
}

const ways: readonly (readonly [string, Away, number])[] = [
  ["refuses connections", (response) => void response.socket!.destroy(), 200],
  ["answers 500", (response) => void response.writeHead(500).end("storage is not ready"), 200],
  [
    "answers 429 and asks to wait for five minutes",
    (response) => void response.writeHead(429, { "Retry-After": "300" }).end(),
    4,
  ],
  ["takes connections and does not answer", () => {}, 200],
];

test.concurrent.for(ways)("live catches up after ten minutes in which the receiver %s", async ([, how, mostAsked]) => {
  const index = ways.findIndex(([, one]) => one === how);
  const prometheus = await startPrometheus();
  servers.push(prometheus);
  const { front, clock, stats, said, stored, endMs, expected, until, end } = await begin(
    `pr-${index}`,
    prometheus,
    40 * minuteMs,
  );
  await until(() => stats.samples >= 40 * 4);
  const leftMs = clock.now();
  front.leave(how);
  await clock.sleep(10 * minuteMs);
  front.comeBack();
  expect(clock.now() - leftMs).toBeGreaterThanOrEqual(10 * minuteMs);
  expect(stats.lagSeconds).toBeGreaterThan(400);
  const lastMs = await end();
  expect(stats.skippedScrapes).toBe(0);
  expect(stats.failures).toMatchObject({ list: 0, spec: 0, cleanup: 0 });
  expect(said.join("\n")).toMatch(/it is tried again[\s\S]*writing goes on/);
  expect(front.asked()).toBeGreaterThan(0);
  expect(front.asked()).toBeLessThanOrEqual(mostAsked);
  expect(within(await stored(), endMs, lastMs)).toEqual(within(expected(lastMs), endMs, lastMs));
});

test.concurrent("live says what stays empty when the receiver comes back and takes no samples that old any more", async () => {
  const prometheus = await startPrometheus({ window: "4h" });
  servers.push(prometheus);
  const { front, clock, stats, said, stored, endMs, expected, until, end } = await begin(
    "pr-9",
    prometheus,
    75 * minuteMs,
  );
  await until(() => stats.samples >= 40 * 4);
  const leftMs = clock.now();
  front.leave((response) => void response.socket!.destroy());
  await prometheus.kill();
  // Without a window, and with a sample of now, it takes samples of the last hour.
  const scrape = `{job_name: self, static_configs: [{targets: ["${new URL(prometheus.url).host}"]}]}`;
  writeFileSync(
    join(prometheus.folder, "prometheus.yml"),
    `scrape_configs: [${scrape}]\nglobal: {scrape_interval: 1s}\n`,
  );
  await prometheus.startAgain();
  await until(async () => (await querySeries(prometheus.url, "up", Date.now())).size === 1);
  await clock.sleep(leftMs + 13 * minuteMs - clock.now());
  front.comeBack();
  const lastMs = await end();
  const found = await stored();
  const times = [...found.values()][0]!.map(([ms]) => ms).filter((ms) => ms >= endMs);
  const before = times.findLast((ms) => ms < leftMs + stepMs)!;
  const after = times.find((ms) => ms > leftMs + stepMs)!;
  expect(after - before).toBeGreaterThan(5 * minuteMs);
  // It holds what came before, and everything from some moment on.
  const all = expected(lastMs);
  expect(within(found, endMs, before)).toEqual(within(all, endMs, before));
  expect(within(found, before + 1, lastMs)).toEqual(within(all, after, lastMs));
  expect(stats.skippedScrapes).toBe((after - before) / stepMs - 1);
  expect(said.join("\n")).toMatch(
    /pr-9\.aaaaaaaa: \S+ from \S+Z on stay empty, since the receiver takes no samples that old/,
  );
});
