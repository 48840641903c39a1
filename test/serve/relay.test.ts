import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { freePort, type TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { type Started, startServe } from "./started.ts";

const started: Started[] = [];
let prometheus: TestServer | undefined;
let program: ChildProcess | undefined;
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
  await prometheus?.stop();
  program?.kill("SIGKILL");
  prometheus = program = undefined;
});

const spec = `version: 1
step: 1s
history: 5m
metrics: [{ name: lamps, type: gauge, series: [{ value: 5 }] }]
`;

/** A program with metrics of every type of prom-client, in OpenMetrics where that is asked for. Starts at 100. */
const script = `
const http = require("node:http");
const client = require("prom-client");
client.register.setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE);
const orders = new client.Counter({ name: "orders_total", help: "Orders \\"taken\\".", labelNames: ["shop", "job"], enableExemplars: true });
orders.inc({ labels: { shop: "a\\\\b\\nc", job: "own" }, value: 100, exemplarLabels: { trace_id: "abc" } });
const queue = new client.Gauge({ name: "queue_length", help: "Jobs.", labelNames: ["queue"] });
queue.set({ queue: "mail" }, -2.5);
queue.set({ queue: "sms" }, Infinity);
const seconds = new client.Histogram({ name: "reply_seconds", help: "Time.", buckets: [0.1, 2.5] });
for (const one of [0.05, 0.3, 7]) seconds.observe(one);
const size = new client.Summary({ name: "reply_bytes", help: "Size.", percentiles: [0.5, 0.99] });
for (const one of [10, 20, 30]) size.observe(one);
new client.Gauge({ name: "lamps", help: "Also in the spec." }).set(99);
http.createServer(async (request, response) => {
  if (request.url === "/sell") orders.inc({ labels: { shop: "a\\\\b\\nc", job: "own" }, value: 7 });
  if (request.url === "/drain") queue.remove({ queue: "sms" });
  response.setHeader("Content-Type", client.register.contentType);
  response.end(await client.register.metrics());
}).listen(Number(process.argv[1]), "127.0.0.1", () => console.log("ready"));
`;

