import type { CheckResult, Finding, PanelCounts, Unchecked } from "../check/result.ts";
import { defined } from "../json/defined.ts";

/** The part of the JSON output that the check makes (docs: `up --output json`). */
export interface CheckJson {
  readonly panels: PanelCounts;
  readonly findings: readonly Finding[];
  /** What could not be looked at, since a server did not answer as it should. */
  readonly unchecked: readonly Unchecked[];
  readonly unusedMetrics: readonly string[];
}

/** `check --output json` has each query beside what `up` prints. */
export interface CheckQueryJson {
  readonly panel?: string;
  readonly panelId?: number;
  readonly refId?: string;
  readonly annotation?: string;
  readonly state: string;
  readonly series: number;
  readonly samples: number;
  readonly lastValue?: number;
  readonly reason?: string;
  readonly code?: string;
  readonly expr: string;
}

/** Counts, findings, what was not checked, and unused metrics. */
export function checkToJson({ panels, findings, unchecked, unusedMetrics }: CheckResult): CheckJson {
  return { panels, findings, unchecked, unusedMetrics };
}

/** Every query with its state and numbers. */
export function queriesToJson({ queries }: CheckResult): CheckQueryJson[] {
  return queries.map(({ query, state, series, samples, lastValue, reason, code }) => ({
    ...(query.place === "annotation" ? { annotation: query.name ?? "" } : { panel: query.panelTitle ?? "" }),
    ...defined({ panelId: query.panelId, refId: query.refId }),
    state,
    series,
    samples,
    ...defined({ lastValue, reason, code }),
    expr: query.originalExpr ?? query.expr,
  }));
}
