import { afterEach, expect, test } from "vitest";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { serveHere } from "./in-process.ts";

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const spec = `version: 1
step: 5s
signals:
  load: { value: 3 }
metrics:
  # kept
  - name: lamps
    type: gauge
    help: Lamps that are on.
    series:
      - { labels: { room: hall }, value: { line: { from: 0, to: 72, for: 6m } } }
      - { labels: { room: [kitchen, cellar] }, value: { signal: load } }
`;

type Headers = Record<string, string>;

async function start(text = spec) {
  server = await serveHere(text, { at: "60s" });
  await server.parts.running.setClock((clock) => clock.pause());
  const { url, token } = server;
  const ask = (method: string, path: string, body?: unknown, headers: Headers = {}) =>
    fetch(new URL(path, url), {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const page = async () => (await ask("GET", "metrics")).text();
  return { ask, page };
}

test("a metric is created, changed, and deleted by whoever has seen it, and shows at once", async () => {
  const { ask, page } = await start();
  const doors = { name: "doors", type: "gauge", series: [{ labels: {}, value: 4 }] };
  const created = await ask("POST", "api/v1/metrics", doors);
  expect([created.status, created.headers.get("location")]).toEqual([201, "/api/v1/metrics/doors"]);
  expect(await page()).toContain("doors 4\n");
  expect((await ask("POST", "api/v1/metrics", doors)).status).toBe(409);
  const seen = await ask("GET", "api/v1/metrics/doors");
  expect(await seen.json()).toEqual(doors);
  const etag = seen.headers.get("etag")!;
  const more = { ...doors, series: [{ labels: {}, value: 5 }] };
  expect((await ask("PUT", "api/v1/metrics/doors", more)).status).toBe(428);
  expect((await ask("PUT", "api/v1/metrics/doors", more, { "If-Match": etag })).status).toBe(200);
  expect(await page()).toContain("doors 5\n");
  // The second editor has seen what was there before.
  const second = await ask("PUT", "api/v1/metrics/doors", doors, { "If-Match": etag });
  expect([second.status, second.headers.get("content-type")]).toEqual([412, "application/problem+json; charset=utf-8"]);
  expect(
    (await ask("DELETE", "api/v1/metrics/doors", undefined, { "If-Match": second.headers.get("etag")! })).status,
  ).toBe(204);
  expect(await page()).not.toContain("doors");
});

test("entries of a metric are added, changed and deleted; the others go on", async () => {
  const { ask, page } = await start();
  const added = await ask("POST", "api/v1/metrics/lamps/series", { labels: { room: "attic" }, value: 9 });
  expect([added.status, added.headers.get("location")]).toEqual([201, "/api/v1/metrics/lamps/series/2"]);
  expect(await page()).toContain('lamps{room="attic"} 9\n');
  const etag = added.headers.get("etag")!;
  const changed = await ask(
    "PUT",
    "api/v1/metrics/lamps/series/2",
    { labels: { room: "attic" }, value: 8 },
    { "If-Match": etag },
  );
  expect(changed.status).toBe(200);
  const gone = await ask("DELETE", "api/v1/metrics/lamps/series/2", undefined, {
    "If-Match": changed.headers.get("etag")!,
  });
  expect(gone.status).toBe(204);
  expect(await page()).toContain('lamps{room="hall"} 12\nlamps{room="kitchen"} 3\nlamps{room="cellar"} 3\n');
});

test("named signals are created and changed, and what uses them follows", async () => {
  const { ask, page } = await start();
  const made = await ask("PUT", "api/v1/signals/other", { value: 7 }, { "If-None-Match": "*" });
  expect(made.status).toBe(201);
  expect((await ask("PUT", "api/v1/signals/other", { value: 7 }, { "If-None-Match": "*" })).status).toBe(412);
  const seen = await ask("GET", "api/v1/signals/load");
  await ask("PUT", "api/v1/signals/load", { value: 6 }, { "If-Match": seen.headers.get("etag")! });
  expect(await page()).toContain('lamps{room="kitchen"} 6\n');
  const used = await ask("GET", "api/v1/signals/load");
  const refused = await ask("DELETE", "api/v1/signals/load", undefined, { "If-Match": used.headers.get("etag")! });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ problems: [{ path: "/metrics/0/series/1/value/signal" }] });
});

