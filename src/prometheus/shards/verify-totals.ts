import { PrometheusError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { backoffMs } from "../../http/retry.ts";
import { formatDuration } from "../../text/duration.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus } from "../prometheus.ts";
import { instantQuery } from "../query/query.ts";
import { isComplete, type WrittenCount } from "../query/written-windows.ts";
import type { SendContext } from "../write/send-request.ts";
import { nameSelector } from "../write/verify-options.ts";

/** Options of {@link verifyTotals}. */
export interface TotalsOptions extends SendContext {
  readonly isolation: ExtraLabel;
  readonly grid: Grid;
  /** By metric name on the wire, of all shards together. */
  readonly totals: ReadonlyMap<string, WrittenCount>;
  /** Series on the wire, of all shards together. */
  readonly series: number;
  /** Milliseconds to wait until all samples can be read. */
  readonly timeoutMs: number;
  readonly elapsed?: (() => number) | undefined;
  readonly onProgress?: ((verified: number, total: number) => void) | undefined;
}

/** Samples that one query reads; far below the limits of servers. */
const samplesPerQuestion = 5_000_000;

/**
 * Counts the samples of several writers on the server, metric by metric, until all that they wrote are there. Stale
 * markers don't count, and a receiver may drop NaNs.
 *
 * @returns the number of samples found.
 * @throws {PrometheusError} `lost` after the timeout, naming the metrics that differ.
 */
export async function verifyTotals(prometheus: Prometheus, options: TotalsOptions): Promise<number> {
  const { totals, timeoutMs, onProgress } = options;
  const elapsed = options.elapsed ?? options.now;
  const deadlineMs = elapsed() + timeoutMs;
  const total = [...totals.values()].reduce((sum, { samples }) => sum + samples, 0);
  let verified = 0;
  for (const [name, written] of totals) {
    for (let attempt = 0; ; attempt++) {
      const found = await count(prometheus, name, options);
      if (isComplete(found, written)) {
        verified += found;
        break;
      }
      const waitMs = backoffMs(attempt, 1, { firstMs: 100, mostMs: 2000 });
      if (elapsed() + waitMs > deadlineMs)
        throw new PrometheusError(
          `${prometheus.url} has ${found} samples of ${name}, of the ${written.samples} that the shards wrote`,
          { code: "lost" },
        );
      await options.sleep(waitMs, options.signal);
    }
    onProgress?.(verified, total);
  }
  return verified;
}

async function count(prometheus: Prometheus, name: string, { isolation, grid, series, signal }: TotalsOptions) {
  const { fromMs, stepMs } = grid;
  const length = stepMs < 2 ? grid.count : Math.max(1, Math.floor(samplesPerQuestion / Math.max(1, series)));
  let sum = 0;
  for (let first = 0; first < grid.count; first += length) {
    const scrapes = Math.min(length, grid.count - first);
    // Half a step more: whether a server's ranges are open or closed on the left.
    const range = formatDuration((scrapes - 1) * stepMs + Math.max(1, Math.floor(stepMs / 2)));
    const query = `sum(count_over_time(${nameSelector(name, isolation)}[${range}]))`;
    const timeMs = fromMs + (first + scrapes - 1) * stepMs;
    const doing = "reading the samples of all shards back";
    const [found] = await instantQuery(prometheus, query, { timeMs, doing, signal, timeoutMs: 120_000 });
    sum += found?.value ?? 0;
  }
  return sum;
}
