import { checkDashboard } from "../check/check-dashboard.ts";
import type { CheckInput } from "../check/check-input.ts";
import { knowSpec, type SpecKnowledge } from "../check/explain/spec-knowledge.ts";
import { type PreviewInput, previewInput } from "../check/preview-input.ts";
import type { CheckResult } from "../check/result.ts";
import { grafanaReviewer } from "../check/run/grafana-reviewer.ts";
import { prometheusBackend } from "../check/run/prometheus-backend.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import type { PreviewDashboard } from "../dashboard/rewrite/rewrite-options.ts";
import type { NamedMetric } from "../generator/wire-names.ts";
import type { Grafana } from "../grafana/grafana.ts";
import type { Prometheus } from "../prometheus/prometheus.ts";
import { versionAsker } from "../prometheus/query/server-version.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { QueryBackend } from "../templating/backend.ts";
import type { RunContext } from "./context.ts";

/** A dashboard and what it is checked against. */
export interface PreviewCheck
  extends Pick<CheckInput, "window" | "scrapeIntervalMs" | "dataSources" | "sink" | "resolution" | "slots" | "excuse"> {
  readonly source: SourceDashboard;
  readonly preview: PreviewDashboard;
  /** Queries, panels and variables. Default: those of the preview as it stands. */
  readonly input?: PreviewInput | undefined;
  readonly isolation: IsolationLabel | undefined;
  readonly prometheus: Prometheus;
  /** Asks the same server. Default: {@link prometheus} for each query anew. */
  readonly backend?: QueryBackend | undefined;
  /** The reviewer's Grafana, with the preview's data source; without, Prometheus alone is asked. */
  readonly grafana?:
    | { readonly connection: Grafana; readonly dataSource: { readonly uid: string; readonly type: string } }
    | undefined;
  /** The series of the data spec; without it, no metric is reported as missing from it. */
  readonly definitions?: readonly NamedMetric[] | undefined;
}

/** Runs every query of a preview over its window, on Prometheus and as the reviewer's Grafana would. */
export async function checkPreview(check: PreviewCheck, context: RunContext): Promise<CheckResult> {
  const { source, preview, isolation, prometheus, grafana, definitions, window, scrapeIntervalMs, dataSources } = check;
  return checkDashboard({
    ...(check.input ?? previewInput(preview, isolation)),
    source,
    backend: check.backend ?? prometheusBackend(prometheus),
    server: versionAsker(prometheus, context.signal),
    reviewer: grafana === undefined ? undefined : grafanaReviewer(grafana.connection, grafana.dataSource),
    window,
    scrapeIntervalMs,
    dataSources,
    sink: check.sink,
    slots: check.slots,
    excuse: check.excuse,
    resolution: check.resolution ?? "decide",
    spec: definitions === undefined ? undefined : knowOnce(definitions),
    signal: context.signal,
    regexTime: context.regexTime,
    onProgress: (done, total) => context.progress.update(`checking "${source.title}"`, done, total),
  });
}

/** Dashboards of one run share their definitions. */
function knowOnce(definitions: readonly NamedMetric[]): SpecKnowledge {
  const known = knownSpecs.get(definitions) ?? knowSpec(definitions);
  knownSpecs.set(definitions, known);
  return known;
}

const knownSpecs = new WeakMap<readonly NamedMetric[], SpecKnowledge>();
