import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createGrafana } from "../../src/grafana/connection.ts";
import { setExpiry } from "../../src/grafana/marks/change-marks.ts";
import { querySeries, realContext } from "../servers/read-samples.ts";
import { startCli } from "./cli.ts";
import { expectedSamples } from "./expected-samples.ts";
import { startGate } from "./gate.ts";
import { dashboard, emptyServer, revisionsWithSamples, type Stack, startStack } from "./stack.ts";

interface Up {
  readonly project: string;
  readonly key: string;
  readonly revision: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly dashboards: readonly { readonly uid: string }[];
}

/** Of every kind: sums that go on, causes that series share, resets, a histogram, deployments. */
const spec = `version: 1
step: 1s
history: 2m
signals:
  load:
    value: {wave: {min: 5, max: 50, period: 90s}}
metrics:
  - name: requests_total
    type: counter
    series:
      - labels: {instance: "api-{1..40}"}
        resets: {every: 45s}
        rate: {add: [{signal: load}, {noise: {stddev: 3}}]}
  - name: queue_length
    type: gauge
    series:
      - labels: {queue: "q-{1..20}"}
        value: {walk: {start: 5, min: 0, max: 20, step: 1}}
  - name: seconds
    type: histogram
    buckets: [0.1, 1]
    series:
      - labels: {job: api}
        rate: 20
        observe: {lognormal: {p50: 0.2, p99: 2}}
`;

let stack: Stack;
const children: ChildProcess[] = [];
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("api.json", dashboard("API", ["rate(requests_total[1m])", "queue_length"]));
  stack.write("api.data.yaml", spec);
});
afterAll(() => stack.stop());
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function up(key: string, ...args: string[]): Promise<Up> {
  const result = await stack.run([
    ...["up", "api.json", "--key", key, "--output", "json", "--no-sweep", "--lead-in", "30s"],
    ...(args.includes("--live") ? args : ["--live", "until-expiry", ...args]),
  ]);
  expect(result.code, result.stderr).toBe(0);
  return result.json<Up>();
}

/** A `live` process; `said` waits for a text of its. */
function live(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { child, result } = startCli(["live", "--look-every", "500ms", "--output", "json", ...args], {
    cwd: stack.folder,
    env: { ...stack.env, ...env },
  });
  children.push(child);
  let text = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return {
    child,
    result,
    text: () => text,
    async said(pattern: RegExp): Promise<void> {
      for (let i = 0; i < 200; i++) {
        if (pattern.test(text)) return;
        await wait(50);
      }
      throw new Error(`live did not say ${pattern}: ${text}`);
    },
  };
}

type LiveRun = ReturnType<typeof live>;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const labelOf = ({ project, key, revision }: Up) => `${project}.${key}.${revision}`;
const dataOf = (one: Up) => querySeries(stack.prometheusUrl, `{dashpreview="${labelOf(one)}"}[1h]`, Date.now() + 1000);

/** Everything that is stored, cut after the last scrape of which all is. */
async function compare(one: Up, seconds: number): Promise<void> {
  const stored = await dataOf(one);
  const lastMs = Math.min(...[...stored.values()].map((samples) => samples.at(-1)![0]));
  expect(lastMs).toBeGreaterThanOrEqual(Date.parse(one.window.to) + seconds * 1000);
  const cut = [...stored].map(([labels, samples]) => [labels, samples.filter(([ms]) => ms <= lastMs)] as const);
  expect(new Map(cut)).toEqual(expectedSamples(spec, one, { lastMs, leadIn: 30 }));
}

test("live processes beside and after each other write every sample once, bit for bit as the generator has it", async () => {
  const made = await up("pr-1");
  const args = ["--key", "pr-1"];
  const first = live(args);
  const second = live(args);
  await Promise.all([first.said(/writing for/), second.said(/writing for/)]);
  await wait(1500);
  first.child.kill("SIGKILL");
  await wait(1200);
  second.child.kill("SIGKILL");
  // Nobody writes for a while; two begin at once and fill the gap.
  await wait(2500);
  const third = live(args);
  const fourth = live([...args, "--port", "0"]);
  await Promise.all([third.said(/writing for/), fourth.said(/writing for/)]);
  await wait(2000);
  third.child.kill("SIGTERM");
  const ended = await third.result;
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.json()).toMatchObject({ previews: 1, failures: { list: 0, spec: 0, write: 0, cleanup: 0 } });
  fourth.child.kill("SIGTERM");
  expect((await fourth.result).code).toBe(0);
  await compare(made, 6);
});

