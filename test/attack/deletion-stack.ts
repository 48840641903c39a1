import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReceiverName } from "../../src/prometheus/receivers.ts";
import { type CliResult, type CliRun, runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { type DoubleSetup, type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { startVictoriaMetrics } from "../servers/victoria-metrics.ts";

/** A receiver that deletes series, as a test starts it. */
export interface DeletingReceiver {
  readonly name: string;
  readonly receiver: ReceiverName;
  start(): Promise<Pick<TestServer, "url" | "stop">>;
}

/**
 * Every receiver that can be had here. Others join by
 * `DASHPREVIEW_TEST_RECEIVERS=prometheus=http://127.0.0.1:9090,victoriametrics=http://…`: each must be empty, take
 * remote write and delete series.
 */
export const receivers: readonly DeletingReceiver[] = [
  { name: "Prometheus", receiver: "prometheus", start: () => startPrometheus() },
  {
    name: "Prometheus with an out-of-order window",
    receiver: "prometheus",
    start: () => startPrometheus({ window: "7d" }),
  },
  { name: "VictoriaMetrics", receiver: "victoriametrics", start: () => startVictoriaMetrics() },
  ...(process.env["DASHPREVIEW_TEST_RECEIVERS"] ?? "")
    .split(",")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [receiver, url] = [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)];
      return { name: entry, receiver: receiver as ReceiverName, start: async () => ({ url, stop: async () => {} }) };
    }),
];

/** A receiver, Grafanas in front of it, and a folder with two dashboards. */
export interface DeletionStack {
  readonly project: string;
  readonly receiver: Pick<TestServer, "url" | "stop">;
  readonly grafana: GrafanaDouble;
  /** The working folder of the runs. */
  readonly folder: string;
  /** Another Grafana, or organisation, beside the first one, with the same receiver. */
  addGrafana(setup?: DoubleSetup): Promise<GrafanaDouble>;
  run(args: readonly string[], run?: CliRun & { grafanaUrl?: string; prometheusUrl?: string }): Promise<CliResult>;
  /** `up` that must end well. */
  up(key: string, files: readonly string[], ...args: string[]): Promise<UpJson>;
  /** Values of the isolation label that have samples, and how many series each. */
  series(): Promise<Map<string, number>>;
  write(path: string, content: unknown): void;
  stop(): Promise<void>;
}

/** What of `up --output json` the tests look at. */
export interface UpJson {
  readonly revision: string;
  readonly expiresAt: string;
  readonly warnings: readonly string[];
  readonly removed: readonly { readonly uid: string }[];
  readonly dashboards: readonly { readonly uid: string; readonly action: string }[];
}

/** What of `cleanup --output json` the tests look at. */
export interface CleanupJson {
  readonly deleted: readonly { readonly key: string; readonly uid: string }[];
  readonly stays: readonly { readonly key: string; readonly movedTo?: string }[];
  readonly series: readonly string[];
  readonly postponedSeries: readonly string[];
  readonly keptSeries: readonly { readonly value: string; readonly reason: string }[];
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Starts one. Every file `a.json` to `d.json` shows all four series of the data spec. */
export async function startDeletionStack(
  setup: { readonly receiver?: DeletingReceiver; readonly grafana?: DoubleSetup } = {},
): Promise<DeletionStack> {
  const { receiver: kind, start } = setup.receiver ?? receivers[0]!;
  const receiver = await start();
  const grafana = await startGrafanaDouble({ prometheusUrl: receiver.url, ...setup.grafana });
  const others: GrafanaDouble[] = [];
  const folder = temporaryFolder();
  const project = Array.from(
    { length: 8 },
    () => "abcdefghijklmnopqrstuvwxyz234567"[Math.floor(Math.random() * 32)],
  ).join("");
  const write = (path: string, content: unknown) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  };
  for (const name of ["a", "b", "c", "d"]) write(`${name}.json`, dashboard(name.toUpperCase(), ["queue_length"]));
  write("dashpreview.yaml", smallSpec);
  // Servers here stay as they are: a run need not wait for them.
  const env = { DASHPREVIEW_PROJECT: project, DASHPREVIEW_RECEIVER: kind, DASHPREVIEW_RETRY_FOR: "3s" };
  const run: DeletionStack["run"] = (
    args,
    { grafanaUrl = grafana.url, prometheusUrl = receiver.url, ...rest } = {},
  ) => {
    const servers = { GRAFANA_URL: grafanaUrl, GRAFANA_TOKEN: grafana.tokens.editor, PROMETHEUS_URL: prometheusUrl };
    return runCli(args, { cwd: folder, ...rest, env: { ...env, ...servers, ...rest.env } });
  };
  return {
    project,
    receiver,
    grafana,
    folder,
    async addGrafana(other = {}) {
      const made = await startGrafanaDouble({ prometheusUrl: receiver.url, ...other });
      others.push(made);
      return made;
    },
    run,
    async up(key, files, ...args) {
      const result = await run(["up", ...files, "--key", key, "--output", "json", "--no-sweep", ...args]);
      if (result.code !== 0) throw new Error(`up ended with ${result.code}: ${result.stderr}`);
      return result.json<UpJson>();
    },
    async series() {
      const query = `count by (dashpreview) (last_over_time({dashpreview=~"${project}[.].+"}[30d]))`;
      const response = await fetch(`${receiver.url}/api/v1/query`, {
        method: "POST",
        body: new URLSearchParams({ query }),
      });
      const body = (await response.json()) as {
        data: { result: { metric: { dashpreview: string }; value: [number, string] }[] };
      };
      return new Map(body.data.result.map(({ metric, value }) => [metric.dashpreview, Number(value[1])]));
    },
    write,
    async stop() {
      await Promise.all([grafana, ...others, receiver].map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Makes a Grafana behave as for a token whose permission for the folder was taken away, as measured with 12.4: an empty
 * list, 403 for the folder and all in it.
 */
export function hideFolder(grafana: GrafanaDouble): void {
  const denied = {
    accessErrorId: "ACE1",
    message: "You'll need additional permissions to perform this action.",
    title: "Access denied",
  };
  const failure = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", code: 403 };
  const always = { times: Number.POSITIVE_INFINITY, status: 403 };
  grafana.fail({ ...always, method: "GET", path: /^\/api\/folders\/dashpreview$/, body: denied });
  grafana.fail({ ...always, method: "GET", path: /^\/api\/search$/, status: 200, body: [] });
  grafana.fail({ ...always, path: /^\/apis\/.*\/dashboards\/dp-/, body: failure });
}
