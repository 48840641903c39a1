import { checkDashboard } from "../check/check-dashboard.ts";
import { grafanaReviewer } from "../check/grafana-reviewer.ts";
import { previewInput } from "../check/preview-input.ts";
import { prometheusBackend } from "../check/prometheus-backend.ts";
import type { CheckResult } from "../check/result.ts";
import { knowSpec } from "../check/spec-knowledge.ts";
import type { PreviewDashboard } from "../dashboard/rewrite-options.ts";
import type { SourceDashboard } from "../dashboard/source.ts";
import { gridEndMs } from "../generator/grid.ts";
import type { Grafana } from "../grafana/connection.ts";
import type { Prometheus } from "../prometheus/connection.ts";
import type { IsolationLabel } from "../promql/label.ts";
import type { RunContext } from "./context.ts";
import type { SeriesPlan } from "./plan.ts";

/** A dashboard and what it is checked against. */
export interface PreviewCheck {
  readonly source: SourceDashboard;
  readonly preview: PreviewDashboard;
  readonly plan: SeriesPlan;
  readonly isolation: IsolationLabel | undefined;
  readonly prometheus: Prometheus;
  /** The reviewer's Grafana, with the preview's data source; without, Prometheus alone is asked. */
  readonly grafana?: { readonly connection: Grafana; readonly dataSource: { readonly uid: string; readonly type: string } } | undefined;
  /** The data source's own interval; default 15 s. */
  readonly scrapeIntervalMs: number | undefined;
}

/**
 * Runs every query of a preview over its window, on Prometheus and as the reviewer's Grafana would.
 *
 * The window ends at the last sample: an instant query at its exclusive end would be right too, but one step later data may have ended.
 */
export async function checkPreview(check: PreviewCheck, context: RunContext): Promise<CheckResult> {
  const { plan, prometheus, grafana } = check;
  const { grid } = plan;
  return checkDashboard({
    ...previewInput(check.source, check.preview, check.isolation),
    backend: prometheusBackend(prometheus),
    reviewer: grafana === undefined ? undefined : grafanaReviewer(grafana.connection, grafana.dataSource),
    window: { fromMs: grid.fromMs, toMs: gridEndMs(grid) - grid.stepMs },
    scrapeIntervalMs: check.scrapeIntervalMs,
    spec: knowSpec(plan.definitions.map(({ definition }) => definition)),
    signal: context.signal,
    onProgress: (done, total) => context.progress.update(`checking "${check.preview.title}"`, done, total),
  });
}
