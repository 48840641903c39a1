import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { querySeries } from "../servers/read-samples.ts";
import { startCli } from "./cli.ts";
import { expectedSamples, type WrittenRun } from "./expected-samples.ts";
import { startGate } from "./gate.ts";
import { dashboard, revisionsWithSamples, type Stack, startStack } from "./stack.ts";

interface Up extends WrittenRun {
  readonly state: string;
  readonly shard?: string;
  readonly series: number;
  readonly samples: number;
  readonly samplesVerified: number;
  readonly dashboards: readonly { readonly action: string; readonly panels: { readonly ok: number } }[];
}

/** Series that share causes, and some that a deployment begins. */
const spec = `version: 1
step: 1s
history: 5m
signals:
  load: { value: { add: [{ wave: { min: 5, max: 50, period: 90s } }, { noise: { stddev: 2 } }] } }
  own: { per: [instance], value: { walk: { start: 5, step: 1, min: 1, max: 9 } } }
metrics:
  - name: requests_total
    type: counter
    series:
      - { labels: { instance: "api-{1..50}" }, rate: { mul: [{ signal: load }, { signal: own }] } }
  - name: busy
    type: gauge
    series:
      - { labels: { instance: "api-{1..50}" }, value: { div: [{ signal: own }, 10] } }
  - name: seconds
    type: histogram
    buckets: [0.1, 1]
    series:
      - { labels: { instance: "api-{1..10}" }, rate: { signal: load }, observe: { lognormal: { p50: 0.2, p99: 2 } } }
events:
  - deploy: { match: { instance: api-7 }, at: 2m, replace: { instance: api-77 } }
`;

let stack: Stack;
const children: ChildProcess[] = [];
beforeAll(async () => {
  stack = await startStack({ window: "1h", adminApi: true });
  stack.write("api.json", dashboard("API", ["sum(rate(requests_total[1m]))", "busy"]));
  stack.write("api.data.yaml", spec);
});
afterAll(() => stack.stop());
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(key: string, shard: string, env: Readonly<Record<string, string>> = {}, ...args: string[]) {
  const { child, result } = startCli(
    ["up", "api.json", "--key", key, "--run", `run-${key}`, "--shard", shard, "--lead-in", "0s", "--no-sweep"].concat(
      ["--output", "json", ...(args.includes("--shard-wait") ? [] : ["--shard-wait", "60s"])],
      args,
    ),
    { cwd: stack.folder, env: { ...stack.env, ...env } },
  );
  children.push(child);
  return { child, result };
}

const stored = ({ project, key, revision }: WrittenRun) =>
  querySeries(stack.prometheusUrl, `{dashpreview="${project}.${key}.${revision}"}[1h]`, Date.now() + 1000);
const expected = (one: WrittenRun, to: string) => expectedSamples(spec, one, { lastMs: Date.parse(to) - 1000 });

test("three shards write what one process would, sample by sample; the first one saves, checks and reads all of it back", async () => {
  const runs = [
    start("pr-1", "1/3"),
    start("pr-1", "2/3"),
    // As a pod of an indexed Job.
    start("pr-1", "job/3", { JOB_COMPLETION_INDEX: "2" }),
  ];
  const results = await Promise.all(runs.map(({ result }) => result));
  expect(
    results.map(({ code }) => code),
    results.map(({ stderr }) => stderr).join("\n"),
  ).toEqual([0, 0, 0]);
  const [first, ...others] = results.map(({ json }) => json<Up>());
  const { from, to } = first!.window as { from: string; to: string };
  const whole = expected(first!, to);
  expect(await stored(first!)).toEqual(whole);
  expect(Date.parse(to) - Date.parse(from)).toBe(300_000);
  const samples = [...whole.values()].reduce((sum, some) => sum + some.length, 0);
  expect(first).toMatchObject({ state: "done", series: whole.size, samples, samplesVerified: samples });
  expect(first!.dashboards[0]).toMatchObject({ action: "created", panels: { ok: 2 } });
  expect(others.map(({ state, shard, revision }) => [state, shard, revision])).toEqual([
    ["shard", "2/3", first!.revision],
    ["shard", "3/3", first!.revision],
  ]);
  // Each wrote a part.
  for (const one of others) expect(one.samples).toBeGreaterThan(samples / 6);
});

test("shards that are killed half-way and started again make the same preview", async () => {
  const kill = { first() {}, second() {} };
  /** Tells of the write of this number: the probe, the plan, the mark and metadata come before the samples. */
  const gateAt = (write: number, action: () => void) => {
    let writes = 0;
    return startGate(stack.prometheusUrl, {
      after(name) {
        if (name.endsWith("/write") && ++writes === write) action();
        return undefined;
      },
    });
  };
  const gates = [await gateAt(5, () => kill.first()), await gateAt(2, () => kill.second())] as const;
  const first = start("pr-2", "1/2", { PROMETHEUS_URL: gates[0].url, DASHPREVIEW_DATASOURCE: "prom-main" });
  kill.first = () => void first.child.kill("SIGKILL");
  const second = start("pr-2", "2/2", { PROMETHEUS_URL: gates[1].url });
  kill.second = () => void second.child.kill("SIGKILL");
  expect((await Promise.all([first.result, second.result])).map(({ signal }) => signal)).toEqual([
    "SIGKILL",
    "SIGKILL",
  ]);
  await Promise.all(gates.map((gate) => gate.stop()));
  const again = [start("pr-2", "2/2"), start("pr-2", "1/2")];
  const [other, one] = await Promise.all(again.map(({ result }) => result));
  expect([other!.code, one!.code], other!.stderr + one!.stderr).toEqual([0, 0]);
  const made = one!.json<Up>();
  expect(one!.stderr).toContain("which this run has begun");
  expect(await stored(made)).toEqual(expected(made, (made.window as { from: string; to: string }).to));
  expect([...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(".pr-2."))).toHaveLength(1);
});

test("shards say what is wrong: no first one, others missing, other data specs, no common run", async () => {
  const alone = await start("pr-3", "2/2", {}, "--shard-wait", "1s").result;
  expect(alone).toMatchObject({ code: 3, stderr: expect.stringContaining("no word of the shard 1/2 of run run-pr-3") });
  const deserted = await start("pr-3", "1/2", {}, "--shard-wait", "1s").result;
  expect(deserted).toMatchObject({ code: 3, stderr: expect.stringContaining("no word of the shards 2/2") });
  expect([...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(".pr-3."))).toEqual([]);
  stack.write("other.data.yaml", spec.replace("stddev: 2", "stddev: 3"));
  const [first, second] = await Promise.all([
    start("pr-4", "1/2", {}, "--shard-wait", "8s").result,
    start("pr-4", "2/2", {}, "--data", "other.data.yaml").result,
  ]);
  expect(first.code).toBe(3);
  expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining("has other data specs than this one") });
  const unnamed = await stack.run(["up", "api.json", "--key", "pr-5", "--shard", "1/2"]);
  expect(unnamed).toMatchObject({ code: 2, stderr: expect.stringContaining("--shard needs --run") });
});
