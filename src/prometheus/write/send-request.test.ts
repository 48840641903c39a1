import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import {
  type React,
  type RemoteWriteDouble,
  startRemoteWriteDouble,
} from "../../../test/servers/remote-write-double.ts";
import { PrometheusError } from "../../errors.ts";
import { createPrometheus } from "../connection.ts";
import { encodeMetadata } from "../encode/encode-metadata.ts";
import { type RequestContext, sendRequest } from "./send-request.ts";

const token = "canary-3f9a1c";
const request = encodeMetadata([{ name: "a", type: "gauge" }]);
const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function setUp(react: React, { timeoutMs = 5000 } = {}) {
  const double: RemoteWriteDouble = await startRemoteWriteDouble(react);
  const prometheus = createPrometheus({
    url: double.url,
    auth: { type: "bearer", token },
    userAgent: "test",
    timeoutMs,
  });
  running.push({ stop: () => prometheus.close() }, double);
  const clock = createFakeClock();
  const send = (options: Partial<RequestContext> = {}) => sendRequest(prometheus, request, { ...clock, ...options });
  return { double, clock, send, startMs: clock.now() };
}

async function failure(promise: Promise<unknown>): Promise<PrometheusError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PrometheusError);
  expect(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).not.toContain(token);
  return error as PrometheusError;
}

test("sendRequest sends the protocol's headers, and Retry-Attempt from the first retry on", async () => {
  const { double, send, clock } = await setUp(({ index }) => ({ status: index < 2 ? 503 : 204 }));
  expect(await send()).toEqual({ state: "stored" });
  expect(double.received.map(({ headers }) => headers["retry-attempt"])).toEqual([undefined, "1", "2"]);
  expect(double.received[0]!.headers).toMatchObject({
    "content-encoding": "snappy",
    "content-type": "application/x-protobuf",
    "x-prometheus-remote-write-version": "0.1.0",
    "user-agent": "test",
    authorization: `Bearer ${token}`,
  });
  expect(double.received.map(({ decoded }) => decoded().metadata)).toEqual(
    new Array(3).fill([{ type: "GAUGE", metric_family_name: "a" }]),
  );
  // Half fixed, half random: 0.75 of 250 and 500 ms.
  expect(clock.slept).toEqual([187.5, 375]);
});

test("sendRequest waits as long as Retry-After says in seconds or as a date", async () => {
  const date = new Date(createFakeClock().now() + 7000 + 30_000).toUTCString();
  const { send, clock } = await setUp(({ index }) =>
    index === 0
      ? { status: 429, headers: { "Retry-After": "7" } }
      : index === 1
        ? { status: 529, headers: { "Retry-After": date } }
        : { status: 204 },
  );
  expect(await send()).toEqual({ state: "stored" });
  expect(clock.slept).toEqual([7000, 30_000]);
});

test("sendRequest gives up at once if Retry-After is longer than the retry time, and says so", async () => {
  const { send, clock, double } = await setUp(() => ({
    status: 429,
    body: "slow down",
    headers: { "Retry-After": "999999999999" },
  }));
  const error = await failure(send());
  expect(error).toMatchObject({ code: "unavailable" });
  expect(error.message).toBe(
    `writing to ${double.url}/api/v1/write: gave up after 1 attempt; the last answer was: 429 slow down; the server asks to wait more than a year, but requests are retried for only 2m; try again later`,
  );
  expect(clock.slept).toEqual([]);
});

test("sendRequest retries a 500 until the deadline and no longer", async () => {
  const { send, clock, startMs, double } = await setUp(() => ({ status: 500, body: "disk full" }));
  const error = await failure(send({ retryMs: 60_000 }));
  expect(error.message).toMatch(/gave up after \d+ attempts; the last answer was: 500 disk full/);
  expect(clock.now() - startMs).toBeLessThanOrEqual(60_000);
  expect(clock.now() - startMs).toBeGreaterThan(40_000);
  expect(double.received.length).toBeLessThan(20);
});

