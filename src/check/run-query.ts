import { ExpectedError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { maxQueryLength } from "../promql/grammar/limits.ts";
import { isFault } from "../templating/fault.ts";
import type { CheckRun } from "./check-run.ts";
import type { Explanation } from "./explain/explanation.ts";
import { explainQuery } from "./explain-query.ts";
import type { QueryResult } from "./result.ts";
import { askReviewer } from "./run/ask-reviewer.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { type PreparedQuery, prepareQuery } from "./run/prepare-query.ts";
import { summarize } from "./run/series-summary.ts";
import { shapeOf } from "./run/shape.ts";

/** The result of a query that is not run. */
export function skipped(query: CheckQuery, reason: string): QueryResult {
  return { query, state: "skipped", series: 0, samples: 0, shape: [], reason };
}

/** The result where nothing found out before says more. */
function unchecked(query: CheckQuery, reason: string, ranExpr: string): QueryResult {
  return { ...skipped(query, reason), state: "unchecked", ranExpr };
}

/**
 * Runs one query and says whether it has data, and if not why. What a server refuses is the state `error`, what it does
 * not answer `unchecked`.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function runQuery(query: CheckQuery, run: CheckRun): Promise<QueryResult> {
  if (query.broken !== undefined) return { ...skipped(query, query.broken), state: "error" };
  const why = whySkipped(query);
  if (why !== undefined) return skipped(query, why);
  const prepared = prepareQuery(query, run);
  if (prepared.expr.length > maxQueryLength) {
    const reason =
      `with its variables filled in the query is longer than ${maxQueryLength} characters; ` + "choose fewer values";
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

/**
 * A query without data says nothing where nobody knows the values of its variables: it was run with those that were
 * saved.
 */
function withVariables(result: QueryResult, { used, expr }: PreparedQuery): QueryResult {
  const unknown = used.find(({ state }) => state === "unchecked");
  if (unknown === undefined || result.state === "ok") return result;
  return unchecked(
    result.query,
    `the values of variable $${unknown.name} are not known: ${unknown.reason ?? "it was not asked"}`,
    expr,
  );
}

function whySkipped({ prometheus, dataSource, skip, hidden, expr }: CheckQuery): string | undefined {
  if (skip !== undefined) return skip;
  if (!prometheus)
    return dataSource === undefined ? "not asked of Prometheus" : `asked of ${dataSource}, not of Prometheus`;
  if (hidden === true) return "the query is hidden in the panel";
  return expr.trim() === "" ? "the query is empty" : undefined;
}

async function ask(query: CheckQuery, prepared: PreparedQuery, run: CheckRun): Promise<QueryResult> {
  const how = { timing: prepared.timing, instant: query.instant === true };
  const series = await run.runner.run(prepared.expr, how);
  const { finite, samples } = summarize(series);
  const counted = { query, series: series.length, samples, ranExpr: prepared.expr };
  if (finite === 0) {
    const explanation = await explainQuery(query, prepared, run);
    return { ...counted, state: "empty", shape: [], ...pickExplanation(explanation) };
  }
  const problem = await askReviewer(query, prepared, run);
  if (problem !== undefined) return { ...counted, ...shapeOf(series, prepared.timing), ...problem };
  return { ...counted, ...shapeOf(series, prepared.timing), state: "ok" };
}

function pickExplanation({
  code,
  reason,
  part,
  selector,
}: Explanation): Pick<QueryResult, "code" | "reason" | "part" | "selector"> {
  return { code, reason, ...defined({ part, selector }) };
}

function undefinedHint({ undefinedNames }: PreparedQuery): string {
  return undefinedNames.length === 0
    ? ""
    : `; not defined in the dashboard: ${undefinedNames.map((name) => `$${name}`).join(", ")}`;
}
