import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHttpDouble } from "../servers/http-double.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { type CleanupJson, type DeletionStack, hideFolder, startDeletionStack } from "./deletion-stack.ts";

let stack: DeletionStack;
beforeAll(async () => {
  stack = await startDeletionStack();
});
afterAll(() => stack.stop());

const cleanup = async (args: readonly string[], run: Parameters<DeletionStack["run"]>[1] = {}) => {
  const { code, json } = await stack.run(["cleanup", "--output", "json", ...args], run);
  return { code, ...json<CleanupJson>() };
};
/** Whatever is asked for: by age, whatever the age, by review, everything. */
const wishes = [
  ["--orphan-age", "1m"],
  ["--orphan-age", "0s"],
  ["--key", "pr-1"],
  ["--key", "pr-1", "--orphan-age", "0s"],
  ["--all"],
];

describe("previews that the token does not see keep their series", () => {
  let live: string[];
  beforeAll(async () => {
    const made = await stack.up("pr-1", ["a.json", "b.json"]);
    live = [`${stack.project}.pr-1.${made.revision}`];
  });

  test("the folder's permission was taken away: no cleanup deletes anything, and each says why", async () => {
    hideFolder(stack.grafana);
    for (const args of wishes) {
      const cleaned = await cleanup(args);
      expect(cleaned).toMatchObject({ series: [], deleted: [], code: 3 });
      expect(cleaned.problems.join()).toContain('the folder "Dashboard previews" cannot be read');
    }
    stack.grafana.heal();
    expect([...(await stack.series()).keys()]).toEqual(live);
  });

  test("the token is of an organisation that has no previews: no cleanup deletes anything, and each names it", async () => {
    const other = await stack.addGrafana({ orgId: 2, dataSources: [] });
    for (const args of wishes) {
      const cleaned = await cleanup(args, { grafanaUrl: other.url });
      expect(cleaned).toMatchObject({ series: [], code: 3 });
      expect(cleaned.problems.join()).toContain('organisation 2, "Org 2"');
    }
    expect([...(await stack.series()).keys()]).toEqual(live);
  });

  test("the token is of an organisation that has previews of the same project: every cleanup, and the sweep of up, delete only those", async () => {
    const other = await stack.addGrafana({ orgId: 3 });
    const { code, stderr } = await stack.run(["up", "c.json", "--key", "pr-2"], { grafanaUrl: other.url });
    expect(code, stderr).toBe(0);
    for (const args of wishes) await cleanup(args, { grafanaUrl: other.url });
    expect([...(await stack.series()).keys()]).toEqual(live);
  });

  test("list says that it may not see them all", async () => {
    hideFolder(stack.grafana);
    const hidden = await stack.run(["list", "--output", "json"]);
    const text = await stack.run(["list"]);
    stack.grafana.heal();
    expect(hidden.json()).toMatchObject({
      previews: [],
      warnings: [expect.stringContaining("there may be previews that are not listed")],
    });
    expect(text.stdout).toMatch(/^no previews\nwarning: there may be previews/);
    expect((await stack.run(["list", "--output", "json"])).json()).toMatchObject({ warnings: [] });
  });
});

const noProof = [
  ["a proxy's page", { status: 404, body: "<h1>404</h1>" }],
  ["a proxy's JSON", { status: 404, body: { error: "no such route" } }],
  [
    "Kubernetes' words about something else",
    { status: 404, body: { reason: "NotFound", details: { name: "dashboards" } } },
  ],
  ["a login page", { status: 200, body: "<html>sign in</html>" }],
  ["half an answer", { status: 200, body: '{"metadata":{"name":' }],
  ["a revoked token", { status: 401, body: { message: "Invalid API key" } }],
  ["a redirect", { status: 302, body: "", headers: { location: "https://login.example/" } }],
] as const;

