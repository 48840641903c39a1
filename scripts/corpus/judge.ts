import type { QueryResult } from "../../src/check/result.ts";
import type { CheckQuery } from "../../src/check/run/check-query.ts";
import type { DashboardQuery } from "../../src/dashboard/view/queries.ts";
import type { QuerySeries } from "../../src/templating/backend.ts";

/** Properties of one panel query's answer. Undefined where a question does not apply to it. */
export interface Judged {
  readonly result: QueryResult;
  /** A finite recent sample that is not there without the preview's series. */
  readonly data: boolean;
  /** Of range queries that are no states: every series stays at one value. */
  readonly flat: boolean | undefined;
  /** Of percent panels: a sample lies outside 0…1 or 0…100. */
  readonly outOfBounds: boolean | undefined;
  /** Of rates: a sample is below 0. */
  readonly negative: boolean | undefined;
  /** Of queries with a legend or a `by` label: two series or more. */
  readonly several: boolean | undefined;
  /** Of panels with thresholds: lowest and highest value. */
  readonly extent: { readonly min: number; readonly max: number } | undefined;
}

/**
 * Judges the answer to one query.
 *
 * @param recentMs - Unix milliseconds from which a sample is recent.
 * @param withoutPreview - the query has the same data without the preview's series.
 */
export function judge(
  result: QueryResult,
  series: readonly QuerySeries[],
  recentMs: number,
  withoutPreview: boolean,
): Judged {
  const query = result.query as CheckQuery & Partial<DashboardQuery>;
  const values = series.flatMap(({ values: each }) => each.filter(Number.isFinite));
  const recent =
    query.instant === true ||
    series.some(({ timesMs, values: each }) =>
      each.some((value, index) => Number.isFinite(value) && timesMs[index]! >= recentMs),
    );
  const data = result.state === "ok" && recent && !withoutPreview;
  const unit = query.unit;
  const high = unit === "percentunit" ? 1 : unit === "percent" ? 100 : undefined;
  const context = query.panelContext;
  const state =
    unit?.startsWith("bool") === true ||
    (context?.mappedValues.length ?? 0) > 0 ||
    /^(state-timeline|status-history)$/.test(query.panelType ?? "");
  const isRange = query.instant !== true && series.some(({ values: each }) => each.length > 1);
  const expr = query.originalExpr ?? query.expr;
  const named = /\{\{/.test(query.legendFormat ?? "") || /\bby\s*\(\s*\w/.test(expr);
  return {
    result,
    data,
    flat:
      data && isRange && !state
        ? series.every(({ values: each }) => each.every((value) => value === each[0]))
        : undefined,
    outOfBounds:
      data && high !== undefined ? values.some((value) => value < -1e-9 || value > high * (1 + 1e-9)) : undefined,
    negative:
      data && /\b(i?rate|increase)\s*\(/.test(expr) && !/(^|[^e\w])-/.test(expr.replaceAll(/"[^"]*"/g, "").trim())
        ? values.some((value) => value < 0)
        : undefined,
    several: data && named ? result.series >= 2 : undefined,
    extent: data ? { min: Math.min(...values), max: Math.max(...values) } : undefined,
  };
}
