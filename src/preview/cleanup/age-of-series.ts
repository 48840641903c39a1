import { isolationLabel, parseIsolationValue, revisionStartMs } from "../../identity/preview-identity.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { reachMs } from "./reach.ts";
import type { SeriesSweep } from "./series-sweep.ts";

/**
 * `young`: its run began (by Grafana's clock) or wrote something (by the receiver's) less than `orphanAgeMs` ago. A run
 * that is still writing its history, oldest first, may not have written recent samples yet. `empty`: it has no samples;
 * a server lists the labels of deleted series for hours.
 */
export type SeriesAge = "young" | "old" | "empty";

/** Clocks differ, and the start of a revision is rounded down. */
const marginMs = 600_000;

/**
 * The age of a revision's series.
 *
 * @param value - of the isolation label; has to be valid.
 * @param options.orphanAgeMs - milliseconds; 0: everything with samples is `old`.
 * @throws {PrometheusError} if the receiver cannot be asked.
 */
export async function ageOfSeries(
  value: string,
  { prometheus, clock, orphanAgeMs }: Pick<SeriesSweep, "prometheus" | "clock" | "orphanAgeMs">,
): Promise<SeriesAge> {
  const label = { name: isolationLabel, value };
  if (!(await hasSamples(prometheus, label, { withinMs: reachMs }))) return "empty";
  if (orphanAgeMs === 0) return "old";
  const startMs = revisionStartMs(parseIsolationValue(value)!.revision);
  if (Math.abs(clock.now() - startMs) < orphanAgeMs + marginMs) return "young";
  return (await hasSamples(prometheus, label, { withinMs: orphanAgeMs })) ? "young" : "old";
}
