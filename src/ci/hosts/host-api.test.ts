import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { startHttpDouble } from "../../../test/servers/http-double.ts";
import { createHttpClient } from "../../http/client.ts";
import { createHostApi } from "./host-api.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

type Reply = (request: IncomingMessage, response: ServerResponse) => void;
const says =
  (status: number, body = "{}", headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const drop: Reply = (request) => void request.socket.destroy();

/** A host that answers with each of these once, then with `{"ok":true}`. */
async function setUp(...replies: Reply[]) {
  const server = await startHttpDouble((request, response) =>
    (replies.shift() ?? says(200, '{"ok":true}'))(request, response),
  );
  const clock = createFakeClock();
  const client = createHttpClient({ url: server.url, userAgent: "test" });
  const api = createHostApi({
    client,
    name: "GitHub",
    sleep: clock.sleep,
    retry: { ...clock, retryMs: 60_000 },
    hasNext: () => false,
    advice: "",
  });
  running.push({ stop: () => client.close() }, server);
  return { server, api, clock };
}

const get = { method: "GET", path: "/x", doing: "asking" } as const;
const post = { method: "POST", path: "/x", json: {}, doing: "commenting" } as const;

test("createHostApi asks again until its deadline: six times 503, a cut connection, half a JSON", async () => {
  const down = await setUp(...new Array<Reply>(6).fill(says(503)));
  expect((await down.api.send(get)).json()).toEqual({ ok: true });
  const cut = await setUp(drop, says(200, '{"ok":'));
  expect((await cut.api.send(get)).json()).toEqual({ ok: true });
  const gone = await setUp(...new Array<Reply>(1000).fill(says(503)));
  await expect(gone.api.send(get)).rejects.toMatchObject({ code: "unavailable", status: 503 });
  expect(gone.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
});

test("createHostApi waits for a rate limit to pass, of a POST too, and not for one that lasts longer than it goes on trying", async () => {
  const limited = await setUp(says(403, "{}", { "Retry-After": "30" }));
  expect((await limited.api.send(post)).json()).toEqual({ ok: true });
  expect(limited.clock.slept).toEqual([30_000]);
  const long = await setUp(says(429, "{}", { "Retry-After": "3600" }));
  await expect(long.api.send(post)).rejects.toMatchObject({ code: "unavailable", status: 429 });
  expect(long.server.seen).toHaveLength(1);
});

test("createHostApi sends no POST again whose answer was lost: there would be two comments", async () => {
  for (const reply of [drop, says(502)]) {
    const lost = await setUp(reply);
    await expect(lost.api.send(post)).rejects.toMatchObject({ name: "CiError" });
    expect(lost.server.seen).toHaveLength(1);
  }
});

test("createHostApi names the new place of a repository and does not follow there", async () => {
  const location = { Location: "https://other.example/repositories/7/x?token=y" };
  const moved = await setUp(says(301, "{}", location));
  const error = await moved.api.send(get).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "moved", status: 301 });
  expect(String(error)).toContain("the repository moved to /repositories/7/x: use its new name");
  const silent = await setUp(says(302));
  await expect(silent.api.send(post)).rejects.toThrow("the repository moved: use its new name");
  expect([moved, silent].map(({ server }) => server.seen.length)).toEqual([1, 1]);
});
