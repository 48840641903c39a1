import { afterEach, expect, test } from "vitest";
import { startHttpDouble } from "../../../test/servers/http-double.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { fromPrometheus } from "./from-prometheus.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const series = [
  { __name__: "orders_total", shop: "north", job: "api" },
  { __name__: "reply_seconds_bucket", le: "0.5", job: "api" },
  { __name__: "reply_seconds_bucket", le: "0.1", job: "api" },
  { __name__: "reply_seconds_bucket", le: "+Inf", job: "api" },
  { __name__: "reply_seconds_sum", job: "api" },
  { __name__: "reply_seconds_count", job: "api" },
  { __name__: "queue_length", job: "api" },
];
const types = {
  orders_total: [{ type: "counter", help: "Orders taken." }],
  reply_seconds: [{ type: "histogram", help: "" }],
  queue_length: [{ type: "gauge", help: "Jobs." }],
};

/** A server whose instant queries answer `value`; and the queries that it was asked. */
async function serverWith(data: { series?: unknown; value?: string } = {}) {
  const queries: string[] = [];
  const server = await startHttpDouble((request, response) => {
    const query = new URLSearchParams(server.seen.at(-1)!.body).get("query");
    if (query !== null) queries.push(query);
    const answer = request.url!.includes("/metadata")
      ? types
      : request.url!.includes("/series")
        ? (data.series ?? series)
        : { resultType: "vector", result: [{ metric: {}, value: [1, data.value ?? "40"] }] };
    response.writeHead(200).end(JSON.stringify({ status: "success", data: answer }));
  });
  const prometheus = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => prometheus.close() }, server);
  return { prometheus, queries };
}

test("fromPrometheus reads names, types, help, label names and bounds, and copies no label values", async () => {
  const { prometheus } = await serverWith();
  const found = await fromPrometheus(prometheus, ['{job="api"}']);
  expect(found.map(({ name, kind, help, buckets }) => [name, kind, help, buckets])).toEqual([
    ["orders_total", "counter", "Orders taken.", undefined],
    ["queue_length", "gauge", "Jobs.", undefined],
    ["reply_seconds", "histogram", undefined, [0.1, 0.5]],
  ]);
  expect(found.map(({ labels }) => [...labels])).toEqual([
    [
      ["shop", []],
      ["job", []],
    ],
    [["job", []]],
    [["job", []]],
  ]);
});

test("fromPrometheus asks for the level of gauges and the rate of everything else, within the matchers", async () => {
  const { prometheus, queries } = await serverWith();
  const found = await fromPrometheus(prometheus, ['{job="api"}', "up"]);
  expect(queries).toContain('{__name__="queue_length",job="api"} or {__name__="queue_length",__name__="up"}');
  expect(queries.some((query) => query.startsWith('rate({__name__="orders_total",job="api"}[5m]) or rate('))).toBe(
    true,
  );
  expect(queries.some((query) => query.startsWith('rate({__name__="reply_seconds_count"'))).toBe(true);
  // A tenth around the median.
  expect(found.map(({ level }) => level)).toEqual([
    { min: 36, max: 44 },
    { min: 36, max: 44 },
    { min: 36, max: 44 },
  ]);
});

test("fromPrometheus has no level where values are 0 or not finite", async () => {
  for (const value of ["0", "NaN", "+Inf"]) {
    const { prometheus } = await serverWith({ value });
    const found = await fromPrometheus(prometheus, ["up"]);
    expect(found.map(({ level }) => level)).toEqual([undefined, undefined, undefined]);
  }
});

test("fromPrometheus refuses an answer that is not a list: it would look like a server without series", async () => {
  const { prometheus } = await serverWith({ series: { a: 1 } });
  await expect(fromPrometheus(prometheus, ["up"])).rejects.toMatchObject({ code: "unexpected" });
});
