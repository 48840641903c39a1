import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Gauge, Registry } from "prom-client";
import { formatOpenMetrics } from "../src/serve/exposition/open-metrics.ts";
import { formatProtobuf } from "../src/serve/exposition/protobuf.ts";
import { formatText } from "../src/serve/exposition/text.ts";
import { familiesOf } from "../src/serve/running/families.ts";
import { loadSpec } from "../src/serve/running/load-spec.ts";
import type { Snapshot } from "../src/serve/running/running-spec.ts";
import { ServedSeries } from "../src/serve/running/served-series.ts";
import { startServer } from "../src/serve/start-server.ts";
import { runChild } from "./children.ts";
import { median } from "./median.ts";

/** Milliseconds for 50,000 series. */
export interface Scraped {
  /** Over HTTP, from the request to the last byte, each at another sample of the grid. */
  readonly served: number;
  /** To generate a sample of every series and write it, with nothing prepared. */
  readonly text: number;
  readonly openmetrics: number;
  readonly protobuf: number;
  /** prom-client, the same series and numbers, over HTTP: setting every value, then writing. */
  readonly promClient: number;
  /** Writing alone. */
  readonly promClientWriting: number;
}

/** 30,000 counters, 10,000 walks, 750 histograms of 13 series, 250 gauges with gaps: 50,000 series. */
const spec = `version: 1
step: 2s
history: 10m
metrics:
  - name: bench_requests_total
    type: counter
    help: Requests.
    series:
      - labels: { cluster: bench, instance: "host-{0..49}:9100", path: "/item/{0..599}" }
        rate: { add: [{ wave: { min: 20, max: 80, period: 24h, peak: "14:00" } }, { noise: { stddev: 2 } }] }
  - name: bench_in_flight
    type: gauge
    help: Waiting.
    series:
      - labels: { cluster: bench, instance: "host-{0..49}:9100", queue: "q{0..199}" }
        value: { walk: { start: 500, step: 5, min: 0, max: 1000 } }
  - name: bench_duration_seconds
    type: histogram
    help: Durations.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    series:
      - labels: { cluster: bench, instance: "host-{0..49}:9100", handler: "h{1..15}" }
        rate: { wave: { min: 50, max: 120, period: 24h } }
        observe: { lognormal: { p50: 0.08, p99: 0.9 } }
  - name: bench_temperature_celsius
    type: gauge
    help: Temperatures.
    series:
      - labels: { cluster: bench, instance: "host-{0..249}:9100" }
        value: { loop: { of: [{ limit: { of: { random: { min: 0, max: 100 } }, for: 50m } }, { gap: { for: 10m } }] } }
`;

/** Measures scrapes of 50,000 series. */
export async function scrapeAll(): Promise<Scraped> {
  const { plan } = loadSpec(spec, { file: "bench", nowMs: Date.now() });
  const series = new ServedSeries(plan);
  if (series.wire.length !== 50_000) throw new Error(`${series.wire.length} series`);
  const families = familiesOf(series);
  const { grid } = plan;
  let index = grid.count;
  const bring = (): Snapshot => {
    index++;
    for (let place = 0; place < series.sources.length; place++) series.advance(place, index);
    return { series, families, index, version: 0, shownMs: (at) => grid.fromMs + at * grid.stepMs };
  };
  const time = (write: (snapshot: Snapshot) => Buffer) => {
    // The first two sum up the time before and write the labels.
    for (let run = 0; run < 2; run++) write(bring());
    const once = () => {
      const started = performance.now();
      write(bring());
      return performance.now() - started;
    };
    return median(Array.from({ length: 15 }, once));
  };
  const [text, openmetrics, protobuf] = [formatText, formatOpenMetrics, formatProtobuf].map(time);
  const other = await promClient(series);
  return { served: await overHttp(), text: text!, openmetrics: openmetrics!, protobuf: protobuf!, ...other };
}

async function overHttp(): Promise<number> {
  const context = { now: () => Date.now(), elapsed: () => performance.now() };
  const options = {
    text: spec,
    file: "bench",
    port: 0,
    host: "127.0.0.1",
    html: "",
    version: "bench",
    onFault: console.error,
  };
  const server = await startServer(options, context);
  await server.parts.running.read(() => {});
  // In the middle between two samples, as most scrapes fall.
  const times = await ask(`${server.url}metrics`, () => 2000 - ((Date.now() - 1200) % 2000));
  await server.stop();
  return median(times.slice(2));
}

/** Scrapes ten times. */
async function ask(url: string, waitMs: () => number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < 10; run++) {
    await wait(waitMs());
    const started = performance.now();
    const length = await new Promise<number>((done, fail) => {
      get(url, (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on("end", () => done(bytes));
      }).on("error", fail);
    });
    times.push(performance.now() - started);
    if (length < 2_000_000) throw new Error(`a page of ${length} bytes`);
  }
  return times;
}

/** The same series in prom-client, as gauges: it has no way to set a counter or a bucket. */
async function promClient({ wire, values }: ServedSeries) {
  const registry = new Registry();
  const gauges = new Map<string, Gauge>();
  const labels = wire.map((one) => Object.fromEntries(one.labels));
  for (const [at, { name }] of wire.entries())
    if (!gauges.has(name))
      gauges.set(name, new Gauge({ name, help: name, labelNames: Object.keys(labels[at]!), registers: [registry] }));
  const writing: number[] = [];
  const server = createServer(async (_request, response) => {
    for (const [at, { name }] of wire.entries()) gauges.get(name)!.set(labels[at]!, values[at]!);
    const started = performance.now();
    const text = await registry.metrics();
    writing.push(performance.now() - started);
    response.end(text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const times = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => 100);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  return { promClient: median(times.slice(2)), promClientWriting: median(writing.slice(2)) };
}

/** {@link scrapeAll} in a process of its own, several times. */
export async function measureScrapes(runs: number, say: (text: string) => void): Promise<Scraped> {
  const all: Scraped[] = [];
  for (let run = 1; run <= runs; run++) {
    say(`scrapes of 50,000 series (${run} of ${runs})`);
    all.push(await runChild<Scraped>("scrape"));
  }
  const middle = (key: keyof Scraped) => median(all.map((one) => one[key]));
  return {
    served: middle("served"),
    text: middle("text"),
    openmetrics: middle("openmetrics"),
    protobuf: middle("protobuf"),
    promClient: middle("promClient"),
    promClientWriting: middle("promClientWriting"),
  };
}
