import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type DecodedSeries2, decodeWrite2Body } from "../servers/decode-write-2.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { startRemoteWriteDouble } from "../servers/remote-write-double.ts";
import { type Started, startServe } from "./started.ts";

let serve: Started | undefined;
let prometheus: TestServer | undefined;
let program: Server | undefined;
afterEach(async () => {
  await serve?.stop();
  await prometheus?.stop();
  program?.closeAllConnections();
  program?.close();
  serve = prometheus = program = undefined;
});

const spec = `version: 1
step: 1s
history: 5m
metrics:
  - name: lamps
    type: gauge
    series:
      - { labels: { room: hall }, value: 5 }
  - name: requests_total
    type: counter
    series: [{ labels: {}, rate: 3 }]
  - name: rpc_seconds
    type: histogram
    native: true
    series: [{ labels: {}, rate: 3, observe: { uniform: { min: 0, max: 2 } } }]
`;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: [number, string];
}

async function query(text: string): Promise<Series[]> {
  const answer = await fetch(`${prometheus!.url}/api/v1/query?query=${encodeURIComponent(text)}`);
  return ((await answer.json()) as { data: { result: Series[] } }).data.result;
}

async function until(text: string, is: (found: Series[]) => boolean): Promise<Series[]> {
  for (const deadline = Date.now() + 15_000; ; ) {
    const found = await query(text);
    if (is(found)) return found;
    if (Date.now() > deadline) throw new Error(`${text}: ${JSON.stringify(found)} ${serve!.stderr()}`);
    await new Promise((done) => setTimeout(done, 150));
  }
}

test("serve --remote-write sends on the grid what it serves, and ends what a change takes away with a stale marker", async () => {
  prometheus = await startPrometheus({ nativeHistograms: true });
  serve = await startServe(spec, ["--remote-write", prometheus.url, "--label", "preview=pr-7"]);
  const many = (found: Series[]) => Number(found[0]?.value[1]) >= 3;
  await until('count_over_time(lamps{room="hall",preview="pr-7"}[1m])', many);
  await until("count_over_time(rpc_seconds[1m])", many);
  // Three a second, from second to second.
  const [rate] = await until("max(rate(requests_total[3s]))", (found) => found.length > 0);
  expect(Number(rate!.value[1])).toBeCloseTo(3, 6);
  // Every sample lies on a whole second.
  expect((await query("timestamp(lamps) % 1"))[0]!.value[1]).toBe("0");
  const seen = await serve.ask("api/v1/metrics/lamps");
  const headers = { "If-Match": seen.headers.get("etag")! };
  expect((await serve.ask("api/v1/metrics/lamps", { method: "DELETE", headers })).status).toBe(204);
  await until("lamps", (found) => found.length === 0);
  expect(await query("requests_total")).toHaveLength(1);
});

test("serve --relay scrapes a real page and sends it on with job, instance and up; the spec's metrics win", async () => {
  let page = '# TYPE real gauge\nreal{job="own"} 7\nlamps 99\ngone 1\n';
  program = createServer((_request, response) => response.end(page));
  await new Promise<void>((done) => program!.listen(0, "127.0.0.1", done));
  const address = `127.0.0.1:${(program.address() as AddressInfo).port}`;
  prometheus = await startPrometheus({ nativeHistograms: true });
  serve = await startServe(spec, ["--remote-write", prometheus.url, "--relay", `http://${address}/metrics`]);
  await until("gone", (found) => found.length > 0);
  const [real] = await query("real");
  expect(real!.metric).toEqual({ __name__: "real", exported_job: "own", instance: address, job: "127.0.0.1" });
  expect(real!.value[1]).toBe("7");
  const [lamps] = await until("lamps", (found) => found.length > 0);
  expect([lamps!.value[1], lamps!.metric["instance"]]).toEqual(["5", undefined]);
  page = "real 8\n";
  await until("gone", (found) => found.length === 0);
  expect((await query("up"))[0]!.value[1]).toBe("1");
  program.closeAllConnections();
  program.close();
  await until("up", (found) => found[0]?.value[1] === "0");
  expect(await query("real")).toEqual([]);
  expect(serve.stderr()).toContain("could not be scraped");
});

test("serve sends version 2 where it is asked for, with the types and helps of spec and page beside the samples", async () => {
  const page = "# HELP real_total Größe\n# TYPE real_total counter\nreal_total 7\nplain 1\n";
  program = createServer((_request, response) => response.end(page));
  await new Promise<void>((done) => program!.listen(0, "127.0.0.1", done));
  const series = new Map<string, DecodedSeries2>();
  const receiver = await startRemoteWriteDouble(({ body, headers }) => {
    expect(headers["x-prometheus-remote-write-version"]).toBe("2.0.0");
    let count = 0;
    for (const one of decodeWrite2Body(body).series) {
      count += one.samples.length + one.histograms.length;
      const { value = "" } = one.labels.find(({ name }) => name === "__name__") ?? {};
      series.set(value, one);
    }
    return { status: 204, headers: { "X-Prometheus-Remote-Write-Samples-Written": String(count) } };
  });
  try {
    const relay = `http://127.0.0.1:${(program.address() as AddressInfo).port}/metrics`;
    const version = ["--receiver", "prometheus", "--remote-write-version", "2"];
    serve = await startServe(spec, ["--remote-write", receiver.url, "--relay", relay, ...version]);
    const awaited = ["plain", "real_total", "lamps", "requests_total", "rpc_seconds"];
    await expect.poll(() => awaited.every((name) => series.has(name)), { timeout: 15_000 }).toBe(true);
    const plain = { help: "", unit: "" };
    expect(
      Object.fromEntries(
        [...series].flatMap(([name, { metadata }]) => (/^(up|scrape_)/.test(name) ? [] : [[name, metadata]])),
      ),
    ).toEqual({
      lamps: { type: "METRIC_TYPE_GAUGE", ...plain },
      requests_total: { type: "METRIC_TYPE_COUNTER", ...plain },
      rpc_seconds: { type: "METRIC_TYPE_HISTOGRAM", ...plain },
      real_total: { type: "METRIC_TYPE_COUNTER", help: "Größe", unit: "" },
      plain: undefined,
    });
    expect(series.get("real_total")?.samples.map(({ value }) => value)).toEqual([7]);
    expect(serve.stderr()).not.toContain("warning");
  } finally {
    await receiver.stop();
  }
});
