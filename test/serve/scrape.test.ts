import { execFileSync } from "node:child_process";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { type TestServer, toolPath } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { serveHere } from "./in-process.ts";

/** Held still, so that every scrape shows the same numbers: 100 s after the anchor, with a step of 5 s. */
const spec = `version: 1
step: 5s
metrics:
  - name: http_requests_total
    type: counter
    help: 'Requests: "served" or \\ not.'
    unit: requests
    series:
      - { labels: { job: api, path: 'a"b\\c' }, rate: 2, resets: { at: [50s] } }
  - name: http_request_duration_seconds
    type: histogram
    unit: seconds
    buckets: [0.5, 1]
    series: [{ labels: { job: api }, rate: 3.3, observe: { uniform: { min: 0, max: 2 } } }]
  - name: rpc_duration_seconds
    type: histogram
    native: true
    series: [{ labels: { job: api }, rate: 4, observe: { uniform: { min: 0, max: 2 } } }]
  - name: both_seconds
    type: histogram
    native: both
    buckets: [1]
    series: [{ labels: { job: api }, rate: 4, observe: { uniform: { min: 0, max: 2 } } }]
  - name: gc_seconds
    type: summary
    quantiles: [0.5, 1]
    series: [{ labels: { job: api }, rate: 4, observe: { uniform: { min: 0, max: 2 } } }]
  - name: queue_length
    type: gauge
    series:
      - { labels: { job: worker, queue: here }, value: 7 }
      - { labels: { job: worker, queue: gone }, value: "1x3 stale" }
  - name: build_info
    type: info
    series: [{ labels: { version: "1.2" } }]
`;

let server: RunningServer | undefined;
let prometheus: TestServer | undefined;
let proxy: Server | undefined;
afterEach(async () => {
  await prometheus?.stop();
  proxy?.closeAllConnections();
  proxy?.close();
  await server?.stop();
});

/** A way to the server that asks for one form, whatever Prometheus would ask for. */
async function forcing(accept: string | undefined, url: string): Promise<{ target: string; types: Set<string> }> {
  const types = new Set<string>();
  proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, ...(accept === undefined ? {} : { accept }), host: new URL(url).host };
    request(new URL(incoming.url!, url), { headers }, (answer) => {
      types.add(answer.headers["content-type"]!);
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  await new Promise<void>((done) => proxy!.listen(0, "127.0.0.1", done));
  return { target: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, types };
}

async function scrapeWith(accept: string | undefined, nativeHistograms: boolean) {
  server = await serveHere(spec, { at: "100s" });
  await server.parts.running.setClock((clock) => clock.pause());
  const { target, types } = await forcing(accept, server.url);
  prometheus = await startPrometheus({
    scrapes: [`{job_name: serve, honor_labels: true, static_configs: [{targets: ["${target}"]}]}`],
    nativeHistograms,
    extraArgs: ["--enable-feature=exemplar-storage"],
  });
  const api = async <T>(path: string) => {
    const answer = await fetch(`${prometheus!.url}/api/v1/${path}`);
    return ((await answer.json()) as { data: T }).data;
  };
  const value = async (query: string) => {
    const { result } = await api<{ result: { value: [number, string] }[] }>(`query?query=${encodeURIComponent(query)}`);
    return result.map(({ value: [, text] }) => Number(text));
  };
  const deadline = Date.now() + 15_000;
  while ((await value('up{job="serve"} == 1 and count_over_time(up{job="serve"}[1m]) > 1')).length === 0) {
    if (Date.now() > deadline) throw new Error(`${prometheus.log()} ${JSON.stringify(await api("targets"))}`);
    await new Promise((done) => setTimeout(done, 200));
  }
  return { value, api, types };
}

const forms = [
  ["text", "text/plain;version=0.0.4", false],
  ["OpenMetrics", undefined, false],
  ["protobuf", undefined, true],
] as const;

test.for(forms)("a real Prometheus scrapes %s without a warning", async ([form, accept, native]) => {
  const { value, api, types } = await scrapeWith(accept, native);
  expect([...types][0]).toContain(
    { text: "text/plain", OpenMetrics: "openmetrics", protobuf: "vnd.google.protobuf" }[form],
  );
  // honor_labels: the label job is the spec's.
  expect(await value('queue_length{job="worker"}')).toEqual([7]);
  expect(await value('build_info{version="1.2"}')).toEqual([1]);
  // Two a second for the 50 s since the reset.
  expect(await value('http_requests_total{path="a\\"b\\\\c"}')).toEqual([100]);
  // 3.3 a second for 100 s, a fourth of them below 0.5.
  const counted = 330;
  const [bucket] = await value('http_request_duration_seconds_bucket{le=~"0.5"}');
  const whole = form === "protobuf" ? 1 : 1e-9;
  expect(Math.abs(bucket! - counted / 4)).toBeLessThan(whole);
  expect(Math.abs((await value("http_request_duration_seconds_count"))[0]! - counted)).toBeLessThan(1e-9);
  expect(await value('gc_seconds{quantile=~"0.5"}')).toEqual([1]);
  expect((await value("gc_seconds_count"))[0]).toBe(400);
  if (native) {
    expect((await value("histogram_count(rpc_duration_seconds)"))[0]).toBeCloseTo(400, 6);
    expect((await value("histogram_quantile(0.5, both_seconds)"))[0]).toBeCloseTo(1, 1);
  } else expect(await value("rpc_duration_seconds_count")).toEqual([400]);
  const metadata = await api<Record<string, { type: string; help: string; unit: string }[]>>("metadata");
  const name = form === "OpenMetrics" ? "http_requests" : "http_requests_total";
  expect(metadata[name]?.[0]).toMatchObject({ type: "counter", help: 'Requests: "served" or \\ not.' });
  if (form === "OpenMetrics") {
    expect(metadata["http_requests"]![0]!.unit).toBe("requests");
    // The reset was 50 s of the clock before it was held.
    const [created] = await value("http_requests_created");
    expect(Math.abs(created! - (server!.parts.startedMs / 1000 - 50))).toBeLessThan(5);
  }
  if (form !== "text") {
    const now = Date.now() / 1000;
    const found = await api<{ exemplars: { labels: { trace_id: string }; value: string }[] }[]>(
      `query_exemplars?query=http_request_duration_seconds_bucket&start=${now - 300}&end=${now + 60}`,
    );
    const exemplars = found.flatMap((one) => one.exemplars);
    expect(exemplars.length).toBeGreaterThan(0);
    for (const { labels, value: at } of exemplars) {
      expect(labels.trace_id).toMatch(/^[0-9a-f]{32}$/);
      expect(Number(at)).toBeLessThanOrEqual(2);
    }
  }
  expect(prometheus!.log()).toBe("");
});

test("promtool finds nothing to say about what serve shows", async () => {
  server = await serveHere(spec, { at: "100s" });
  const page = await (await fetch(`${server.url}metrics`)).text();
  expect(execFileSync(toolPath("promtool"), ["check", "metrics"], { input: page, encoding: "utf8" })).toBe("");
});
