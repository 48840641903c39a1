import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startServer, type TestServer, temporaryFolder, toolPath } from "./process.ts";

/** How a test wants its Prometheus. */
export interface PrometheusSetup {
  /** Default true. */
  readonly receiver?: boolean;
  /** Default true. */
  readonly adminApi?: boolean;
  /**
   * `storage.tsdb.out_of_order_time_window`, such as `30d`. Default none: about an hour of history is taken once there
   * is a recent sample.
   */
  readonly window?: string;
  /** Scrape itself every second, so that the server has recent samples. Default false. */
  readonly scrapesItself?: boolean;
  /** The text of a rule file to evaluate every second. */
  readonly rules?: string;
  readonly nativeHistograms?: boolean;
  /** Entries of `scrape_configs`, as YAML in one line each. */
  readonly scrapes?: readonly string[];
  readonly extraArgs?: readonly string[];
}

/** A real Prometheus (Debian's 2.42) on a free loopback port, in a temporary folder. */
export async function startPrometheus(setup: PrometheusSetup = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  writeFileSync(join(folder, "prometheus.yml"), configuration(setup, address));
  if (setup.rules !== undefined) writeFileSync(join(folder, "rules.yml"), setup.rules);
  const features = setup.nativeHistograms === true ? ["--enable-feature=native-histograms"] : [];
  return startServer({
    command: toolPath("prometheus"),
    args: [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${address}`,
      ...((setup.receiver ?? true) ? ["--web.enable-remote-write-receiver"] : []),
      ...((setup.adminApi ?? true) ? ["--web.enable-admin-api"] : []),
      "--storage.tsdb.retention.time=10y",
      "--log.level=warn",
      ...features,
      ...(setup.extraArgs ?? []),
    ],
    folder,
    url: `http://${address}`,
    readyPath: "/-/ready",
  });
}

function configuration({ window, scrapesItself, rules, scrapes }: PrometheusSetup, address: string): string {
  return [
    "global: {scrape_interval: 1s, evaluation_interval: 1s}",
    ...(rules === undefined ? [] : ["rule_files: [rules.yml]"]),
    ...(scrapesItself === true
      ? [`scrape_configs: [{job_name: self, static_configs: [{targets: ["${address}"]}]}]`]
      : []),
    ...(scrapes === undefined ? [] : [`scrape_configs: [${scrapes.join(", ")}]`]),
    ...(window === undefined ? [] : [`storage: {tsdb: {out_of_order_time_window: ${window}}}`]),
    "",
  ].join("\n");
}