test("a dashboard that is not read is not gone, though no list names it: its series stay, whatever stands in the way", async () => {
  const { revision, dashboards } = await stack.up("pr-4", ["a.json"]);
  const [uid, value] = [dashboards[0]!.uid, `${stack.project}.pr-4.${revision}`];
  for (const [name, answer] of noProof) {
    stack.grafana.fail({ method: "GET", path: /^\/api\/search$/, status: 200, body: [], times: 100 });
    stack.grafana.fail({ method: "GET", path: uid, times: 100, ...answer });
    const { series, keptSeries } = await cleanup(["--orphan-age", "0s", "--key", "pr-4"]);
    stack.grafana.heal();
    expect(series, name).toEqual([]);
    expect(keptSeries, name).toEqual([{ value, reason: expect.stringContaining(uid) }]);
  }
  expect((await stack.series()).get(value)).toBe(4);
});

test("a search that never learns of a dashboard does not lose its series: each is read", async () => {
  const lagging = await startDeletionStack({ grafana: { searchLagMs: Number.POSITIVE_INFINITY } });
  try {
    const { revision } = await lagging.up("pr-1", ["a.json"]);
    const { json } = await lagging.run(["cleanup", "--orphan-age", "0s", "--output", "json"]);
    expect(json<CleanupJson>()).toMatchObject({ deleted: [], series: [] });
    expect([...(await lagging.series()).keys()]).toEqual([`${lagging.project}.pr-1.${revision}`]);
  } finally {
    await lagging.stop();
  }
});

test("up does not retire a revision that a dashboard out of its sight still shows", async () => {
  const first = await stack.up("pr-5", ["a.json", "b.json"]);
  const [a, b] = first.dashboards.map(({ uid }) => uid);
  const { store } = stack.grafana;
  // Somebody moves B to where the token may not read: no list has it, and reading says 403.
  const moved = store.dashboards.get(b!)!;
  store.index.delete(b!);
  stack.grafana.fail({ method: "GET", path: b!, status: 403, body: { kind: "Status", code: 403 }, times: 100 });
  const second = await stack.up("pr-5", ["a.json"]);
  stack.grafana.heal();
  expect(second.dashboards.map(({ uid }) => uid)).toEqual([a]);
  expect(second.warnings.join()).toContain(`their dashboard ${b} may be there where the token may not read it`);
  const value = (revision: string) => `${stack.project}.pr-5.${revision}`;
  expect((await stack.series()).has(value(first.revision))).toBe(true);
  // When it is to be seen again, and its time is over, its series go with it.
  store.index.set(b!, moved);
  const { code, deleted } = await cleanup(["--key", "pr-5"]);
  expect([code, deleted.length]).toEqual([0, 2]);
  const left = [...(await stack.series()).keys()].filter((one) => one.includes(".pr-5."));
  expect(left).toEqual([]);
});

test("a receiver that does not list what it has is an error and not an empty success", async () => {
  await stack.up("pr-7", ["a.json"]);
  const deaf = await startHttpDouble((request, response) => {
    void (async () => {
      if (request.url!.includes("/label/dashpreview/values"))
        return void response.end('{"status":"success","data":[]}');
      const { body } = deaf.seen.at(-1)!;
      const type = { "content-type": request.headers["content-type"] ?? "" };
      const init = request.method === "POST" ? { method: "POST", body, headers: type } : {};
      const answer = await fetch(stack.receiver.url + request.url, init);
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  const swept = await cleanup([], { prometheusUrl: deaf.url });
  await deaf.stop();
  expect(swept.code).toBe(3);
  expect(swept.problems.join()).toContain("does not list the series of");
});

test("series that are not where they were written are an error when their preview goes", async () => {
  const { revision } = await stack.up("pr-8", ["a.json"]);
  const wrong = await startPrometheus();
  const cleaned = await cleanup(["--key", "pr-8"], { prometheusUrl: wrong.url });
  await wrong.stop();
  expect([cleaned.code, cleaned.deleted.length]).toEqual([3, 1]);
  expect(cleaned.problems).toEqual([
    expect.stringContaining(`no series of ${stack.project}.pr-8.${revision} were found in ${wrong.url}`),
  ]);
});
