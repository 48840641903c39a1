import { afterEach, expect, test } from "vitest";
import { decodeWrite2Body } from "../../../test/servers/decode-write-2.ts";
import { fixedSource } from "../../../test/servers/fixed-source.ts";
import { realContext } from "../../../test/servers/read-samples.ts";
import { type React, type ReceivedWrite, startRemoteWriteDouble } from "../../../test/servers/remote-write-double.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus, RemoteWriteChoice } from "../prometheus.ts";
import { agreeOnVersion } from "./agree-on-version.ts";
import { writeHistory } from "./write-history.ts";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function setUp(react: React, writeVersion: RemoteWriteChoice["wanted"] = "auto") {
  const double = await startRemoteWriteDouble(react);
  const prometheus = createPrometheus({ url: double.url, userAgent: "test", writeVersion });
  stops.push(
    () => prometheus.close(),
    () => double.stop(),
  );
  return { received: double.received, prometheus };
}

const isVersion2 = ({ headers }: ReceivedWrite) => headers["x-prometheus-remote-write-version"] === "2.0.0";
const counted = (count: number) => ({
  status: 204,
  headers: { "X-Prometheus-Remote-Write-Samples-Written": String(count) },
});
/** A receiver of both versions, which counts what it gets. */
const both: React = (request) =>
  isVersion2(request)
    ? counted(decodeWrite2Body(request.body).series.reduce((sum, { samples }) => sum + samples.length, 0))
    : { status: 204 };

const options = { ...realContext, retryMs: 0, grid: { fromMs: 1_790_000_000_000, stepMs: 15_000, count: 4 } };
const write = (prometheus: Prometheus) =>
  writeHistory(prometheus, {
    ...options,
    sources: [fixedSource("x", { job: "api" }, (index) => (index === 2 ? "stale" : index))],
    metadata: [{ name: "x", type: "gauge", help: "of x" }],
  });

test("auto asks with one empty request, and sends version 2 with its headers where the receiver counts", async () => {
  const { received, prometheus } = await setUp(both);
  await write(prometheus);
  await write(prometheus);
  expect(received.map(({ headers }) => headers["content-type"])).toEqual(
    Array(3).fill("application/x-protobuf;proto=io.prometheus.write.v2.Request"),
  );
  expect(received.every(isVersion2)).toBe(true);
  expect(decodeWrite2Body(received[0]!.body)).toEqual({ symbols: [""], series: [] });
  const { series } = decodeWrite2Body(received[1]!.body);
  expect(series.map(({ samples, metadata }) => [samples.map(({ value }) => value), metadata])).toEqual([
    [[0, 1, Number.NaN, 3], { type: "METRIC_TYPE_GAUGE", help: "of x", unit: "" }],
  ]);
});

test.for([
  { who: "refuses the type of the content", reaction: { status: 415, body: "unsupported proto message" } },
  { who: "does not say what it has written", reaction: { status: 204 } },
  { who: "cannot read it", reaction: { status: 400, body: "unmarshal" } },
])("auto sends version 1 to a receiver that $who", async ({ reaction }) => {
  const { received, prometheus } = await setUp((request) => (isVersion2(request) ? reaction : { status: 204 }));
  expect((await write(prometheus)).samples).toBe(3);
  expect(received.map(isVersion2)).toEqual([true, false, false]);
  expect(received[2]!.decoded().series[0]?.samples.map(({ timeMs }) => timeMs)).toEqual(
    [0, 1, 2, 3].map((index) => options.grid.fromMs + index * options.grid.stepMs),
  );
});

test("auto asks again where there was no answer, and asks once for callers at the same time", async () => {
  let isAway = true;
  const { received, prometheus } = await setUp((request) => (isAway ? { status: 503 } : both(request)));
  expect(await agreeOnVersion(prometheus, {})).toBe(1);
  isAway = false;
  expect(await Promise.all([1, 2, 3].map(() => agreeOnVersion(prometheus, {})))).toEqual([2, 2, 2]);
  expect(received).toHaveLength(2);
});

test.for(["auto", 2] as const)(
  "%s falls back to version 1 when the receiver refuses version 2 later",
  async (wanted) => {
    let takes2 = true;
    const { received, prometheus } = await setUp(
      (request) => (takes2 || !isVersion2(request) ? both(request) : { status: 415, body: "no such message" }),
      wanted,
    );
    await write(prometheus);
    takes2 = false;
    const before = received.length;
    expect((await write(prometheus)).samples).toBe(3);
    // Refused, then metadata and samples of version 1.
    expect(received.slice(before).map(isVersion2)).toEqual([true, false, false]);
    await write(prometheus);
    expect(isVersion2(received.at(-2)!)).toBe(false);
  },
);

test("a fixed version is not asked for, and a count that is too low is an error", async () => {
  const one = await setUp(both, 1);
  await write(one.prometheus);
  expect(one.received.some(isVersion2)).toBe(false);
  const two = await setUp(() => counted(3), 2);
  await expect(write(two.prometheus)).rejects.toThrow("204, but only 3 of 4 samples were written");
  const silent = await setUp(() => ({ status: 200 }), 2);
  await expect(write(silent.prometheus)).rejects.toThrow(/no remote write 2\.0.*--remote-write-version auto/);
});

test("an aborted run ends the question with the signal's reason", async () => {
  const { prometheus } = await setUp(() => ({ silent: true }));
  const controller = new AbortController();
  const asked = agreeOnVersion(prometheus, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 50);
  await expect(asked).rejects.toThrow("enough");
});
