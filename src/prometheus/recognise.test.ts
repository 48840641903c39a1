import { afterEach, expect, test } from "vitest";
import { type HttpDouble, startHttpDouble } from "../../test/servers/http-double.ts";
import { createPrometheus, type PrometheusOptions } from "./connection.ts";
import { placesOf } from "./places.ts";
import { receiverOf } from "./receivers.ts";

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

/** A server that answers below `root` only. */
async function start(
  root: string,
  data: object,
  { headers = {}, others = 404 }: { headers?: Record<string, string>; others?: number } = {},
): Promise<HttpDouble> {
  const double = await startHttpDouble(({ url = "" }, response) => {
    if (url === `${root}/api/v1/status/buildinfo`)
      return response.writeHead(200, headers).end(JSON.stringify({ status: "success", data }));
    return response.writeHead(others, headers).end("404 page not found");
  });
  running.push(double);
  return double;
}

function connect(url: string, options: Partial<PrometheusOptions> = {}) {
  const prometheus = createPrometheus({ url, receiver: "auto", userAgent: "test", ...options });
  running.push({ stop: async () => prometheus.close() });
  return prometheus;
}

const mimir = { application: "Grafana Mimir", version: "3.0.3", features: {} };
const victoria = { headers: { "X-Server-Hostname": "vm" } };

test.for([
  { is: "Prometheus", root: "", given: "", data: { version: "3.5.0" }, write: "/api/v1/write" },
  { is: "Prometheus", root: "/prom", given: "/prom/", data: { version: "2.42.0" }, write: "/prom/api/v1/write" },
  // With --web.route-prefix, where somebody left it out.
  { is: "Prometheus", root: "/prometheus", given: "", data: { version: "2.42.0" }, write: "/prometheus/api/v1/write" },
  { is: "Mimir", root: "", given: "", data: mimir, write: "/api/v1/push" },
  { is: "Mimir", root: "/prometheus", given: "/prometheus", data: mimir, write: "/api/v1/push" },
  { is: "Mimir", root: "/prometheus", given: "", data: mimir, write: "/api/v1/push" },
  { is: "Mimir", root: "/sub/prometheus", given: "/sub/prometheus/", data: mimir, write: "/sub/api/v1/push" },
  { is: "Cortex", root: "/prometheus", given: "", data: { version: "1.21.1" }, write: "/api/v1/push" },
  { is: "Thanos", root: "", given: "", data: { version: "0.43.0-dev" }, write: "/api/v1/receive" },
  { is: "VictoriaMetrics", root: "", given: "", data: {}, more: victoria, write: "/api/v1/write" },
  {
    is: "VictoriaMetrics",
    root: "/select/0/prometheus",
    given: "/select/0/prometheus",
    data: { version: "2.24.0" },
    more: victoria,
    write: "/insert/0/prometheus/api/v1/write",
  },
  {
    is: "VictoriaMetrics",
    root: "/select/0/prometheus",
    given: "/insert/0/prometheus/api/v1/write",
    data: { version: "2.24.0" },
    more: victoria,
    write: "/insert/0/prometheus/api/v1/write",
  },
  { is: "Grafana Cloud", root: "/api/prom", given: "", data: mimir, write: "/api/prom/push" },
  { is: "Grafana Cloud", root: "/api/prom", given: "/api/prom", data: mimir, write: "/api/prom/push" },
  { is: "Grafana Cloud", root: "/api/prom", given: "/api/prom/push", data: mimir, write: "/api/prom/push" },
  // Nothing tells: then it is taken for what it says it is by its address.
  { is: "Prometheus", root: "/nowhere", given: "", data: {}, write: "/api/v1/write" },
])(
  "identify recognises $is at $root, given $given, and writes to $write",
  async ({ is, root, given, data, more, write }) => {
    const double = await start(root, data, more);
    const prometheus = connect(double.url + given);
    expect((await prometheus.identify()).title).toBe(is);
    expect(prometheus.writeUrl).toBe(double.url + write);
    // Asked once, by questions alone.
    await prometheus.identify();
    expect(double.seen.every(({ method, target }) => method === "GET" && target.endsWith("/status/buildinfo"))).toBe(
      true,
    );
    expect(double.seen.length).toBeLessThanOrEqual(3);
  },
);

test("identify concludes nothing from a server in trouble, and looks again", async () => {
  let status = 503;
  const double = await startHttpDouble((_, response) =>
    response.writeHead(status).end(JSON.stringify({ status: "success", data: status === 200 ? mimir : {} })),
  );
  running.push(double);
  status = 503;
  const prometheus = connect(double.url);
  const busy = createPrometheus({ url: double.url, receiver: "mimir", userAgent: "test" });
  running.push({ stop: async () => busy.close() });
  expect((await busy.identify()).title).toBe("Mimir");
  expect(double.seen).toEqual([]);
  await prometheus.identify();
  const asked = double.seen.length;
  status = 200;
  expect((await prometheus.identify()).title).toBe("Mimir");
  expect(double.seen.length).toBeGreaterThan(asked);
});

test("placesOf deletes in a cluster of VictoriaMetrics below /delete", () => {
  const { query, write, admin } = placesOf(receiverOf("victoriametrics"), "/x/select/7:2/prometheus");
  expect([query, write, admin]).toEqual([
    "/x/select/7:2/prometheus",
    "/x/insert/7:2/prometheus/api/v1/write",
    "/x/delete/7:2/prometheus",
  ]);
});
