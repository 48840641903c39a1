import { defined } from "../../json/defined.ts";
import type { Answered } from "../answered.ts";
import type { CheckRun } from "../check-run.ts";
import type { ReasonCode } from "../explain/explanation.ts";
import type { QueryResult } from "../result.ts";
import type { Calculated } from "../run/ask-reviewer.ts";
import { prepareQuery } from "../run/prepare-query.ts";
import { summarize } from "../run/series-summary.ts";
import { shapeOf } from "../run/shape.ts";
import { summarizeValues } from "../run/value-summary.ts";
import { skipped } from "../run-query.ts";
import { derive, type Input, inputEmpty } from "./derive.ts";
import { instantsOfSeries } from "./instants.ts";
import type { ExpressionNode } from "./panel-graph.ts";

/**
 * The result of an expression.
 *
 * @param inputs - what it uses; those that the panel does not have are left out.
 * @param calculated - what Grafana gave; undefined where it was not asked.
 */
export function judgeExpression(
  node: ExpressionNode,
  inputs: readonly Input[],
  { calculated, run }: { readonly calculated: Calculated | undefined; readonly run: CheckRun },
): Answered {
  const { query, fault, expression } = node;
  const without = (state: QueryResult["state"], code: ReasonCode, reason: string, part?: string): Answered => ({
    result: { ...skipped(query, code, reason), state, ...defined({ part }) },
    series: [],
  });
  if (fault !== undefined) return without("error", fault.code, fault.reason);
  for (const state of ["error", "unchecked", "skipped"] as const) {
    const input = inputs.find(({ result }) => result.state === state);
    if (input === undefined) continue;
    const { reason = "", code = "unknown", part } = input.result;
    const why = `query ${input.refId}, which it uses, ${verbs[state]}: ${reason}`.slice(0, 1000);
    return state === "error" ? without(state, "input-failed", why, part) : without(state, code, why);
  }
  if (calculated === undefined) {
    const derived = derive(expression, inputs);
    return { result: { query, series: 0, samples: 0, shape: [], ...derived }, series: [] };
  }
  if (calculated.state === "error") {
    const { message, refused } = calculated;
    const hint = expression.type === "sql" ? "; SQL expressions need the feature toggle sqlExpressions" : "";
    return refused
      ? without("error", "expression-refused", `Grafana could not run the expression: ${message}${hint}`)
      : without("unchecked", "no-answer", `Grafana did not calculate it: ${message}`);
  }
  return judgeSeries(node, inputs, calculated, run);
}

const verbs = { error: "fails", unchecked: "could not be checked", skipped: "is not run" } as const;

function judgeSeries(
  { query, expression }: ExpressionNode,
  inputs: readonly Input[],
  { series, rows, notices }: Extract<Calculated, { readonly state: "ok" }>,
  run: CheckRun,
): Answered {
  const { timing, range } = prepareQuery(query, run);
  const { finite, samples } = summarize(series);
  const evaluated = instantsOfSeries(series, timing, range.toMs);
  const counted = { query, series: series.length, samples, evaluated, ...defined({ values: summarizeValues(series) }) };
  if (finite > 0) return { result: { ...counted, state: "ok", ...shapeOf(series, timing) }, series };
  if (series.length === 0 && rows > 0)
    return { result: { ...counted, state: "ok", samples: rows, note: "texts only", shape: [] }, series };
  const empty = inputs.find(({ result }) => result.state === "empty");
  if (empty !== undefined) {
    const { code, reason, part } = inputEmpty(empty);
    return { result: { ...counted, state: "empty", shape: [], ...defined({ code, reason, part }) }, series };
  }
  const why = samples > 0 ? notFinite(expression.type) : nothingLeft(expression, notices);
  return { result: { ...counted, state: "empty", shape: [], ...why }, series };
}

function notFinite(type: string): { readonly code: ReasonCode; readonly reason: string } {
  const hint =
    type === "reduce"
      ? "; a single value that is not a number makes the whole so: set its mode to Drop non-numeric value"
      : "";
  return { code: "not-finite", reason: `the expression gives nothing but NaN or infinite values${hint}` };
}

function nothingLeft(
  { type, inputs }: ExpressionNode["expression"],
  notices: readonly string[],
): { readonly code: ReasonCode; readonly reason: string } {
  const said = notices.length === 0 ? "" : ` (Grafana: ${notices[0]})`;
  if (type === "math" && inputs.length > 1)
    return {
      code: "sides-do-not-match",
      reason: `no series of ${inputs.join(" and ")} have labels that fit, so that math has nothing to work on${said}`,
    };
  return { code: "unknown", reason: `the expression gives no data, though what it uses has some${said}` };
}