async function startProgram(port: number): Promise<void> {
  const cwd = resolve(import.meta.dirname, "../..");
  program = spawn(process.execPath, ["-e", script, `${port}`], { cwd, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((done) => program!.stdout!.once("data", () => done()));
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly histogram?: readonly [number, object];
}

async function query(text: string): Promise<Series[]> {
  const answer = await fetch(`${prometheus!.url}/api/v1/query?query=${encodeURIComponent(text)}`);
  return ((await answer.json()) as { data: { result: Series[] } }).data.result;
}

/** Series of a job as texts without the job, and without what each scrape measures anew. */
async function stored(job: string): Promise<string[]> {
  const found = await query(`{job="${job}",__name__!~"scrape_(duration_seconds|series_added)"}`);
  return found
    .map(({ metric, value, histogram }) => {
      const { job: _, ...labels } = metric;
      return JSON.stringify([Object.entries(labels).sort(), value?.[1] ?? histogram?.[1]]);
    })
    .sort();
}

interface Exemplar {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
  readonly timestamp: number;
}

async function exemplars(job: string): Promise<readonly Exemplar[]> {
  const now = Date.now() / 1000;
  const asked = new URLSearchParams({ query: `orders_total{job="${job}"}`, start: `${now - 600}`, end: `${now + 60}` });
  const answer = await fetch(`${prometheus!.url}/api/v1/query_exemplars?${asked}`);
  const { data } = (await answer.json()) as { data: { exemplars: Exemplar[] }[] };
  return data.flatMap((series) => series.exemplars);
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 15_000; !(await is()); await new Promise((done) => setTimeout(done, 200)))
    if (Date.now() > deadline) throw new Error(`${what}: ${started.map((one) => one.stderr()).join("\n")}`);
}

const same = async () => {
  const [direct, relayed] = [await stored("direct"), await stored("relayed")];
  return direct.length > 0 && JSON.stringify(direct) === JSON.stringify(relayed);
};

test("serve --relay stores what a Prometheus that scrapes the same program stores: values, ends, and its restart", async () => {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  await startProgram(port);
  const scrape = `{job_name: direct, static_configs: [{targets: ["${address}"]}], metric_relabel_configs: [{source_labels: [__name__], regex: lamps, action: drop}]}`;
  const extraArgs = ["--enable-feature=exemplar-storage"];
  prometheus = await startPrometheus({ nativeHistograms: true, scrapes: [scrape], extraArgs });
  started.push(
    await startServe(spec, ["--remote-write", prometheus.url, "--relay", `http://${address}/metrics#job=relayed`]),
  );
  await until("the first scrapes", same);
  const names = new Set((await query('{job="relayed"}')).map(({ metric }) => metric["__name__"]));
  expect([...names].sort()).toEqual(
    [
      ...["orders_total", "queue_length", "reply_bytes", "reply_bytes_count", "reply_bytes_sum"],
      ...["reply_seconds_bucket", "reply_seconds_count", "reply_seconds_sum", "up"],
      ...["scrape_duration_seconds", "scrape_samples_post_metric_relabeling", "scrape_samples_scraped"],
      "scrape_series_added",
    ].sort(),
  );
  const [orders] = await query('orders_total{job="relayed"}');
  expect(orders!.metric).toEqual({
    ...{ __name__: "orders_total", shop: "a\\b\nc", exported_job: "own", job: "relayed", instance: address },
  });
  expect((await query("lamps")).map(({ value }) => value![1])).toEqual(["5"]);
  const taken = { labels: { trace_id: "abc" }, value: "100", timestamp: expect.any(Number) };
  await until("its exemplar", async () => (await exemplars("relayed")).length > 0);
  expect(await exemplars("relayed")).toEqual([taken]);
  expect(await exemplars("direct")).toEqual(await exemplars("relayed"));

  // A series that goes is ended at once, not after five minutes.
  await fetch(`http://${address}/sell`);
  await fetch(`http://${address}/drain`);
  await until(
    "a change",
    async () => (await query('orders_total{job="relayed"} == 107')).length === 1 && (await same()),
  );
  expect(await query('queue_length{queue="sms"}')).toEqual([]);

  program!.kill("SIGKILL");
  await until("its end", async () => (await query("up == 0")).length === 2 && (await same()));
  expect(await query("orders_total")).toEqual([]);
  expect(started[0]!.stderr()).toContain(`http://${address}/metrics could not be scraped`);
  await startProgram(port);
  await until("its return", async () => (await query("orders_total == 100")).length === 2 && (await same()));
  const resets = await query("resets(orders_total[1m])");
  expect(resets.map(({ value }) => value![1])).toEqual(["1", "1"]);
});

test("serve --relay takes native histograms over protobuf as Prometheus does, and classic buckets beside them", async () => {
  const native = `version: 1
step: 1s
history: 5m
metrics:
  - name: rpc_seconds
    type: histogram
    native: true
    series: [{ labels: { rpc: get }, rate: 3, observe: { lognormal: { p50: 0.1, p99: 2 } } }]
  - name: page_seconds
    type: histogram
    buckets: [0.1, 1, 5]
    native: both
    series: [{ rate: 3, observe: { uniform: { min: 0, max: 2 } } }]
  - { name: size_bytes, type: summary, quantiles: [0.5, 1], series: [{ rate: 2, observe: { uniform: { min: 0, max: 9 } } }] }
`;
  const target = await startServe(native);
  started.push(target);
  const { host } = new URL(target.url);
  prometheus = await startPrometheus({
    nativeHistograms: true,
    scrapes: [`{job_name: direct, static_configs: [{targets: ["${host}"]}]}`],
  });
  started.push(
    await startServe(spec, ["--remote-write", prometheus.url, "--relay", `${target.url}metrics#job=relayed`]),
  );
  await target.send("POST", "api/v1/clock", { pause: true });
  const natives = async (job: string) =>
    (await query(`{job="${job}",__name__=~"rpc_seconds|page_seconds"}`)).map(({ histogram }) => histogram?.[1]);
  const alike = async () => {
    const [direct, relayed] = [await natives("direct"), await natives("relayed")];
    return direct.length === 2 && JSON.stringify(direct) === JSON.stringify(relayed);
  };
  await until("the histograms", alike);
  const bounds = await query('page_seconds_bucket{job="relayed"}');
  expect(bounds.map(({ metric }) => metric["le"]).sort()).toEqual(["+Inf", "0.1", "1.0", "5.0"]);
  const quantiles = await query('size_bytes{job="direct"} == on(quantile) size_bytes{job="relayed"}');
  expect(quantiles.map(({ metric }) => metric["quantile"]).sort()).toEqual(["0.5", "1.0"]);
  await started.shift()!.stop();
  await until("their end", async () => (await query('rpc_seconds{job=~".+"}')).length === 0);
});
