import type { DashboardQuery } from "../dashboard/view/queries.ts";
import { nextTurn } from "../system/turn.ts";
import type { InferWork } from "./infer-work.ts";
import { adoptMetrics, adoptVariableConditions } from "./read/adopt-usage.ts";
import type { Patterns } from "./read/conditions.ts";
import { applyKnown, type KnownMetric } from "./read/known-metric.ts";
import { type ReadDashboard, readPanelQuery, readVariableUse } from "./read/read-usage.ts";
import { addSelector, emptyUsage, metricUse, type Usage } from "./read/usage.ts";
import { readWritten } from "./read-written.ts";
import type { ResolvedDashboard } from "./resolve-dashboard.ts";
import { type RuleQuery, readRuleQuery } from "./sources/from-rules.ts";

/** A panel's query as it was run. */
export interface AnsweredQuery {
  readonly query: DashboardQuery;
  readonly expr: string;
}

/** Everything known so far. */
export interface Knowledge {
  /** From queries as they are written. */
  readonly usage: Usage;
  /** From queries with the values of variables in them: each of their selectors must select something. */
  readonly asRun: Usage;
  /** The same of copies of repeated panels beyond the first of each, as far as there is work left for them. */
  readonly copies: Usage;
  /** Queries that were read with the values of variables already. */
  readonly known: Map<DashboardQuery, Set<string>>;
}

/** Sources of {@link readKnowledge}, beside dashboards. */
export interface KnowledgeInput {
  readonly rules: readonly RuleQuery[];
  readonly known: readonly KnownMetric[];
  readonly answered: readonly AnsweredQuery[];
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** Reads dashboards, rules and known metrics as they are, and the queries that a server was asked. */
export async function readKnowledge(
  dashboards: readonly ReadDashboard[],
  { work, signal, rules, known, answered }: KnowledgeInput,
): Promise<Knowledge> {
  const [usage, asRun, copies] = [emptyUsage(), emptyUsage(), emptyUsage()];
  for (const dashboard of dashboards) await readWritten(usage, dashboard, { work, signal });
  for (const rule of rules) {
    await nextTurn(signal);
    work.attempt(`${rule.kind} ${rule.name}`, () => readRuleQuery(usage, rule));
  }
  applyKnown(usage, known, { alone: dashboards.length + rules.length === 0 });
  const seen = new Set<DashboardQuery>();
  for (const { query, expr } of answered) {
    await nextTurn(signal);
    if (seen.has(query)) work.tryCopy(() => readPanelQuery(copies, query, expr));
    else work.attempt(query, () => readPanelQuery(asRun, query, expr));
    seen.add(query);
  }
  adoptMetrics(usage, asRun);
  adoptMetrics(usage, copies);
  return { usage, asRun, copies, known: new Map() };
}

/** Reads the queries of a dashboard again, with the values that its variables have chosen in place. */
export async function learnResolved(
  { usage, asRun, copies, known }: Knowledge,
  { dashboard, resolved }: { readonly dashboard: ReadDashboard; readonly resolved: ResolvedDashboard },
  { work, signal, patterns }: Pick<KnowledgeInput, "work" | "signal"> & { readonly patterns: Patterns },
): Promise<void> {
  for (const query of dashboard.queries) {
    await nextTurn(signal);
    const read = known.get(query) ?? new Set();
    for (const [index, { expr, complete }] of resolved.fillQuery(query).entries()) {
      // What a regex for names matches grows with what is known.
      if (expr === query.expr || !complete || (read.has(expr) && !(index === 0 && expr.includes("__name__")))) continue;
      if (index === 0) work.attempt(query, () => readPanelQuery(asRun, query, expr));
      else work.tryCopy(() => readPanelQuery(copies, query, expr));
      known.set(query, read.add(expr));
    }
  }
  const asked = emptyUsage();
  for (const variable of dashboard.variables) {
    await nextTurn(signal);
    const query = resolved.fillText(variable.query, "prometheus");
    const regex = resolved.fillText(variable.regex ?? "", "regex");
    work.attempt(`variable $${variable.name}`, () =>
      readVariableUse(asked, { variable, query, regex, queries: usage }),
    );
  }
  work.tryOnce(() => adoptVariableConditions(usage, asked, patterns));
  for (const [name, { selectors }] of asked.metrics) {
    const use = metricUse(asRun, name);
    for (const selector of use === undefined ? [] : selectors.values()) addSelector(use!, selector);
  }
  adoptMetrics(usage, asked);
  adoptMetrics(usage, asRun);
  adoptMetrics(usage, copies);
}