test.for([
  { status: 500, body: "too old sample" },
  { status: 500, body: "native histograms are disabled" },
  { status: 400, body: "out of bounds" },
  { status: 401, body: "" },
  { status: 307, body: "" },
])("sendRequest does not retry $status $body", async ({ status, body }) => {
  const { send, double } = await setUp(() => ({ status, body, headers: { Location: "http://elsewhere.invalid/" } }));
  expect(await send()).toMatchObject({ state: "refused", status, maybeStored: false });
  expect(double.received.map(({ path }) => path)).toEqual(["/api/v1/write"]);
});

test.for([307, 308])(
  "sendRequest follows a %i within the same origin with the same bytes, and not for ever",
  async (status) => {
    const { send, double } = await setUp(({ path }) =>
      path === "/elsewhere" ? { status: 204 } : { status, headers: { Location: "/elsewhere" } },
    );
    expect(await send()).toEqual({ state: "stored" });
    expect(double.received.map(({ path }) => path)).toEqual(["/api/v1/write", "/elsewhere"]);
    expect(double.received[1]!.body).toEqual(double.received[0]!.body);
    const round = await setUp(() => ({ status, headers: { Location: "/api/v1/write" } }));
    expect(await round.send()).toMatchObject({ state: "refused", status });
    expect(round.double.received).toHaveLength(4);
  },
);

test("sendRequest retries when the connection is reset or refused", async () => {
  const { send, double } = await setUp(({ index }) => (index < 2 ? { drop: true } : { status: 204 }));
  expect(await send()).toEqual({ state: "stored" });
  expect(double.received).toHaveLength(3);
  await double.stop();
  const error = await failure(send({ retryMs: 5000 }));
  expect(error.message).toContain("connection refused; is the server running at this address?");
});

test("sendRequest retries after a timeout", async () => {
  const { send, double } = await setUp(({ index }) => (index === 0 ? { silent: true } : { status: 204 }), {
    timeoutMs: 200,
  });
  expect(await send()).toEqual({ state: "stored" });
  expect(double.received).toHaveLength(2);
});

test("sendRequest treats a duplicate as stored only after a lost answer", async () => {
  const refusal = { status: 400, body: "out of order sample" };
  const lost = await setUp(({ index }) => (index === 0 ? { drop: true } : refusal));
  expect(await lost.send()).toMatchObject({ state: "refused", maybeStored: true });
  const first = await setUp(() => refusal);
  expect(await first.send()).toMatchObject({ state: "refused", maybeStored: false });
  expect(await first.send({ sentBefore: true })).toMatchObject({ state: "refused", maybeStored: true });
  // A 429 was not stored by anyone.
  const limited = await setUp(({ index }) => (index === 0 ? { status: 429 } : refusal));
  expect(await limited.send()).toMatchObject({ maybeStored: false });
  const other = await setUp(({ index }) => (index === 0 ? { drop: true } : { status: 400, body: "out of bounds" }));
  expect(await other.send()).toMatchObject({ maybeStored: false });
});

test("sendRequest stops when its signal is aborted: before sending, while waiting for an answer, and while sleeping", async () => {
  const stop = new AbortController();
  const reason = new Error("stop");
  const waiting = await setUp(() => {
    setImmediate(() => stop.abort(reason));
    return { silent: true };
  });
  await expect(waiting.send({ signal: stop.signal })).rejects.toBe(reason);
  await expect(waiting.send({ signal: stop.signal })).rejects.toBe(reason);
  expect(waiting.double.received).toHaveLength(1);

  const later = new AbortController();
  const busy = await setUp(() => ({ status: 503 }));
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((_done, fail) => {
      signal?.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
      later.abort(reason);
    });
  await expect(busy.send({ signal: later.signal, sleep })).rejects.toBe(reason);
  expect(busy.double.received).toHaveLength(1);
});

test("sendRequest refuses a request that is too large for any receiver", async () => {
  const { double, clock } = await setUp(() => ({ status: 204 }));
  const prometheus = createPrometheus({ url: double.url, userAgent: "test" });
  await expect(sendRequest(prometheus, new Uint8Array(32 * 1024 * 1024 + 1), clock)).rejects.toMatchObject({
    code: "too-large",
  });
  expect(double.received).toHaveLength(0);
});
