import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { actionFolder, actionNode } from "./run-program.ts";

let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
let commit: string;

// Each test starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  prometheus = await startPrometheus({ window: "2d" });
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
  commit = repository.commit("queue", {
    "boards/api.json": dashboard("api", { requests: "sum(http_requests_total)" }),
  });
});
afterAll(async () => {
  await Promise.all([grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
});

/** The action in a merge queue. Without other inputs, live writing keeps it busy once the preview stands. */
function startInQueue(
  runNumber: number,
  inputs: Readonly<Record<string, string>> = { INPUT_LIVE: "10m" },
): ChildProcess {
  const runner = temporaryFolder();
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-9-${repository.base}`;
  const merge_group = { head_sha: commit, head_ref, base_sha: repository.base };
  writeFileSync(join(runner, "event.json"), JSON.stringify({ action: "checks_requested", merge_group }));
  return spawn(actionNode(), [join(actionFolder, "index.js")], {
    cwd: repository.checkout(commit),
    env: {
      ...{ PATH: process.env["PATH"], CI: "true", GITHUB_ACTIONS: "true", RUNNER_TEMP: runner },
      ...{ GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "acme/dashboards" },
      ...{ GITHUB_EVENT_NAME: "merge_group", GITHUB_EVENT_PATH: join(runner, "event.json") },
      ...{ GITHUB_RUN_ID: String(runNumber), GITHUB_RUN_ATTEMPT: "1" },
      ...{
        INPUT_DASHBOARDS: "boards",
        "INPUT_CHANGED-ONLY": "true",
        INPUT_HISTORY: "10m",
        INPUT_TTL: "72h",
      },
      ...{ "INPUT_GRAFANA-URL": grafana.url, "INPUT_GRAFANA-TOKEN": grafana.tokens.editor },
      "INPUT_PROMETHEUS-URL": prometheus.url,
      ...inputs,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Collects what the program prints. */
function follow(child: ChildProcess) {
  let text = "";
  let arrived = () => {};
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      arrived();
    });
  }
  const closed = new Promise<number | null>((done) => child.once("close", done));
  return {
    closed,
    log: () => text,
    /** Waits for these words. Rejects if the program ends without them. */
    prints: (words: string) =>
      Promise.race([
        new Promise<void>((done) => {
          arrived = () => text.includes(words) && done();
          arrived();
        }),
        closed.then((code) => Promise.reject(new Error(`ended with ${code} before it printed ${words}: ${text}`))),
      ]),
  };
}

/** How many series of the queue's previews have samples. */
async function series(): Promise<number> {
  const query = 'count(count_over_time({dashpreview=~"[a-z2-7]+[.]queue-9[.].*"}[1h]))';
  const answer = await fetch(`${prometheus.url}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

test.for(["SIGINT", "SIGTERM"] as const)(
  "a queue's job that is cancelled by %s deletes its preview",
  async (signal) => {
    const child = startInQueue(1);
    const { prints, closed, log } = follow(child);
    await prints("all read back");
    expect(grafana.dashboards()).toHaveLength(1);
    expect(await series()).toBe(2);
    child.kill(signal);
    await closed;
    expect(log()).toContain("queue-9: the run of this merge queue or train ends, so its previews are deleted");
    expect(grafana.dashboards()).toEqual([]);
    expect(await series()).toBe(0);
  },
);

test("a queue's preview expires within an hour, whatever the TTL: its job may be killed", async () => {
  const child = startInQueue(2);
  const { prints, closed } = follow(child);
  await prints("all read back");
  const tags = grafana.dashboards()[0]!.model["tags"] as string[];
  const expiry = tags.find((tag) => tag.startsWith("dp-expires:"))!.slice("dp-expires:".length);
  expect(Date.parse(expiry) - Date.now()).toBeLessThanOrEqual(61 * 60_000);
  expect(Date.parse(expiry)).toBeGreaterThan(Date.now());
  child.kill("SIGINT");
  await closed;
});

test("the end of an earlier run of the queue leaves the preview of a later one", async () => {
  const early = startInQueue(3);
  const first = follow(early);
  await first.prints("all read back");
  const late = startInQueue(4);
  const second = follow(late);
  await second.prints("all read back");
  early.kill("SIGINT");
  await first.closed;
  expect(grafana.dashboards()).toHaveLength(1);
  expect(await series()).toBe(2);
  late.kill("SIGINT");
  await second.closed;
  expect(grafana.dashboards()).toEqual([]);
});

test("a preview whose key somebody chose does not end with the queue's run", async () => {
  const { closed, log } = follow(startInQueue(5, { INPUT_KEY: "staging" }));
  expect(await closed).toBe(0);
  expect(log()).toContain("[staging] api");
  expect(log()).not.toContain("are deleted");
  expect(grafana.dashboards()).toHaveLength(1);
});
