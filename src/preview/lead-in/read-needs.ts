import { prepareQuery } from "../../check/run/prepare-query.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { maxRunSteps } from "../../dashboard/read/work-limits.ts";
import { type DashboardParts, parts } from "../../dashboard/view/parts.ts";
import { type DashboardQuery, queriesIn } from "../../dashboard/view/queries.ts";
import { readVariables } from "../../dashboard/view/variables.ts";
import { Work, withWork } from "../../promql/grammar/work.ts";
import { queryReach } from "../../promql/reach/query-reach.ts";
import { parseExpression, parseFilled } from "../../promql/tree/parse.ts";
import { nextTurn } from "../../system/turn.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import { resolveVariables } from "../../templating/variables/resolve-variables.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** How far a part of a dashboard looks back beyond the begin of the data that are shown. */
export interface LeadInNeed {
  /** The panel's title, or the annotation's name. */
  readonly place: string;
  /** Milliseconds, above 0. */
  readonly ms: number;
}

/** Options of {@link readNeeds}. */
export interface NeedOptions {
  /** The data that are shown, without a lead-in. */
  readonly data: TimeRange;
  /** The part of them that a dashboard opens on. */
  readonly opening: (source: SourceDashboard) => TimeRange;
  /** The interval of the data source, or the step of the data where that is longer. */
  readonly scrapeIntervalMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The values of query variables are not asked for: few of them stand for a length of time. */
const nothing: QueryBackend = {
  labelNames: async () => [],
  labelValues: async () => [],
  series: async () => [],
  instant: async () => ({ series: [] }),
  range: async () => ({ series: [] }),
};

/**
 * Reads how much each panel and annotation needs before the data that are shown, so that it is as full at their left
 * border as in the middle: ranges, offsets and subqueries, with the step and `$__rate_interval` that Grafana takes. One
 * entry for each panel that needs anything.
 */
export async function readNeeds(sources: readonly SourceDashboard[], options: NeedOptions): Promise<LeadInNeed[]> {
  const work = new Work(maxRunSteps);
  const needs: LeadInNeed[] = [];
  for (const source of sources) {
    await nextTurn(options.signal);
    const read = parts(source);
    const resolved = await resolveLengths(read, source, options);
    const found = new Map<string, LeadInNeed>();
    for (const query of queriesIn(read)) {
      if (!query.prometheus || query.place === "variable") continue;
      const ms = withWork(work, () => needOf(query, { ...options, window: options.opening(source), resolved }));
      const id = `${query.place} ${query.panelIndex ?? query.name}`;
      const place = query.panelTitle || query.name || `panel ${query.panelId ?? "without a title"}`;
      if (ms > (found.get(id)?.ms ?? 0)) found.set(id, { place, ms });
    }
    needs.push(...found.values());
  }
  return needs;
}

async function resolveLengths(
  read: DashboardParts,
  source: SourceDashboard,
  { opening, scrapeIntervalMs, signal }: NeedOptions,
): Promise<ReadonlyMap<string, ResolvedVariable>> {
  const variables = readVariables(read).map((variable) => ({ ...variable, prometheus: false }));
  return resolveVariables(variables, { backend: nothing, range: opening(source), scrapeIntervalMs, signal });
}

function needOf(
  query: DashboardQuery,
  {
    window,
    data,
    resolved,
    scrapeIntervalMs,
  }: NeedOptions & { readonly window: TimeRange; readonly resolved: ReadonlyMap<string, ResolvedVariable> },
): number {
  const { expr, range, timing } = prepareQuery(query, { resolved, window, scrapeIntervalMs });
  const filled = parseFilled(expr);
  const parsed = filled.ok ? filled : parseExpression(expr);
  if (!parsed.ok) return 0;
  const { stepMs } = timing;
  if (query.instant === true && query.range !== true) {
    const reachMs = queryReach(parsed.root, { startMs: range.toMs, endMs: range.toMs, stepMs });
    return reachMs - (range.toMs - data.fromMs);
  }
  const shiftMs = window.fromMs - range.fromMs;
  // Grafana evaluates from a whole step on, which may lie up to a step before the range.
  return queryReach(parsed.root, { ...timing, startMs: range.fromMs }) + shiftMs + stepMs;
}
