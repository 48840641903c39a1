import { setTimeout as wait } from "node:timers/promises";
import type { Resolution } from "../src/check/run/few-instants.ts";
import { tuneFor } from "../src/cli/tune-engine.ts";
import { readDashboard } from "../src/dashboard/read/read.ts";
import type { SourceDashboard } from "../src/dashboard/read/source.ts";
import { rewriteForPreview } from "../src/dashboard/rewrite/rewrite.ts";
import { createGrafana } from "../src/grafana/connection.ts";
import { checkPreview } from "../src/preview/check-preview.ts";
import { checkSideBySide } from "../src/preview/check-side-by-side.ts";
import type { RunContext } from "../src/preview/context.ts";
import { createPrometheus } from "../src/prometheus/connection.ts";
import { startGrafanaDouble } from "../test/servers/grafana-double.ts";
import { startPrometheus } from "../test/servers/prometheus.ts";
import { runChild } from "./children.ts";
import { median } from "./median.ts";
import { stepMs, workloadGrid } from "./workload.ts";
import { write } from "./write.ts";

/** Dashboards to check, and how. */
export interface CheckTask {
  readonly prometheusUrl: string;
  readonly grafana: { readonly url: string; readonly token: string };
  readonly toMs: number;
  readonly scrapes: number;
  readonly dashboards: number;
  readonly panels: number;
  readonly resolution: Resolution;
  readonly sideBySide: boolean;
}

/** Result of {@link checkDashboards}. */
export interface Checked {
  readonly seconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** Most memory that was resident, in MiB. */
  readonly rssMib: number;
  /** Of all queries, by dashboard and panel. */
  readonly states: readonly string[];
}

/** The label that {@link write} gives the workload. */
const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };

/** Checks dashboards over the workload as `up` does, on Prometheus and through Grafana. */
export async function checkDashboards(task: CheckTask): Promise<Checked> {
  tuneFor("reading", task.dashboards);
  const prometheus = createPrometheus({ url: task.prometheusUrl, userAgent: "dashpreview-bench" });
  const clock = { now: () => Date.now(), random: Math.random, sleep: (ms: number) => wait(ms) };
  const { url, token } = task.grafana;
  const connection = createGrafana({ url, auth: { type: "bearer", token }, userAgent: "dashpreview-bench", ...clock });
  const progress = { step() {}, update() {}, clear() {} };
  const context: RunContext = { ...clock, progress, signal: new AbortController().signal };
  const dataSource = { uid: "prom-main", type: "prometheus", name: "Prometheus" };
  const window = { fromMs: task.toMs - (task.scrapes - 1) * stepMs, toMs: task.toMs };
  const sources = Array.from({ length: task.dashboards }, (_, index) => dashboard(index, task.panels));
  const checkOne = (source: SourceDashboard, slots?: Parameters<typeof checkPreview>[0]["slots"]) => {
    const preview = rewriteForPreview(source, { uid: "b", key: "b", dataSource, isolation, window, untrusted: false });
    const grafana = { connection, dataSource };
    const { resolution } = task;
    return checkPreview(
      { source, preview, isolation, prometheus, grafana, window, resolution, scrapeIntervalMs: stepMs, slots },
      context,
    );
  };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const results = [];
  if (task.sideBySide)
    results.push(
      ...(await checkSideBySide(
        sources.map((source) => ({ source })),
        context,
        ({ source }, turn) => checkOne(source, turn.slots),
      )),
    );
  else for (const source of sources) results.push(await checkOne(source));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  prometheus.close();
  connection.close();
  const states = results.flatMap(({ queries }) => queries.map(({ state, code }) => `${state} ${code ?? ""}`));
  const rssMib = process.resourceUsage().maxRSS / 1024;
  return { seconds, cpuSeconds: (user + system) / 1e6, rssMib, states };
}

