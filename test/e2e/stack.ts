import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { type PrometheusSetup, startPrometheus } from "../servers/prometheus.ts";
import { type CliResult, type CliRun, runCli } from "./cli.ts";

/** A Grafana and a Prometheus for the program, and a folder to run it in. */
export interface Stack {
  readonly grafanaUrl: string;
  readonly prometheusUrl: string;
  readonly token: string;
  /** Of all runs against it: another one for each stack, so that stacks can share servers. */
  readonly project: string;
  /** The double, to break things; undefined against a real Grafana. */
  readonly double: Awaited<ReturnType<typeof startGrafanaDouble>> | undefined;
  /** The Prometheus, to break it; undefined where the environment names one. */
  readonly prometheus: TestServer | undefined;
  /** The working folder of the runs. */
  readonly folder: string;
  /** Flags and environment that name the servers. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the program against the servers. */
  run(args: readonly string[], run?: CliRun): Promise<CliResult>;
  /** Writes a file below the working folder. */
  write(path: string, content: unknown): void;
  stop(): Promise<void>;
}

/**
 * For tests that want a Prometheus that holds nothing yet: one of their own (and the Grafana double), whatever the
 * environment names.
 */
export const emptyServer: PrometheusSetup = { adminApi: true };

/** For tests that count the samples of the time range: nothing is written before it. */
export const noLeadIn: Readonly<Record<string, string>> = { DASHPREVIEW_LEAD_IN: "0" };

/**
 * The real Grafana that the environment names (`npm run test:e2e`), else the double; a Prometheus of the test's own
 * unless that is named too.
 *
 * @param more - further variables of the runs.
 */
export async function startStack(
  setup: PrometheusSetup = {},
  more: Readonly<Record<string, string>> = {},
): Promise<Stack> {
  const {
    DASHPREVIEW_E2E_GRAFANA_URL: realUrl,
    DASHPREVIEW_E2E_GRAFANA_TOKEN: realToken,
    DASHPREVIEW_E2E_PROMETHEUS_URL: realPrometheus,
  } = process.env;
  // A Prometheus that is set up in some way of its own is not the one that a real Grafana shows.
  const real = realUrl !== undefined && realUrl !== "" && Object.keys(setup).length === 0;
  const prometheus = real && realPrometheus !== undefined ? undefined : await startPrometheus(setup);
  const prometheusUrl = prometheus?.url ?? realPrometheus!;
  const double = real ? undefined : await startGrafanaDouble({ prometheusUrl });
  const folder = temporaryFolder();
  const project = Array.from(
    { length: 8 },
    () => "abcdefghijklmnopqrstuvwxyz234567"[Math.floor(Math.random() * 32)],
  ).join("");
  const env = {
    DASHPREVIEW_PROJECT: project,
    GRAFANA_URL: double?.url ?? realUrl!,
    GRAFANA_TOKEN: double?.tokens.editor ?? realToken!,
    PROMETHEUS_URL: prometheusUrl,
    ...more,
  };
  return {
    grafanaUrl: env.GRAFANA_URL,
    prometheusUrl,
    token: env.GRAFANA_TOKEN,
    project,
    double,
    prometheus,
    folder,
    env,
    run: (args, run = {}) => runCli(args, { cwd: folder, ...run, env: { ...env, ...run.env } }),
    write(path, content) {
      const full = join(folder, path);
      mkdirSync(join(full, ".."), { recursive: true });
      writeFileSync(full, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    },
    async stop() {
      await double?.stop();
      await prometheus?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A dashboard with one panel for each query. */
export function dashboard(
  title: string,
  exprs: readonly string[],
  extra: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    uid: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    title,
    schemaVersion: 39,
    panels: exprs.map((expr, index) => ({
      id: index + 1,
      type: "timeseries",
      title: `Panel ${index + 1}`,
      gridPos: { h: 8, w: 12, x: 0, y: 8 * index },
      datasource: { type: "prometheus", uid: "prod" },
      targets: [{ refId: "A", expr }],
    })),
    ...extra,
  };
}

/** A spec of 30 minutes that fits a Prometheus with default settings. */
export const smallSpec = `version: 1
step: 15s
history: 30m
metrics:
  - name: requests_total
    type: counter
    series:
      - labels: {job: api, instance: "api-{1..3}"}
        rate: 5
  - name: queue_length
    type: gauge
    series:
      - labels: {queue: mail}
        value: 7
`;

/** The number that a query gives; undefined without a result. */
export async function ask(prometheusUrl: string, query: string): Promise<number | undefined> {
  const response = await fetch(`${prometheusUrl}/api/v1/query`, {
    method: "POST",
    body: new URLSearchParams({ query }),
  });
  const body = (await response.json()) as { data?: { result: { value: [number, string] }[] }; error?: string };
  if (body.data === undefined) throw new Error(`${query}: ${body.error}`);
  const [first] = body.data.result;
  return first === undefined ? undefined : Number(first.value[1]);
}

/** Values of the isolation label of the stack's project that have samples, with how many series each has. */
export async function revisionsWithSamples({
  prometheusUrl,
  project,
}: Pick<Stack, "prometheusUrl" | "project">): Promise<Map<string, number>> {
  const query = `count by (dashpreview) (last_over_time({dashpreview=~"${project}[.].+"}[30d]))`;
  const response = await fetch(`${prometheusUrl}/api/v1/query`, {
    method: "POST",
    body: new URLSearchParams({ query }),
  });
  const body = (await response.json()) as {
    data: { result: { metric: { dashpreview: string }; value: [number, string] }[] };
  };
  return new Map(body.data.result.map(({ metric, value }) => [metric.dashpreview, Number(value[1])]));
}
