import { PrometheusError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { backoffMs } from "../../http/retry.ts";
import { mapBounded } from "../../system/bounded.ts";
import { formatDuration } from "../../text/duration.ts";
import type { Prometheus } from "../prometheus.ts";
import { instantQuery } from "../query/query.ts";
import { isComplete, type WrittenCount, type WrittenWindow } from "../query/written-windows.ts";
import { describeLoss } from "./lost-series.ts";
import { nameSelector, type VerifyOptions } from "./verify-options.ts";

/** Metric names per query. */
const namesPerQuestion = 40;
/** Queries at once. They count what was just written, so the server has it in memory: more would only queue there. */
const questionsAtOnce = 4;
/** Waits before samples are looked for again, in milliseconds. */
const pollWaits = { firstMs: 100, mostMs: 2000 } as const;

/**
 * Counts the samples on the server, window by window, until all written samples are there: a 2xx does not prove that
 * they were stored. Stale markers don't count, and a receiver may drop NaNs, as VictoriaMetrics does. Read-only.
 *
 * Each metric is counted on its own: `count_over_time` drops the name, so two metrics with the same labels would be an
 * error.
 *
 * @returns the number of samples found.
 * @throws {PrometheusError} `lost` after the timeout, naming the series that differ.
 */
export async function verifyHistory(prometheus: Prometheus, options: VerifyOptions): Promise<number> {
  const total = options.windows.reduce((sum, { samples }) => sum + samples, 0);
  const elapsed = options.elapsed ?? options.now;
  const deadlineMs = elapsed() + (options.timeoutMs ?? 60_000);
  let verified = 0;
  for (const window of options.windows) {
    const names = [...window.byName];
    const questions = Array.from({ length: Math.ceil(names.length / namesPerQuestion) }, (_, i) =>
      names.slice(i * namesPerQuestion, (i + 1) * namesPerQuestion),
    );
    await mapBounded(questions, questionsAtOnce, async (asked) => {
      const found = await verifyNames(prometheus, options, { window, asked, deadlineMs });
      verified += found;
      options.onProgress?.(verified, total);
    });
  }
  return verified;
}

async function verifyNames(
  prometheus: Prometheus,
  options: VerifyOptions,
  {
    window,
    asked,
    deadlineMs,
  }: { window: WrittenWindow; asked: readonly (readonly [string, WrittenCount])[]; deadlineMs: number },
): Promise<number> {
  const { range, timeMs } = windowRange(window, options.grid);
  const query = asked
    .map(
      ([name], i) =>
        `label_replace(sum(count_over_time(${nameSelector(name, options.isolation)}[${range}])),"n","${i}","","")`,
    )
    .join(" or ");
  for (let attempt = 0; ; attempt++) {
    const found = await instantQuery(prometheus, query, {
      timeMs,
      doing: "reading the samples back",
      signal: options.signal,
      timeoutMs: 120_000,
    });
    const counts = new Map(found.map(({ labels, value }) => [labels["n"], value]));
    const differing = asked.flatMap(([name, written], i) => {
      const count = counts.get(String(i)) ?? 0;
      return isComplete(count, written) ? [] : [{ name, samples: written.samples, found: count }];
    });
    if (differing.length === 0) return found.reduce((sum, { value }) => sum + value, 0);
    const waitMs = backoffMs(attempt, 1, pollWaits);
    if ((options.elapsed ?? options.now)() + waitMs > deadlineMs) {
      const lost = await describeLoss(prometheus, { ...options, window, range, timeMs, differing });
      throw new PrometheusError(lost, { code: "lost" });
    }
    await options.sleep(waitMs, options.signal);
  }
}

/**
 * The window's length plus half a step, at the time of its last sample: this works whether a server's ranges are open
 * or closed on the left.
 */
function windowRange(
  { firstIndex, length }: WrittenWindow,
  { fromMs, stepMs }: Grid,
): { range: string; timeMs: number } {
  const rangeMs = (length - 1) * stepMs + Math.max(1, Math.floor(stepMs / 2));
  return { range: formatDuration(rangeMs), timeMs: fromMs + (firstIndex + length - 1) * stepMs };
}