/** A dashboard of rates, gauges and quantiles, a variable of which its panels make use, and one panel without data. */
function dashboard(number: number, panels: number): SourceDashboard {
  const host = (panel: number) => `instance="host-${(number + panel) % 50}:9100"`;
  const queries = [
    (panel: number) => `sum by (instance) (rate(bench_requests_total{${host(panel)}}[$__rate_interval]))`,
    (panel: number) => `bench_in_flight{${host(panel)},job=~"$job"}`,
    (panel: number) => `rate(bench_requests_total{${host(panel)}}[5m]) * 60`,
    (panel: number) => `avg_over_time(bench_temperature_celsius{instance="host-${panel % 5}:9100"}[$__interval])`,
    () => "histogram_quantile(0.9, sum by (le) (rate(bench_duration_seconds_bucket[$__rate_interval])))",
  ];
  const made = Array.from({ length: panels }, (_, panel) => {
    const expr = panel === 0 ? "bench_missing" : queries[panel % queries.length]!(panel);
    return { id: panel + 1, type: "timeseries", title: `Panel ${panel}`, targets: [{ refId: "A", expr }] };
  });
  const job = { name: "job", type: "query", query: "label_values(bench_in_flight, job)", datasource: null, refresh: 1 };
  const model = { title: `Bench ${number}`, uid: `bench-${number}`, panels: made, templating: { list: [job] } };
  return readDashboard(JSON.stringify(model), { file: `bench-${number}.json` });
}

/** Ratios of checking dashboards over the workload, and what was found to be alike. */
export interface CheckFigures {
  /** Our CPU time by few instants against by all of them: one dashboard of 125 panels over 6 h. */
  readonly decideRatio: number;
  /** Time side by side against one by one: 16 dashboards of 20 panels over 1 h. */
  readonly sideBySideRatio: number;
  /** Peak memory of checking 128 dashboards of 20 panels against 32; nothing is planned or written. */
  readonly memoryRatio: number;
  /** The quickest of the first, in seconds. */
  readonly seconds: number;
}

/**
 * Measures checks against a Prometheus and the double of Grafana, each way in turn.
 *
 * @throws Error if the ways do not find the same.
 */
export async function measureChecks(runs: number, say: (text: string) => void): Promise<CheckFigures> {
  const prometheus = await startPrometheus({ window: "30d" });
  const double = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  try {
    const toMs = Math.floor((Date.now() - 60_000) / stepMs) * stepMs;
    await write(prometheus.url, workloadGrid(toMs, 1440));
    const grafana = { url: double.url, token: double.tokens.editor };
    const servers = { prometheusUrl: prometheus.url, grafana, toMs };
    const large = { ...servers, scrapes: 1440, dashboards: 1, panels: 125, sideBySide: false };
    const many = { ...servers, scrapes: 240, dashboards: 16, panels: 20, resolution: "decide" as const };
    const decide: { ratio: number; seconds: number }[] = [];
    const together: number[] = [];
    const memory: number[] = [];
    for (let run = 1; run <= runs; run++) {
      say(`checking dashboards (${run} of ${runs})`);
      const few = await check({ ...large, resolution: "decide" });
      const all = await check({ ...large, resolution: "full" });
      requireSame(few, all);
      decide.push({ ratio: few.cpuSeconds / all.cpuSeconds, seconds: few.seconds });
      const beside = await check({ ...many, sideBySide: true });
      const single = await check({ ...many, sideBySide: false });
      requireSame(beside, single);
      together.push(beside.seconds / single.seconds);
      const [most, fewer] = [
        await check({ ...many, dashboards: 128, sideBySide: true }),
        await check({ ...many, dashboards: 32, sideBySide: true }),
      ];
      memory.push(most.rssMib / fewer.rssMib);
    }
    return {
      decideRatio: median(decide.map(({ ratio }) => ratio)),
      sideBySideRatio: median(together),
      memoryRatio: median(memory),
      seconds: Math.min(...decide.map(({ seconds }) => seconds)),
    };
  } finally {
    await double.stop();
    await prometheus.stop();
  }
}

const check = (task: CheckTask) => runChild<Checked>("check", JSON.stringify(task));

function requireSame(one: Checked, other: Checked): void {
  if (JSON.stringify(one.states) !== JSON.stringify(other.states)) throw new Error("two checks disagree");
  if (!one.states.some((state) => state.startsWith("ok"))) throw new Error("a check found no data");
}
