import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Grid } from "../src/generator/sampling/grid.ts";
import { createSharingSources } from "../src/generator/sampling/sharing-sources.ts";
import type { SeriesDefinition, SeriesSource } from "../src/generator/series.ts";
import { createPrometheus } from "../src/prometheus/connection.ts";
import type { Prometheus } from "../src/prometheus/prometheus.ts";
import { writeHistory } from "../src/prometheus/write/write-history.ts";
import { workload } from "./workload.ts";

/** Requests that are under way at once; the replay uses as many. */
export const connections = 4;

/** Result of one run of {@link write}. */
export interface Written {
  readonly samples: number;
  readonly seconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** Highest resident memory of this process so far. */
  readonly peakMib: number;
}

/** Sources for the workload, or another, on a grid. */
export function makeSources(grid: Grid, definitions: readonly SeriesDefinition[] = workload()): SeriesSource[] {
  return createSharingSources(definitions, { seed: 1, grid });
}

/** Writes the workload as `up` does. */
export async function write(url: string, grid: Grid): Promise<Written> {
  return timed(createPrometheus({ url, userAgent: "dashpreview-bench" }), grid);
}

/** As {@link write}, but every request counts as stored as soon as it is ready to be sent. */
export async function writeNowhere(grid: Grid, definitions?: readonly SeriesDefinition[]): Promise<Written> {
  const stored = { status: 204, headers: {}, body: new Uint8Array(), text: () => "", json: () => undefined };
  const connection = createPrometheus({ url: "http://127.0.0.1:9", userAgent: "dashpreview-bench" });
  return timed({ ...connection, write: async () => stored }, grid, definitions);
}

async function timed(prometheus: Prometheus, grid: Grid, definitions?: readonly SeriesDefinition[]): Promise<Written> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { samples } = await writeHistory(prometheus, {
    sources: makeSources(grid, definitions),
    grid,
    isolation: { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" },
    connections,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => wait(ms),
  });
  const seconds = (performance.now() - started) / 1000;
  prometheus.close();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { samples, seconds, cpuSeconds: (user + system) / 1e6, peakMib: peakMib() };
}

/** The kernel's high-water mark; `maxRSS` would count what the parent had at the fork. */
function peakMib(): number {
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}
