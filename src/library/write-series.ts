import type { Grid } from "../generator/sampling/grid.ts";
import { createSharingSources } from "../generator/sampling/sharing-sources.ts";
import type { SeriesDefinition } from "../generator/series.ts";
import { createPrometheus, type PrometheusOptions } from "../prometheus/connection.ts";
import { probeReceiver } from "../prometheus/query/probe.ts";
import { planHistory } from "../prometheus/write/plan-history.ts";
import { verifyHistory } from "../prometheus/write/verify-history.ts";
import { type WrittenHistory, writeHistory } from "../prometheus/write/write-history.ts";
import { machineClock } from "./clock.ts";

/** Options of {@link writeSeries}. Only `url` is needed. */
export interface WriteSeriesOptions extends Omit<PrometheusOptions, "retry"> {
  /** A whole number: the same seed gives the same data. Default 1. */
  readonly seed?: number;
  /** Milliseconds of history. Default: 6 hours, or as much as the receiver takes. */
  readonly historyMs?: number;
  /** Milliseconds between two samples. Default 15,000. */
  readonly stepMs?: number;
  /** A label for every series, such as one that names the run. It replaces a label of the same name. */
  readonly label?: { readonly name: string; readonly value: string };
  /** Stops the run; samples written until then stay. */
  readonly signal?: AbortSignal;
}

/** The result of {@link writeSeries}. */
export interface WrittenSeries extends WrittenHistory {
  /** The timestamps of the samples; the last one is the receiver's current time, rounded down to a whole step. */
  readonly grid: Grid;
}

const defaultHistoryMs = 6 * 3_600_000;
/** Milliseconds for which an unreachable server is retried. */
const retryMs = 60_000;
const firstContactMs = 12_000;

/**
 * Writes series to a Prometheus or another receiver of remote write, and reads them back. The newest sample lies at the
 * receiver's current time.
 *
 * Safe to repeat only on an empty server: a second run has different timestamps, and a receiver refuses samples older
 * than those it has. Use a new `label` for each run.
 *
 * @throws {RangeError} if a definition is invalid.
 * @throws {UsageError} if an address, a header or the credentials cannot be sent.
 * @throws {PrometheusError} if the receiver cannot be reached, refuses samples, accepts less history than `historyMs`,
 *   or loses samples.
 */
export async function writeSeries(
  series: readonly SeriesDefinition[],
  options: WriteSeriesOptions,
): Promise<WrittenSeries> {
  const { seed = 1, historyMs = "max", stepMs = 15_000, label: isolation, signal, ...connection } = options;
  const prometheus = createPrometheus({ ...connection, retry: { ...machineClock, retryMs, firstContactMs } });
  try {
    const context = { ...machineClock, signal };
    const probe = await probeReceiver(prometheus, context);
    const planned = planHistory(probe, { historyMs, wantedMs: defaultHistoryMs, stepMs });
    const count = Math.max(1, Math.floor(planned.historyMs / stepMs));
    const grid: Grid = { fromMs: Math.floor(probe.nowMs / stepMs) * stepMs - (count - 1) * stepMs, stepMs, count };
    const sources = () => createSharingSources(series, { seed, grid });
    const metadata = [...new Map(series.map(({ name, kind }) => [name, { name, type: kind }])).values()];
    const written = await writeHistory(prometheus, { ...context, sources: sources(), grid, isolation, metadata });
    await verifyHistory(prometheus, { ...context, windows: written.windows, grid, isolation, sources });
    return { ...written, grid };
  } finally {
    prometheus.close();
  }
}
