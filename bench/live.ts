import { setTimeout as wait } from "node:timers/promises";
import { createSharingSources } from "../src/generator/sampling/sharing-sources.ts";
import type { SeriesDefinition } from "../src/generator/series.ts";
import { createPrometheus } from "../src/prometheus/connection.ts";
import { writeProgress } from "../src/prometheus/live/live-progress.ts";
import { SharedWriter } from "../src/prometheus/live/shared-writer.ts";
import { workload } from "./workload.ts";

/** Result of {@link writeHour}. */
export interface LiveHour {
  readonly series: number;
  readonly samples: number;
  /** User and system time of the hour's scrapes, the start left out; divided by the hour: cores. */
  readonly cores: number;
  /** Resident memory after so many scrapes, garbage collected where that can be asked for. */
  readonly residentMib: readonly number[];
}

const stepMs = 15_000;
const scrapes = 240;
const copies = 50;

/**
 * Writes an hour of 50,000 series as `live` does, scrape by scrape, to a receiver; the clock is moved, so that it takes
 * as long as the work does.
 */
export async function writeHour(url: string, endMs: number): Promise<LiveHour> {
  const count = 1440;
  const grid = { fromMs: Math.floor(endMs / stepMs) * stepMs - count * stepMs, stepMs, count };
  const definitions: SeriesDefinition[] = Array.from({ length: copies }, (_, copy) =>
    workload().map((one) => ({ ...one, labels: [...one.labels, ["shard", String(copy)]] }) as SeriesDefinition),
  ).flat();
  const sources = createSharingSources(definitions, { seed: 1, grid });
  const prometheus = createPrometheus({ url, userAgent: "dashpreview-bench" });
  const context = { now: () => Date.now(), random: () => Math.random(), sleep: (ms: number) => wait(ms) };
  const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };
  const writer = new SharedWriter(prometheus, { ...context, sources, grid, isolation, from: count });
  const residentMib: number[] = [];
  let samples = 0;
  let startedAt = process.cpuUsage();
  for (let scrape = 0; scrape <= scrapes; scrape++) {
    const nowMs = grid.fromMs + (count + scrape) * stepMs;
    samples += await writer.writeDue(nowMs);
    await writeProgress(prometheus, { value: isolation.value, index: writer.next - 1, timeMs: nowMs }, context);
    // The first scrape encodes all labels and sums up the history.
    if (scrape === 0) startedAt = process.cpuUsage();
    if (scrape % 20 === 0 && scrape > 0) residentMib.push(process.memoryUsage().rss / 1024 ** 2);
  }
  const { user, system } = process.cpuUsage(startedAt);
  prometheus.close();
  const series = sources.reduce((sum, one) => sum + one.series.length, 0);
  return { series, samples, cores: (user + system) / 1e6 / ((scrapes * stepMs) / 1000), residentMib };
}
