import { ExpectedError } from "../errors.ts";
import { maxQueryLength } from "../promql/grammar/limits.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { removeInjection } from "../promql/isolation/remove.ts";
import { removeVariableInjection } from "../promql/isolation/variable-query.ts";
import { nextTurn } from "../system/turn.ts";
import type { QueryBackend } from "../templating/backend.ts";
import { isFault } from "../templating/fault.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import { RegexTime } from "../templating/regex-time.ts";
import { type DataSourceChoice, resolveVariables } from "../templating/variables/resolve-variables.ts";
import type { CheckVariable, ResolvedVariable } from "../templating/variables/variable.ts";
import { collectFindings, countPanels, joinPanels } from "./collect.ts";
import { explainEmpty } from "./explain/explain-empty.ts";
import { findUnknownMetric } from "./explain/explain-selector.ts";
import { variableExplainer } from "./explain/explain-variable.ts";
import type { Explanation } from "./explain/explanation.ts";
import type { SpecKnowledge } from "./explain/spec-knowledge.ts";
import { unusedMetrics } from "./explain/unused-metrics.ts";
import type { CheckResult, QueryResult } from "./result.ts";
import { askReviewer, type ReviewerBackend } from "./run/ask-reviewer.ts";
import { mapBounded } from "./run/bounded.ts";
import type { CheckPanel, CheckQuery } from "./run/check-query.ts";
import { createGuard, type Guard, guardBackend } from "./run/guarded-backend.ts";
import { isolateBackend } from "./run/isolated-backend.ts";
import { type PreparedQuery, prepareQuery } from "./run/prepare-query.ts";
import { createRunner, type QueryRunner } from "./run/query-runner.ts";
import { summarize } from "./run/series-summary.ts";
import { shapeOf } from "./run/shape.ts";

/** Bounds of a check. */
export interface CheckLimits {
  /** Queries that are run; the rest is `skipped`. Default 10,000. */
  readonly maxQueries?: number;
  /** Questions that explaining one query without data may ask. Default 30. */
  readonly maxAsks?: number;
  /** Queries without data that are explained; the rest is told without a reason. Default 500. */
  readonly maxExplained?: number;
  /** Milliseconds for everything together; what is left then is `unchecked`. Default 600,000. */
  readonly totalMs?: number;
}

