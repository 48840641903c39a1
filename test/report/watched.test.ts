import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { wholePage } from "../../page/src/data/whole-page.ts";
import type { PageData } from "../../src/report/page-data.ts";
import { startCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

let folder: string;
let running: ReturnType<typeof startCli> | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  running?.child.kill("SIGINT");
  await running?.result;
  rmSync(folder, { recursive: true, force: true });
});

const save = (name: string, text: unknown) =>
  writeFileSync(join(folder, name), typeof text === "string" ? text : JSON.stringify(text));

async function watch(...more: string[]) {
  running = startCli(["up", "--local", "--watch", "a.json", ...more], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });
  let text = "";
  running.child.stderr!.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const addresses = () => [...text.matchAll(/Prometheus: (\S+)/g)].map(([, url]) => url!);
  const look = (until: () => unknown) => expect.poll(until, { timeout: 20_000, interval: 100 });
  await look(() => /Page: \S+[\s\S]*Prometheus: \S+/.test(text)).toBe(true);
  const page = /Page: (\S+)/.exec(text)![1]!;
  const prometheus = addresses()[0]!;
  return { page, prometheus, addresses, look };
}

async function documentOf(page: string): Promise<PageData> {
  const html = await (await fetch(page)).text();
  return wholePage(JSON.parse(/id="dashpreview-data">([^<]*)</.exec(html)![1]!));
}

const titleOf = async (page: string) => (await documentOf(page)).title;

async function targetsOf(page: string) {
  const { dashboards } = await documentOf(page);
  return dashboards[0]!.views[0]!.panels.flatMap(({ targets }) => targets);
}

/** As the server itself counts them. */
async function requestsTo(prometheus: string) {
  const metrics = await (await fetch(`${prometheus}/metrics`)).text();
  const count = (path: string) =>
    metrics
      .split("\n")
      .filter((line) => line.startsWith("prometheus_http_requests_total{") && line.includes(`handler="${path}"`))
      .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  return { writes: count("/api/v1/write"), deletions: count("/api/v1/admin/tsdb/delete_series") };
}

test("a changed dashboard is shown with the series that stand, a changed spec with new ones on the same server", async () => {
  save("a.json", dashboard("A", ["queue_length"]));
  save("a.data.yaml", smallSpec);
  const { page, prometheus, addresses, look } = await watch();
  const before = await requestsTo(prometheus);
  expect(before.writes).toBeGreaterThan(0);
  save("a.json", dashboard("B", ["queue_length + 1"]));
  await look(() => titleOf(page)).toBe("B");
  const [changed] = await targetsOf(page);
  expect(changed!.expr).toBe("queue_length + 1");
  expect(changed!.series.map(({ values }) => values!.at(-1))).toEqual([8]);
  expect(await requestsTo(prometheus)).toEqual(before);

  save("a.data.yaml", smallSpec.replace("value: 7", "value: 9"));
  await look(async () => (await targetsOf(page))[0]!.series.map(({ values }) => values!.at(-1))).toEqual([10]);
  const [fresh] = await targetsOf(page);
  expect(fresh!.series.map(({ labels }) => labels)).toEqual([{ queue: "mail" }]);
  expect(fresh!.expr).toBe("queue_length + 1");
  const after = await requestsTo(prometheus);
  expect(after.writes).toBeGreaterThan(before.writes);
  expect(after.deletions).toBe(before.deletions + 1);
  expect([...new Set(addresses())]).toEqual([prometheus]);
});

test("a broken spec leaves page and series, and mending it writes nothing", async () => {
  save("a.json", dashboard("A", ["queue_length"]));
  save("a.data.yaml", smallSpec);
  const { page, prometheus, look, addresses } = await watch();
  const before = await requestsTo(prometheus);
  save("a.data.yaml", "version: 1\nmetrics: [{name: queue_length, type: gouge}]\n");
  await new Promise((done) => setTimeout(done, 1500));
  save("a.json", dashboard("B", ["queue_length"]));
  save("a.data.yaml", smallSpec);
  await look(() => titleOf(page)).toBe("B");
  expect(await requestsTo(prometheus)).toEqual(before);
  expect([...new Set(addresses())]).toEqual([prometheus]);
});

test("what was inferred is kept while the dashboard asks for the same, and added to when it asks for more", async () => {
  save("a.json", dashboard("A", ["shop_orders_total"]));
  const { page, prometheus, look } = await watch();
  const before = await requestsTo(prometheus);
  save("a.json", dashboard("B", ["shop_orders_total"]));
  await look(() => titleOf(page)).toBe("B");
  expect(await requestsTo(prometheus)).toEqual(before);
  save("a.json", dashboard("C", ["shop_orders_total", "shop_carts"]));
  await look(() => titleOf(page)).toBe("C");
  expect((await targetsOf(page)).map(({ state }) => state)).toEqual(["ok", "ok"]);
  expect((await requestsTo(prometheus)).writes).toBeGreaterThan(before.writes);
});

test("changed rules are tested again: an alert on the series that stand, a recording rule on new ones", async () => {
  save("a.json", dashboard("A", ["queue_length", "queue:double"]));
  save("a.data.yaml", smallSpec);
  const rules = (threshold: number, factor: number) => `groups:
  - name: g
    rules:
      - { record: "queue:double", expr: queue_length * ${factor} }
      - { alert: Long, expr: "queue:double > ${threshold}" }
`;
  save("rules.yaml", rules(10, 2));
  const { page, prometheus, addresses, look } = await watch("--rules", "rules.yaml");
  const shown = async () => {
    const { alerts } = await documentOf(page);
    const last = (await targetsOf(page)).map(({ series }) => series.map(({ values }) => values!.at(-1)));
    return [alerts![0]!.rules[0]!.state, ...last];
  };
  expect(await shown()).toEqual(["firing", [7], [14]]);
  expect((await documentOf(page)).alerts![0]!.rules[0]!.instances[0]!.labels).toEqual({
    alertname: "Long",
    queue: "mail",
  });
  const { deletions } = await requestsTo(prometheus);
  save("rules.yaml", rules(20, 2));
  await look(shown).toEqual(["inactive", [7], [14]]);
  expect((await requestsTo(prometheus)).deletions).toBe(deletions);
  save("rules.yaml", rules(20, 3));
  await look(shown).toEqual(["firing", [7], [21]]);
  expect((await requestsTo(prometheus)).deletions).toBe(deletions + 1);
  expect([...new Set(addresses())]).toEqual([prometheus]);
});