test("scenarios are kept in the spec, checked like the rest of it, and play", async () => {
  const { ask, page } = await start();
  const body = { signals: { load: { value: 9 } } };
  expect((await ask("PUT", "api/v1/scenarios/incident", body, { "If-None-Match": "*" })).status).toBe(201);
  expect(await (await ask("GET", "api/v1/scenarios")).json()).toEqual({ incident: body });
  expect(await (await ask("POST", "api/v1/scenario", { scenario: "incident" })).json()).toEqual({
    scenario: "incident",
    scenarios: ["incident"],
  });
  expect(await page()).toContain('lamps{room="kitchen"} 9\n');
  await ask("POST", "api/v1/scenario", { scenario: null });
  expect(await page()).toContain('lamps{room="kitchen"} 3\n');
  const wrong = await ask("PUT", "api/v1/scenarios/bad", { signals: 5 }, { "If-None-Match": "*" });
  expect(wrong.status).toBe(422);
});

test("paused series hold their value or are absent, until they go on at the clock's time", async () => {
  const { ask, page } = await start();
  await ask("POST", "api/v1/metrics/lamps/series/0/pause", {});
  await ask("POST", "api/v1/metrics/lamps/series/1/pause", { mode: "absent" });
  await ask("POST", "api/v1/clock", { jump: "60s" });
  expect(await page()).toBe('# HELP lamps Lamps that are on.\n# TYPE lamps gauge\nlamps{room="hall"} 12\n');
  const { metrics } = (await (await ask("GET", "api/v1/metrics")).json()) as { metrics: unknown[] };
  expect(metrics).toMatchObject([
    {
      name: "lamps",
      entries: [
        { entry: 0, series: 1, paused: "hold" },
        { entry: 1, series: 2, paused: "absent" },
      ],
    },
  ]);
  await ask("POST", "api/v1/metrics/lamps/resume");
  expect(await page()).toContain('lamps{room="hall"} 24\nlamps{room="kitchen"} 3\n');
  expect((await ask("POST", "api/v1/metrics/none/pause", {})).status).toBe(404);
});

test("a spec comes back as it was written, comments and all, and as JSON after a change", async () => {
  const { ask } = await start();
  const yaml = await ask("GET", "api/v1/spec", undefined, { Accept: "application/yaml" });
  expect(await yaml.text()).toBe(spec);
  const etag = yaml.headers.get("etag")!;
  expect((await ask("GET", "api/v1/spec", undefined, { "If-None-Match": etag })).status).toBe(304);
  const other = spec.replace("to: 72", "to: 144");
  const headers = { "If-Match": etag, "Content-Type": "application/yaml" };
  expect((await ask("PUT", "api/v1/spec", other, headers)).status).toBe(200);
  expect(await (await ask("GET", "api/v1/series?metric=lamps&limit=1")).json()).toEqual({
    total: 3,
    series: [{ name: "lamps", labels: { room: "hall" }, value: "24", paused: null }],
  });
});

test("errors of a spec have the reader's words, with line, column and path", async () => {
  const { ask } = await start();
  const etag = (await ask("GET", "api/v1/spec")).headers.get("etag")!;
  const headers = { "If-Match": etag, "Content-Type": "application/yaml" };
  const wrong = await ask(
    "PUT",
    "api/v1/spec",
    spec.replace("value: { signal: load }", "value: { signal: lod }"),
    headers,
  );
  expect(wrong.status).toBe(422);
  const { problems } = (await wrong.json()) as { problems: { message: string; line: number; path: string }[] };
  expect(problems[0]).toMatchObject({ line: 12, path: "/metrics/0/series/1/value/signal" });
  expect(problems[0]!.message).toContain("did you mean");
});

test("a metric that scraping makes by itself is refused with a hint", async () => {
  const { ask } = await start();
  const up = await ask("POST", "api/v1/metrics", { name: "up", type: "gauge", series: [{ labels: {}, value: 1 }] });
  expect(up.status).toBe(422);
  expect(await up.json()).toMatchObject({
    problems: [
      { path: "/metrics/1/name", message: expect.stringContaining('Prometheus makes the metric "up" itself') },
    ],
  });
});

test("the description names every route, and a start is told from another", async () => {
  const { ask } = await start();
  const { paths, components } = (await (await ask("GET", "api/v1/openapi.json")).json()) as {
    paths: Record<string, object>;
    components: object;
  };
  expect(Object.keys(paths)).toContain("/api/v1/metrics/{name}/series/{entry}");
  expect(JSON.stringify(components)).toContain("lognormal");
  const { parts } = server!;
  const status = await ask("GET", "api/v1/status");
  expect(status.headers.get("x-dashpreview-instance")).toBe(parts.instance);
  expect(await status.json()).toMatchObject({ instance: parts.instance, stored: false });
});
