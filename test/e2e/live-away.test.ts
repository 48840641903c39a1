import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../servers/process.ts";
import { querySeries } from "../servers/read-samples.ts";
import { startCli } from "./cli.ts";
import { expectedSamples } from "./expected-samples.ts";
import { dashboard, emptyServer, type Stack, startStack } from "./stack.ts";

/** How long the receiver is away. `AWAY_SECONDS=600` is the run that docs/live.md tells of. */
const awayMs = 1000 * Number(process.env["AWAY_SECONDS"] ?? 4);
const limitMs = 60_000 + 2 * awayMs;
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
`;

interface Up {
  readonly project: string;
  readonly key: string;
  readonly revision: string;
  readonly window: { readonly from: string; readonly to: string };
}

const stacks: Stack[] = [];
beforeAll(async () => {
  for (const stack of await Promise.all([startStack(emptyServer), startStack(emptyServer)])) {
    stacks.push(stack);
    stack.write("api.json", dashboard("API", ["rate(requests_total[1m])", "queue_length"]));
    stack.write("api.data.yaml", spec);
  }
});
afterAll(() => Promise.all(stacks.map((stack) => stack.stop())));

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Long enough for a short outage, and much shorter than a long one: then it gives up, and begins anew. */
const retryFor = awayMs < 60_000 ? "20s" : "60s";

/** A `live` process with its own metrics. */
async function startLive(stack: Stack) {
  const port = await freePort();
  const { child, result } = startCli(["live", "--output", "json", "--retry-for", retryFor, "--port", `${port}`], {
    cwd: stack.folder,
    env: stack.env,
  });
  const metric = async (name: string) => {
    const page = await fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text());
    return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(page)?.[1]);
  };
  const healthy = () => fetch(`http://127.0.0.1:${port}/-/healthy`).then(({ status }) => status);
  const until = async (done: () => Promise<boolean>, what: string) => {
    const deadline = Date.now() + limitMs;
    while (!(await done().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
      await wait(50);
    }
  };
  const memoryMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
  return { child, result, metric, healthy, until, memoryMb };
}

test.concurrent.for([
  ["killed, and started again with its data", 0],
  ["stopped, so that connections are taken and nothing is answered", 1],
] as const)("live catches up bit for bit with a Prometheus that was %s", { timeout: limitMs }, async ([how, index]) => {
  const stack = stacks[index]!;
  const made = (
    await stack.run(["up", "api.json", "--live", "until-expiry", "--output", "json", "--lead-in", "30s", "--no-sweep"])
  ).json<Up>();
  const live = await startLive(stack);
  await live.until(async () => (await live.metric("dashpreview_live_samples_total")) > 0, "the first scrape");
  const { prometheus } = stack;
  const leftMs = Date.now();
  if (index === 0) await prometheus!.kill();
  else process.kill(prometheus!.pid, "SIGSTOP");
  await wait(awayMs);
  const health = await live.healthy();
  const memoryMb = live.memoryMb();
  if (index === 0) await prometheus!.startAgain();
  else process.kill(prometheus!.pid, "SIGCONT");
  const backMs = Date.now();
  const caughtUp = async () =>
    (await live.metric("dashpreview_live_lag_seconds")) < 2 &&
    [...(await stored()).values()].every((samples) => samples.at(-1)![0] > backMs);
  const { project, key, revision } = made;
  const stored = () =>
    querySeries(stack.prometheusUrl, `{dashpreview="${project}.${key}.${revision}"}[1h]`, Date.now() + 1000);
  await live.until(caughtUp, "all that is due");
  const caughtUpMs = Date.now() - backMs;
  live.child.kill("SIGTERM");
  const { code, stderr, ...ended } = await live.result;
  expect(code, stderr).toBe(0);
  expect(health).toBe(200);
  expect(ended.json()).toMatchObject({ skippedScrapes: 0, previews: 1 });
  const found = await stored();
  const lastMs = Math.min(...[...found.values()].map((samples) => samples.at(-1)![0]));
  const cut = new Map([...found].map(([labels, samples]) => [labels, samples.filter(([ms]) => ms <= lastMs)]));
  expect(cut).toEqual(expectedSamples(spec, made, { lastMs, leadIn: 30 }));
  const ofOutage = [...cut.values()].flat().filter(([ms]) => ms > leftMs && ms <= backMs).length;
  expect(ofOutage).toBeGreaterThanOrEqual(60 * (Math.floor(awayMs / 1000) - 1));
  if (process.env["AWAY_SECONDS"] !== undefined)
    console.info(
      `${how}: away for ${(backMs - leftMs) / 1000} s, caught up ${caughtUpMs / 1000} s after it was back; ` +
        `${cut.size} series, ${[...cut.values()].flat().length} samples compared, ${ofOutage} of the outage; ` +
        `${Math.round(memoryMb)} MB at the end of it; said:\n${stderr}`,
    );
});
