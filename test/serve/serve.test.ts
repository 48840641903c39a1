import { afterEach, expect, test } from "vitest";
import { type Started, startServe } from "./started.ts";

let server: Started | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const spec = `version: 1
step: 5s
metrics:
  - name: lamps
    type: gauge
    help: Lamps that are on.
    series:
      - { labels: { room: hall }, value: { line: { from: 0, to: 72, for: 6m } } }
`;

test("serve shows a spec's newest sample on /metrics, and goes to a moment by the API", async () => {
  server = await startServe(spec, ["--at", "60s"]);
  const page = async () => (await fetch(`${server!.url}metrics`)).text();
  // 72 in 6 minutes is 1 in 5 s.
  expect(await page()).toBe('# HELP lamps Lamps that are on.\n# TYPE lamps gauge\nlamps{room="hall"} 12\n');
  const moved = await server.send("POST", "api/v1/clock", { pause: true, at: "2m4s" });
  expect(await moved.json()).toMatchObject({ paused: true, index: 24 });
  // 124 s after the anchor the newest sample of the grid is that of 120 s.
  expect(await page()).toContain('lamps{room="hall"} 24\n');
});

test("serve refuses whoever has no token, and a change of what the sender has not seen", async () => {
  server = await startServe(spec);
  expect((await server.ask("api/v1/spec", { headers: { Authorization: "Bearer x" } })).status).toBe(401);
  const seen = await server.ask("api/v1/spec");
  const data = (await seen.json()) as { seed?: number };
  expect((await server.send("PUT", "api/v1/spec", data)).status).toBe(428);
  const etag = seen.headers.get("etag")!;
  const changed = await server.send("PUT", "api/v1/spec", { ...data, seed: 5 }, { "If-Match": etag });
  expect(changed.status).toBe(200);
  expect((await server.send("PUT", "api/v1/spec", data, { "If-Match": etag })).status).toBe(412);
});

test("serve ends with 0 at Ctrl-C", async () => {
  server = await startServe(spec);
  const code = await server.stop();
  server = undefined;
  expect(code).toBe(0);
});
