import { filterMatcher, showFilter } from "../dashboard/view/ad-hoc-filters.ts";
import { ExpectedError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { maxQueryLength } from "../promql/grammar/limits.ts";
import { isFault } from "../templating/fault.ts";
import type { Answered } from "./answered.ts";
import type { CheckRun } from "./check-run.ts";
import type { Explanation, ReasonCode } from "./explain/explanation.ts";
import { failingPart } from "./explain/failing-part.ts";
import { explainQuery } from "./explain-query.ts";
import { explainRefusal } from "./refusal/explain-refusal.ts";
import type { QueryResult } from "./result.ts";
import { askReviewer } from "./run/ask-reviewer.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { everyValueCounts, type FewInstants, fewInstants, readsStart } from "./run/few-instants.ts";
import { EscapedQuery } from "./run/isolated-backend.ts";
import { type PreparedQuery, prepareQuery, savedFilters } from "./run/prepare-query.ts";
import { summarize } from "./run/series-summary.ts";
import { shapeOf } from "./run/shape.ts";
import { summarizeValues } from "./run/value-summary.ts";

/** The result of a query that is not run. */
export function skipped(query: CheckQuery, code: ReasonCode, reason: string): QueryResult {
  return { query, state: "skipped", series: 0, samples: 0, shape: [], code, reason };
}

/** The result where nothing found out before says more. */
function unchecked(query: CheckQuery, cause: Pick<Explanation, "code" | "reason">, prepared: PreparedQuery) {
  const result = skipped(query, cause.code, cause.reason);
  return { ...result, state: "unchecked", ...ranAs(query, prepared) } as const;
}

/** How a query was put to the server. */
function ranAs({ instant }: CheckQuery, { expr, timing }: PreparedQuery): Pick<QueryResult, "ranExpr" | "evaluated"> {
  const { startMs, endMs, stepMs } = timing;
  return { ranExpr: expr, evaluated: { startMs, endMs, stepMs, instant: instant === true } };
}

/**
 * Runs one query and says whether it has data, and if not why. What a server refuses is the state `error`, what it does
 * not answer `unchecked`.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function runQuery(query: CheckQuery, run: CheckRun): Promise<Answered> {
  if (query.broken !== undefined)
    return unanswered({ ...skipped(query, "not-isolated", query.broken), state: "error" });
  const why = whySkipped(query);
  if (why !== undefined) return unanswered(skipped(query, why.code, why.reason));
  const prepared = prepareQuery(query, run);
  if (prepared.expr.length > maxQueryLength) {
    const most = `${maxQueryLength} characters`;
    const reason = `with its variables filled in the query is longer than ${most}; choose fewer values`;
    return unanswered({ ...skipped(query, "too-long", reason), state: "error" });
  }
  try {
    const answered = await ask(query, prepared, run);
    return { ...answered, result: withVariables(answered.result, prepared) };
  } catch (error) {
    run.signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    if (isFault(error)) {
      const code = error instanceof EscapedQuery ? "not-isolated" : "no-answer";
      return unanswered(unchecked(query, { code, reason: error.message }, prepared));
    }
    const ask = (text: string) => run.runner.run(text, { timing: prepared.timing, instant: query.instant === true });
    const maxAsks = run.budget.explained-- > 0 ? run.budget.maxAsks : 0;
    const part = maxAsks === 0 ? undefined : await failingPart(prepared.expr, { ask, maxAsks });
    const why = await explainRefusal(prepared.expr, error.message, {
      ask,
      maxAsks,
      server: run.server ?? (async () => undefined),
      hidden: run.isolation?.name,
    });
    run.signal?.throwIfAborted();
    const reason = why.reason + undefinedHint(prepared) + filterHint(run);
    const refused = {
      ...skipped(query, why.code, reason),
      ...ranAs(query, prepared),
      ...defined({ part: part && run.withoutIsolation(part) }),
    };
    return unanswered({ ...refused, state: "error" });
  }
}

const unanswered = (result: QueryResult): Answered => ({ result, series: [] });

/**
 * A query without data says nothing where nobody knows the values of its variables: it was run with those that were
 * saved.
 */
function withVariables(result: QueryResult, prepared: PreparedQuery): QueryResult {
  const unknown = prepared.used.find(({ state }) => state === "unchecked");
  if (unknown === undefined || result.state === "ok") return result;
  const reason = `the values of variable $${unknown.name} are not known: ${unknown.reason ?? "it was not asked"}`;
  return unchecked(result.query, { code: "variable-unknown", reason }, prepared);
}

function whySkipped({
  prometheus,
  dataSource,
  skip,
  hidden,
  expr,
}: CheckQuery): Pick<Explanation, "code" | "reason"> | undefined {
  if (skip !== undefined) return { code: "not-previewed", reason: skip };
  if (!prometheus) {
    const reason = dataSource === undefined ? "not asked of Prometheus" : `asked of ${dataSource}, not of Prometheus`;
    return { code: "other-data-source", reason };
  }
  if (hidden === true) return { code: "hidden", reason: "the query is hidden in the panel" };
  return expr.trim() === "" ? { code: "no-query", reason: "the query is empty" } : undefined;
}

async function ask(query: CheckQuery, prepared: PreparedQuery, run: CheckRun): Promise<Answered> {
  const few = decidingInstants(query, prepared, run);
  const glance = few === undefined || everyValueCounts(query, prepared.expr) ? undefined : few.timing;
  const glanced = glance === undefined ? [] : await run.runner.run(prepared.expr, { timing: glance, instant: false });
  const isSeen = summarize(glanced).finite > 0;
  const how = { timing: prepared.timing, instant: query.instant === true };
  const series = isSeen ? glanced : await run.runner.run(prepared.expr, how);
  const { finite, samples } = summarize(series);
  const values = summarizeValues(series);
  const counted = { query, series: series.length, samples, ...ranAs(query, prepared), ...defined({ values }) };
  if (finite === 0) {
    const excuse = run.excuse?.(prepared.expr);
    // That it is not in the spec is no reason then.
    const explanation = await explainQuery(query, prepared, excuse === undefined ? run : { ...run, spec: undefined });
    if (excuse !== undefined) {
      const reason = `${excuse}: ${explanation.reason}`;
      return { result: { ...counted, state: "skipped", shape: [], code: "relayed", reason }, series };
    }
    return { result: { ...counted, state: "empty", shape: [], ...pickExplanation(explanation) }, series };
  }
  const problem = await askReviewer(query, prepared, run, few?.every);
  const shown = { ...counted, ...shapeOf(series, prepared.timing) };
  const result: QueryResult = problem === undefined ? { ...shown, state: "ok" } : { ...shown, ...problem };
  return { result, series, ...(isSeen ? { few: true } : {}) };
}

/** The few instants that show whether a query has data; undefined where all of them are to be asked. */
function decidingInstants({ instant }: CheckQuery, prepared: PreparedQuery, run: CheckRun): FewInstants | undefined {
  if (run.resolution !== "decide" || instant === true || readsStart(prepared.expr)) return undefined;
  return fewInstants(prepared.timing);
}

function pickExplanation({
  code,
  reason,
  part,
  selector,
}: Explanation): Pick<QueryResult, "code" | "reason" | "part" | "selector"> {
  return { code, reason, ...defined({ part, selector }) };
}

/** Filters that no server takes: Grafana writes them into the query all the same. */
function filterHint({ resolved }: CheckRun): string {
  const wrong = savedFilters(resolved.values()).find((filter) => filterMatcher(filter) === undefined);
  return wrong === undefined
    ? ""
    : `; the saved filter ${showFilter(wrong)} of $${wrong.variable} is no matcher of PromQL, ` +
        "which has =, !=, =~ and !~";
}

function undefinedHint({ undefinedNames }: PreparedQuery): string {
  return undefinedNames.length === 0
    ? ""
    : `; not defined in the dashboard: ${undefinedNames.map((name) => `$${name}`).join(", ")}`;
}
