import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPrometheus } from "../test/servers/prometheus.ts";
import { median } from "./median.ts";

/** Result of {@link measureSonda}. */
export interface SondaRate {
  /** Samples a second that Prometheus stored. */
  readonly samplesPerSecond: number;
  /** What `sonda --version` prints. */
  readonly version: string;
}

const seconds = 10;

/**
 * The generator sonda on 1,000 series, by remote write into fresh Prometheus servers, as fast as it can. It writes in
 * real time, with the machine's clock as time stamps: the rate asked for is far above what it reaches.
 *
 * @param program a sonda built with its feature `remote-write`.
 */
export async function measureSonda({
  program,
  folder,
  runs,
  say,
}: {
  program: string;
  folder: string;
  runs: number;
  say: (text: string) => void;
}): Promise<SondaRate> {
  const rates: number[] = [];
  for (let run = 1; run <= runs; run++) {
    say(`sonda (${run} of ${runs})`);
    const server = await startPrometheus();
    try {
      const file = join(folder, "sonda.yaml");
      writeFileSync(file, scenario(`${server.url}/api/v1/write`));
      const before = await appended(server.url);
      const started = performance.now();
      await runProgram(program, ["run", "--quiet", file]);
      const elapsed = (performance.now() - started) / 1000;
      rates.push(((await appended(server.url)) - before) / elapsed);
    } finally {
      await server.stop();
    }
  }
  return { samplesPerSecond: median(rates), version: (await runProgram(program, ["--version"])).trim() };
}

/** 1,000 series with a daily wave and noise each, from one scenario whose label counts through them. */
function scenario(url: string): string {
  return `version: 2
kind: runnable
defaults:
  rate: 1000000
  duration: ${seconds}s
  encoder: {type: remote_write}
  sink: {type: remote_write, url: "${url}", batch_size: 2000}
scenarios:
  - id: bench
    signal_type: metrics
    name: bench_requests
    generator: {type: sine, amplitude: 30, period_secs: 86400, offset: 50}
    jitter: 2
    labels: {cluster: bench, job: bench}
    dynamic_labels:
      - {key: instance, prefix: "host-", cardinality: 1000}
`;
}

/** Samples that the server stored since it began. */
async function appended(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  let sum = 0;
  for (const [, value] of text.matchAll(/^prometheus_tsdb_head_samples_appended_total(?:\{[^}]*\})? (\S+)$/gm)) {
    sum += Number(value);
  }
  return sum;
}

async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await once(child, "close");
  if (child.exitCode !== 0) throw new Error(`sonda ended with ${child.exitCode ?? child.signalCode}`);
  return text;
}
