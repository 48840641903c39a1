import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { toolPath } from "../test/servers/process.ts";
import { startPrometheus } from "../test/servers/prometheus.ts";
import { runChild } from "./children.ts";
import { median } from "./median.ts";
import type { ClientUse } from "./npm-client.ts";

type Say = (text: string) => void;

/** The npm package `prometheus-remote-write`, into fresh Prometheus servers: samples a second for both ways to use it. */
export async function measureNpmClient({ folder, runs, say }: { folder: string; runs: number; say: Say }) {
  const home = join(folder, "client");
  mkdirSync(home);
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--silent", "--prefix", home, "prometheus-remote-write@0.5.1"],
    { cwd: home },
  );
  const rates: Record<ClientUse, number[]> = { scrape: [], once: [] };
  for (let run = 1; run <= runs; run++) {
    say(`prometheus-remote-write (${run} of ${runs})`);
    for (const use of ["scrape", "once"] as const) {
      const server = await startPrometheus();
      rates[use].push(
        (await runChild<{ rate: number }>("client", server.url, home, use).finally(() => server.stop())).rate,
      );
    }
  }
  return { scrapeRate: median(rates.scrape), onceRate: median(rates.once) };
}

/** Result of {@link measurePromtool}. */
interface PromtoolExtent {
  readonly folder: string;
  readonly endMs: number;
  readonly scrapes: number;
  readonly runs: number;
  readonly say: Say;
}

/** `promtool tsdb create-blocks-from openmetrics` of the workload's samples. Writing the text file is not timed. */
export async function measurePromtool({ folder, endMs, scrapes, runs, say }: PromtoolExtent) {
  const file = join(folder, "samples.openmetrics");
  await runChild("openmetrics", file, String(endMs), String(scrapes));
  const blocks = join(folder, "blocks");
  const args = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", file, blocks];
  const times: number[] = [];
  for (let run = 1; run <= runs; run++) {
    say(`promtool tsdb create-blocks-from openmetrics (${run} of ${runs})`);
    const started = performance.now();
    await promisify(execFile)(toolPath("promtool"), args, { maxBuffer: 64 * 1024 * 1024 });
    times.push((performance.now() - started) / 1000);
    rmSync(blocks, { recursive: true });
  }
  rmSync(file);
  return { seconds: median(times) };
}

/** `dashpreview --version` against `node -e 0`, by turns. Wants a built dist/. */
export function measureStartup(say: Say): number {
  say("start of the program");
  const time = (...args: string[]) => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`node ${args.join(" ")}: ${stderr}`);
    return performance.now() - started;
  };
  const cli = join(process.cwd(), "dist/cli.js");
  const pairs = Array.from({ length: 21 }, () => ({ ours: time(cli, "--version"), bare: time("-e", "0") }));
  return median(pairs.map(({ ours }) => ours)) / median(pairs.map(({ bare }) => bare));
}