/** What {@link checkDashboard} is given. */
export interface CheckInput {
  readonly queries: readonly CheckQuery[];
  readonly variables: readonly CheckVariable[];
  /** All panels, for those without queries. Default: those that the queries name. */
  readonly panels?: readonly CheckPanel[] | undefined;
  readonly backend: QueryBackend;
  /** A second server that panel queries are put to, such as the reviewer's Grafana: what fails there is an error though Prometheus has data. */
  readonly reviewer?: ReviewerBackend | undefined;
  /** `[from, to)` of the series. */
  readonly window: TimeRange;
  readonly scrapeIntervalMs?: number | undefined;
  /** What the spec makes. Without, no metric is called missing from it. */
  readonly spec?: SpecKnowledge | undefined;
  readonly isolation?: IsolationLabel | undefined;
  readonly dataSources?: readonly DataSourceChoice[] | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
  /** Queries at once. Default 8. */
  readonly concurrency?: number | undefined;
  readonly limits?: CheckLimits | undefined;
  /** Time for regular expressions, shared by all dashboards of a run. Default: time of its own. */
  readonly regexTime?: RegexTime | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each query. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface Run extends CheckInput {
  /** Takes isolation out of a query, or a part of one, for showing it. */
  readonly withoutIsolation: (text: string) => string;
  readonly runner: QueryRunner;
  readonly reviewerGuard: Guard;
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  readonly budget: { explained: number; readonly maxAsks: number };
}

/**
 * Runs every panel's, variable's and annotation's query over the window and says which have data, and of the others why not. A query that fails is a
 * finding, one that a server does not answer is `unchecked`; the others go on.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function checkDashboard(input: CheckInput): Promise<CheckResult> {
  const { limits = {}, window, scrapeIntervalMs, dashboard, dataSources, signal } = input;
  const deadline = AbortSignal.timeout(limits.totalMs ?? 600_000);
  const backend = isolateBackend(guardBackend(input.backend, createGuard({ deadline, signal })), input.isolation);
  const explain = variableExplainer({ ...input, backend });
  const regexTime = input.regexTime ?? new RegexTime();
  const resolved = await resolveVariables(input.variables, {
    regexTime,
    backend,
    range: window,
    scrapeIntervalMs,
    dashboard,
    dataSources,
    explain,
    signal,
  });
  const runner = createRunner({ backend });
  const budget = { explained: limits.maxExplained ?? 500, maxAsks: limits.maxAsks ?? 30 };
  const { isolation } = input;
  const withoutIsolation = (text: string) => (isolation === undefined ? text : removeInjection(text, isolation));
  const withoutVariableIsolation = (text: string) => (isolation === undefined ? text : removeVariableInjection(text, isolation));
  const reviewerGuard = createGuard({ deadline, signal });
  const run: Run = { ...input, backend, runner, resolved, budget, withoutIsolation, reviewerGuard };
  const asked = input.queries.filter(({ place }) => place !== "variable");
  let done = 0;
  const queries = await mapBounded(asked, input.concurrency ?? 8, async (query, index) => {
    await nextTurn(signal);
    const result =
      index >= (limits.maxQueries ?? 10_000) ? skipped(query, "the dashboard has too many queries") : await checkQuery(query, run);
    input.onProgress?.(++done, asked.length);
    return result;
  });
  const panelResults = joinPanels(queries, input.panels);
  const variables = [...resolved.values()];
  return {
    panels: countPanels(panelResults),
    panelResults,
    queries,
    variables,
    ...collectFindings({ queries, variables, sources: input.variables, withoutIsolation, withoutVariableIsolation }),
    unusedMetrics: input.spec === undefined ? [] : unusedMetrics(input.spec, { queries, sources: input.variables, time: regexTime }),
  };
}

function skipped(query: CheckQuery, reason: string): QueryResult {
  return { query, state: "skipped", series: 0, samples: 0, shape: [], reason };
}

/** What was found out before, if anything, is not enough to say more. */
function unchecked(query: CheckQuery, reason: string, ranExpr: string): QueryResult {
  return { ...skipped(query, reason), state: "unchecked", ranExpr };
}

async function checkQuery(query: CheckQuery, run: Run): Promise<QueryResult> {
  if (query.broken !== undefined) return { ...skipped(query, query.broken), state: "error" };
  const why = whySkipped(query);
  if (why !== undefined) return skipped(query, why);
  const prepared = prepareQuery(query, run);
  if (prepared.expr.length > maxQueryLength) {
    const reason = `with its variables filled in the query is longer than ${maxQueryLength} characters; choose fewer values`;
    return { ...skipped(query, reason), state: "error" };
  }
  try {
    return withVariables(await ask(query, prepared, run), prepared);
  } catch (error) {
    run.signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    if (isFault(error)) return unchecked(query, error.message, prepared.expr);
    return { ...skipped(query, error.message + undefinedHint(prepared)), state: "error", ranExpr: prepared.expr };
  }
}

/** A query without data says nothing where nobody knows the values of its variables: it was run with those that were saved. */
function withVariables(result: QueryResult, { used, expr }: PreparedQuery): QueryResult {
  const unknown = used.find(({ state }) => state === "unchecked");
  if (unknown === undefined || result.state === "ok") return result;
  return unchecked(result.query, `the values of variable $${unknown.name} are not known: ${unknown.reason ?? "it was not asked"}`, expr);
}

function whySkipped({ prometheus, dataSource, skip, hidden, expr }: CheckQuery): string | undefined {
  if (skip !== undefined) return skip;
  if (!prometheus) return dataSource === undefined ? "not asked of Prometheus" : `asked of ${dataSource}, not of Prometheus`;
  if (hidden === true) return "the query is hidden in the panel";
  return expr.trim() === "" ? "the query is empty" : undefined;
}

async function ask(query: CheckQuery, prepared: PreparedQuery, run: Run): Promise<QueryResult> {
  const how = { timing: prepared.timing, instant: query.instant === true };
  const series = await run.runner.run(prepared.expr, how);
  const { finite, samples } = summarize(series);
  const counted = { query, series: series.length, samples, ranExpr: prepared.expr };
  if (finite === 0) {
    const explanation = await explain(query, prepared, run);
    return { ...counted, state: "empty", shape: [], ...pickExplanation(explanation) };
  }
  const problem = await askReviewer(query, prepared, run);
  if (problem !== undefined) return { ...counted, ...shapeOf(series, prepared.timing), ...problem };
  return { ...counted, ...shapeOf(series, prepared.timing), state: "ok" };
}

function pickExplanation({ code, reason, part, selector }: Explanation): Pick<QueryResult, "code" | "reason" | "part" | "selector"> {
  return { code, reason, ...(part === undefined ? {} : { part }), ...(selector === undefined ? {} : { selector }) };
}

/** Variables come first: what they leave out explains more than the selector that they leave empty. */
async function explain(query: CheckQuery, prepared: PreparedQuery, run: Run): Promise<Explanation> {
  const [undefinedName] = prepared.undefinedNames;
  if (undefinedName !== undefined)
    return { code: "variable-undefined", reason: `variable $${undefinedName} is not defined in the dashboard` };
  const unknown = findUnknownMetric(prepared.expr, { ...run, knowledge: run.spec });
  if (unknown !== undefined) return unknown;
  const valueless = prepared.used.find(({ state }) => state === "empty" || state === "error");
  if (valueless !== undefined)
    return {
      code: "variable-empty",
      reason: `variable $${valueless.name} has no values: ${valueless.reason ?? "its query has no answer"}`,
    };
  if (run.budget.explained-- <= 0) return { code: "unknown", reason: "the query returns nothing (too many such queries to explain each)" };
  let asks = 0;
  const count = () => {
    if (++asks > run.budget.maxAsks)
      throw new AskedEnough("the query returns nothing, and it is too complex to find out why; split it to see", { code: "budget" });
  };
  const { backend } = run;
  return explainEmpty(prepared.expr, {
    ...run,
    // What is asked about a selector counts as well: it may have thousands of conditions.
    backend: {
      labelNames: async (scope, signal) => {
        count();
        return backend.labelNames(scope, signal);
      },
      labelValues: async (label, scope, signal) => {
        count();
        return backend.labelValues(label, scope, signal);
      },
    },
    knowledge: run.spec,
    startMs: prepared.range.fromMs,
    endMs: prepared.range.toMs,
    instant: query.instant === true,
    ask: (expression) => {
      count();
      return run.runner.run(expression, { timing: prepared.timing, instant: query.instant === true });
    },
  }).catch((error: unknown) => {
    if (error instanceof ExpectedError) return { code: "unknown", reason: unexplained(error) } as const;
    throw error;
  });
}

class AskedEnough extends ExpectedError {
  readonly exitCode = 3;
}

function unexplained(error: ExpectedError): string {
  return error instanceof AskedEnough ? error.message : `the query returns nothing; looking for the reason failed: ${error.message}`;
}

function undefinedHint({ undefinedNames }: PreparedQuery): string {
  return undefinedNames.length === 0 ? "" : `; not defined in the dashboard: ${undefinedNames.map((name) => `$${name}`).join(", ")}`;
}