test("live writes for marked previews of its data source only, notices new ones, and stops for those that are replaced", async () => {
  const pinned = await up("pr-2", "--live", "1s");
  const process = live([]);
  await process.said(/live data for the previews of/);
  const made = await up("pr-3");
  await process.said(new RegExp(`writing for ${labelOf(made)}`));
  await wait(1500);
  const again = await up("pr-3");
  await process.said(new RegExp(`writing for ${labelOf(again)}`));
  await process.said(new RegExp(`no longer writing for ${labelOf(made)}: it is gone`));
  await wait(1500);
  await stack.run(["cleanup", "--key", "pr-3", "--output", "json"]);
  await process.said(new RegExp(`no longer writing for ${labelOf(again)}: it is gone`));
  await wait(1000);
  expect(process.text()).not.toContain(labelOf(pinned));
  const left = [...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(".pr-3."));
  expect(left).toEqual([]);
  const elsewhere = live(["--key", "pr-1", "--once"], { DASHPREVIEW_DATASOURCE: "other" });
  expect((await elsewhere.result).code).not.toBe(0);
});

test("live stops at a preview's expiry and cleans it up once, with two processes, and --once does the same", async () => {
  const made = await up("pr-4");
  const [one, two] = [live(["--key", "pr-4"]), live(["--key", "pr-4"])];
  await Promise.all([one.said(/writing for/), two.said(/writing for/)]);
  await wait(1000);
  const grafana = createGrafana({
    url: stack.grafanaUrl,
    auth: { type: "bearer", token: stack.token },
    userAgent: "test",
    ...realContext,
  });
  const expire = () =>
    setExpiry(grafana, made.dashboards[0]!.uid, {
      owner: { project: made.project, key: "pr-4" },
      expiresAtMs: Date.now() - 60_000,
    });
  await expire();
  await Promise.all([one.said(/has expired|is gone/), two.said(/has expired|is gone/)]);
  await Promise.race([one.said(/deleted 1 expired preview/), two.said(/deleted 1 expired preview/)]);
  await wait(1200);
  for (const { child } of [one, two]) child.kill("SIGTERM");
  const results = await Promise.all([one.result, two.result]);
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect([...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(".pr-4."))).toEqual([]);
  const { previews } = (await stack.run(["list", "--key", "pr-4", "--output", "json"])).json<{ previews: unknown[] }>();
  expect(previews).toEqual([]);
  expect(results.map(({ stderr }) => stderr).join("")).not.toMatch(/could not|stay/);
  grafana.close();
});

test("live goes on after a receiver was away, and while Grafana is, and loses nothing", async () => {
  const made = await up("pr-5");
  let away = false;
  let grafanaAway = false;
  const gate = await startGate(stack.prometheusUrl, { before: () => !away });
  const grafana = await startGate(stack.grafanaUrl, { before: () => !grafanaAway });
  const process = live(["--key", "pr-5", "--retry-for", "300ms"], {
    PROMETHEUS_URL: gate.url,
    DASHPREVIEW_DATASOURCE: "prom-main",
    GRAFANA_URL: grafana.url,
  });
  await process.said(/writing for/);
  grafanaAway = true;
  await process.said(/writing goes on for the previews that are known/);
  await wait(1000);
  away = true;
  await process.said(/it is tried again/);
  await wait(1500);
  away = false;
  grafanaAway = false;
  await process.said(/previews can be listed again/);
  for (let i = 0; i < 400 && !/writing goes on\n/.test(process.text()); i++) await wait(50);
  await wait(1000);
  process.child.kill("SIGTERM");
  await process.result;
  await gate.stop();
  await grafana.stop();
  await compare(made, 4);
});

test("two shards of live write all series together, each its part, and one that is not sharded goes on", async () => {
  const made = await up("pr-6");
  const shards = [live(["--key", "pr-6", "--shard", "1/2"]), live(["--key", "pr-6", "--shard", "2/2"])];
  await Promise.all(shards.map(({ said }) => said(/writing for/)));
  await wait(2000);
  for (const { child } of shards) child.kill("SIGTERM");
  const samples = (await Promise.all(shards.map(({ result }) => result))).map(
    (one) => one.json<{ samples: number }>().samples,
  );
  expect(Math.min(...samples)).toBeGreaterThan(0);
  const last = await live(["--key", "pr-6", "--once"]).result;
  expect(last.code, last.stderr).toBe(0);
  await compare(made, 2);
});

test("three shards of live, one of which is killed with kill -9 and started again, leave no gap and no double", async () => {
  const made = await up("pr-7");
  const shard = (index: number) => live(["--key", "pr-7", "--shard", `${index}/3`]);
  const [one, two, three] = [1, 2, 3].map(shard) as [LiveRun, LiveRun, LiveRun];
  await Promise.all([one, two, three].map(({ said }) => said(/writing for/)));
  await wait(1500);
  two.child.kill("SIGKILL");
  expect((await two.result).signal).toBe("SIGKILL");
  await wait(2500);
  const again = shard(2);
  await again.said(/writing for/);
  await wait(1500);
  for (const { child } of [one, again, three]) child.kill("SIGTERM");
  const ended = await Promise.all([one, again, three].map(({ result }) => result));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  // Each wrote a part of its own: together as many samples as there are, and the one that came again its gap too.
  const samples = ended.map((run) => run.json<{ samples: number }>().samples);
  expect(Math.min(...samples)).toBeGreaterThan(0);
  for (const run of ended) expect(run.json()).toMatchObject({ skippedScrapes: 0, failures: { write: 0 } });
  await compare(made, 5);
});
