import type { CheckFinding, CheckResult, PanelCounts, Unchecked } from "../check/result.ts";
import { defined } from "../json/defined.ts";

/** The check's part of `up --output json`. */
export interface CheckJson {
  readonly panels: PanelCounts;
  readonly findings: readonly CheckFinding[];
  /** Parts that could not be checked because a server failed. */
  readonly unchecked: readonly Unchecked[];
  readonly unusedMetrics: readonly string[];
}

/** One query in `check --output json`. */
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

/** Counts, findings, unchecked queries and unused metrics. */
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
