import { readFileSync } from "node:fs";
import type { Grid } from "../src/generator/grid.ts";
import type { SeriesSource } from "../src/generator/series.ts";
import { createSource } from "../src/generator/source.ts";
import { createPrometheus } from "../src/prometheus/connection.ts";
import { writeHistory } from "../src/prometheus/write-history.ts";
import { workload } from "./workload.ts";

/** Requests that are under way at once; the replay uses as many. */
export const connections = 4;

/** What one run of {@link write} found. */
export interface Written {
  readonly samples: number;
  readonly seconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** Highest resident memory of this process so far. */
  readonly peakMib: number;
}

/** Sources for the workload on a grid. */
export function makeSources(grid: Grid): SeriesSource[] {
  return workload().map((definition) => createSource(definition, { seed: 1, grid }));
}

/** Writes the workload as `up` does. */
export async function write(url: string, grid: Grid): Promise<Written> {
  const prometheus = createPrometheus({ url });
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { samples } = await writeHistory({ prometheus, sources: makeSources(grid), grid });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { samples, seconds, cpuSeconds: (user + system) / 1e6, peakMib: peakMib() };
}

/** The kernel's high-water mark; `maxRSS` would count what the parent had at the fork. */
function peakMib(): number {
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}
