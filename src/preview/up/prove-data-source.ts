import { GrafanaError } from "../../errors.ts";
import type { DataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { addressText, seeThrough } from "../../grafana/see-samples.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { selectorOf } from "../../prometheus/query/query.ts";
import { markMetric } from "../../prometheus/write/revision-mark.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import { type SeriesPlan, sampleRange } from "./plan.ts";
import type { UpDashboard } from "./up-result.ts";

/** Where a run's samples are, and how Grafana is to read them. */
export interface SightOptions {
  readonly grafana: Grafana;
  readonly prometheus: Pick<Prometheus, "url">;
  readonly dataSource: DataSource;
  /** Undefined with `--isolation none`: then no sample is known to be this run's. */
  readonly isolation: ExtraLabel | undefined;
  /** The run's mark was stored. */
  readonly marked: boolean;
  readonly plan: Pick<SeriesPlan, "grid">;
  /** Results of the check: a panel with data has proved it. */
  readonly checked: readonly Pick<UpDashboard, "check">[];
}

/** Grafana and what stands before the receiver may keep an answer for a moment. */
const looks = 4;
const lookAgainMs = 1000;
const hourMs = 3_600_000;

/**
 * Asks Grafana, through the data source of the previews, for a sample of this run, which the receiver has. Changes
 * nothing.
 *
 * @returns a warning that names both addresses if Grafana does not see it; an empty list if it does, or if Grafana
 *   fails: then the check says so of every query.
 */
export async function proveDataSource(
  { grafana, prometheus, dataSource, isolation, marked, plan, checked }: SightOptions,
  { sleep, signal }: Pick<RunContext, "sleep" | "signal">,
): Promise<readonly string[]> {
  const isSeen = checked.some(
    ({ check }) => check?.queries.some(({ query, state }) => query.place === "panel" && state === "ok") === true,
  );
  if (isolation === undefined || isSeen) return [];
  const { fromMs, toMs } = sampleRange(plan);
  const selector = marked ? `${markMetric}{preview="${isolation.value}"}` : selectorOf(isolation);
  const expr = `count(last_over_time(${selector}[${formatDuration(toMs - fromMs + hourMs)}]))`;
  try {
    for (let look = 1; ; look++) {
      const { state } = await seeThrough(grafana, dataSource, { expr, timeMs: toMs });
      if (state !== "absent") return [];
      if (look === looks) break;
      await sleep(lookAgainMs, signal);
    }
  } catch (error) {
    if (error instanceof GrafanaError) return [];
    throw error;
  }
  return [
    `Grafana does not see the samples of this run: they are in ${prometheus.url}, and its data source ` +
      `${dataSource.name} (${dataSource.uid}) reads ${addressText(dataSource)}; name the data source that reads ` +
      `the receiver with --datasource, or correct PROMETHEUS_URL or --tenant`,
  ];
}
