import type { SavedFilter } from "../../dashboard/view/ad-hoc-filters.ts";
import { builtinValues, interpolate } from "../../templating/interpolate.ts";
import { type QueryTiming, type TimeRange, timeQuery } from "../../templating/query-timing.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { addFilters } from "../explain/ad-hoc-filters.ts";
import { type CheckQuery, panelRange } from "./check-query.ts";

/** A query with its variables filled in, and when it is evaluated. */
export interface PreparedQuery {
  readonly expr: string;
  /** The same with lengths of time left to Grafana. */
  readonly forReviewer: string;
  /** The same with the step filled in: where Grafana is asked for fewer instants, its step is a longer one. */
  readonly forReviewerWithStep: string;
  readonly range: TimeRange;
  readonly timing: QueryTiming;
  readonly used: readonly ResolvedVariable[];
  readonly undefinedNames: readonly string[];
}

/** Values that {@link prepareQuery} fills in. */
export interface PrepareOptions {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  readonly window: TimeRange;
  readonly scrapeIntervalMs?: number | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
}

/**
 * Fills in a query's variables, global ones too, as Grafana does for its panel; ad hoc filters go into every selector.
 */
export function prepareQuery(
  query: CheckQuery,
  { resolved, window, scrapeIntervalMs, dashboard }: PrepareOptions,
): PreparedQuery {
  const used = new Set<string>();
  const missing = new Set<string>();
  const range = panelRange(window, query);
  const values = {
    values: resolved,
    onUse: (name: string) => used.add(name),
    onMissing: (name: string) => missing.add(name),
  };
  const targetInterval = /^\$\{?__(rate_)?interval\}?$/.test(query.interval ?? "")
    ? query.interval
    : interpolate(query.interval ?? "", { ...values, onMissing: () => {} });
  const timing = timeQuery({ ...query, range, targetInterval, scrapeIntervalMs });
  const builtins = builtinValues({ range, timing, dashboard });
  const filled = interpolate(query.expr, { ...values, builtins });
  const filters = savedFilters(resolved.values());
  const expr = addFilters(filled, filters, (text) => interpolate(text, { values: resolved, builtins }));
  const leave = (lengths: RegExp) =>
    filters.length > 0 ? expr : interpolate(query.expr, { values: resolved, builtins: without(lengths, builtins) });
  const forReviewer = leave(/^__(rate_)?(interval|range)/);
  return {
    expr,
    forReviewer,
    forReviewerWithStep: forReviewer.includes("__interval") ? leave(/^__(rate_interval|range)/) : forReviewer,
    range,
    timing,
    used: [...used].map((name) => resolved.get(name)!),
    undefinedNames: [...missing],
  };
}

/** The filters of all ad hoc variables, with their variables. */
export function savedFilters(variables: Iterable<ResolvedVariable>): SavedFilter[] {
  return [...variables].flatMap(({ name, filters }) => filters.map((filter) => ({ ...filter, variable: name })));
}

/** Grafana's server fills in the variables that stand for a length of time. */
function without(lengths: RegExp, builtins: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...builtins].filter(([name]) => !lengths.test(name)));
}
