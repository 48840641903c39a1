import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { wholePage } from "../../page/src/data/whole-page.ts";
import type { PageData } from "../../src/report/page-data.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type ShopProgram, startShopProgram } from "../servers/shop-program.ts";
import { runCli, startCli } from "./cli.ts";
import { dashboard } from "./stack.ts";

const token = "relay-t0ken-of-the-test";
let folder: string;
let program: ShopProgram;
beforeAll(async () => {
  program = await startShopProgram({ token });
  folder = temporaryFolder();
  writeFileSync(join(folder, "shop.json"), JSON.stringify(shop));
});
afterAll(() => {
  program.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Of the application's own metrics, and of others that only production has. */
const exprs = [
  'sum by (status) (rate(shop_orders_total{job="shop"}[1m]))',
  "shop_queue_length",
  'sum(rate(shop_payments_total{job="shop"}[5m]))',
  'up{job="shop"}',
];
const shop = dashboard("Shop", exprs);
const relay = () => ["--relay", `http://${program.address}/metrics#job=shop`];
const env = { DASHPREVIEW_RELAY_TOKEN: token };

async function query(url: string, text: string) {
  const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(text)}`);
  const { data } = (await answer.json()) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  return data.result;
}

let child: ReturnType<typeof startCli>["child"] | undefined;
afterEach(() => child?.kill("SIGKILL"));

test("up --local --relay mixes real metrics with inferred ones, goes on until Ctrl-C, and renews the page", async () => {
  const args = ["up", "--local", ...relay(), "--step", "1s", "--history", "10m", "shop.json"];
  const started = startCli(args, { cwd: folder, env });
  child = started.child;
  let stderr = "";
  const urls = await new Promise<{ page: string; prometheus: string }>((done, fail) => {
    child!.stderr!.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      const [page, prometheus] = [/Page: (\S+)/, /Prometheus: (\S+)/].map((pattern) => pattern.exec(stderr)?.[1]);
      if (page !== undefined && prometheus !== undefined) done({ page, prometheus });
    });
    child!.once("close", () => fail(new Error(stderr)));
  });
  // The application's numbers, with the labels of the target; nothing is made up of it.
  const queue = await query(urls.prometheus, "shop_queue_length");
  expect(queue.map(({ metric, value }) => [metric, value[1]])).toEqual([
    [{ __name__: "shop_queue_length", instance: program.address, job: "shop" }, "42"],
  ]);
  expect(await query(urls.prometheus, "count_over_time(shop_queue_length[10m] offset 1m)")).toEqual([]);
  // The others are made up, since before, for the same job.
  const payments = await query(urls.prometheus, 'min_over_time(shop_payments_total{job="shop"}[9m] offset 1m)');
  expect(payments.length).toBeGreaterThan(0);
  const stateOf = async () => {
    const html = await (await fetch(urls.page)).text();
    const page: PageData = wholePage(JSON.parse(/id="dashpreview-data">([^<]*)</.exec(html)![1]!));
    expect(html).not.toContain(token);
    return page.dashboards[0]!.views[0]!.panels.flatMap(({ targets }) => targets.map(({ state }) => state));
  };
  await expect.poll(stateOf, { timeout: 20_000, interval: 500 }).toEqual(["ok", "ok", "ok", "ok"]);
  const [rate] = await query(urls.prometheus, 'rate(shop_orders_total{job="shop"}[10s])');
  expect(Number(rate!.value[1])).toBeGreaterThan(3);
  // Both go on.
  const age = async () =>
    Number((await query(urls.prometheus, "time() - timestamp(shop_payments_total)"))[0]!.value[1]);
  expect(await age()).toBeLessThan(5);
  program.kill();
  await expect.poll(async () => (await query(urls.prometheus, "up"))[0]!.value[1], { timeout: 10_000 }).toBe("0");
  expect(await query(urls.prometheus, "shop_queue_length")).toEqual([]);
  await program.restart();
  await expect.poll(async () => (await query(urls.prometheus, "up == 1")).length, { timeout: 10_000 }).toBe(1);
  child.kill("SIGINT");
  const { code } = await started.result;
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`http://${program.address}/metrics relayed since`);
  expect(stderr).toContain("could not be scraped");
  expect(stderr).not.toContain(token);
});

test("a check does not hold the short history of relayed metrics against the dashboard, but what else is wrong", async () => {
  const strict = ["--fail-on", "empty", "--output", "json"];
  const bad = dashboard("Bad", ['shop_orders_total{status="lost"}', "shop_queue_length"]);
  writeFileSync(join(folder, "bad.json"), JSON.stringify(bad));
  const args = ["up", "--local", "--exit", ...relay(), "--step", "1s", "--history", "10m", "bad.json"];
  const { code, stdout, stderr } = await runCli([...args, ...strict], { cwd: folder, env });
  const { dashboards } = JSON.parse(stdout) as { dashboards: { findings: object[]; panels: object[] }[] };
  expect(dashboards[0]!.findings, stderr).toMatchObject([
    { state: "skipped", code: "relayed", reason: expect.stringMatching(/^relayed since \S+: .*lost/) },
  ]);
  expect(code).toBe(0);
});

test.for([
  [["--local", "--untrusted"], "does not go with untrusted ones"],
  [[], "--relay needs --live 30m"],
  [["--live", "until-expiry"], "not --live until-expiry"],
  [["--bundle", "out"], "--relay and --bundle exclude each other"],
] as const)("up --relay with %j is refused", async ([args, text]) => {
  const { code, stderr } = await runCli(["up", "shop.json", ...relay(), ...args], { cwd: folder, env });
  expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
});

test("a program that is not there is said before anything is written", async () => {
  const args = ["up", "--local", "--exit", "--relay", "http://127.0.0.1:9/metrics", "shop.json"];
  const { code, stderr } = await runCli(args, { cwd: folder });
  expect(code).toBe(3);
  expect(stderr).toContain("http://127.0.0.1:9/metrics could not be scraped");
  expect(stderr).toContain("start the application first");
});
