import { type Expression, readExpression } from "../../check/expressions/expression.ts";
import { judgeConditions } from "../../check/expressions/server/conditions.ts";
import { readEvaluator } from "../../check/expressions/server/evaluator.ts";
import { runExpression } from "../../check/expressions/server/run-expression.ts";
import { mapValue, NotComputed, noData, RefusedExpression, type Value } from "../../check/expressions/server/value.ts";
import { asArray, field, textField } from "../../json/read.ts";
import type { ManagedQuery, ManagedRule } from "../../prometheus/rules/grafana/managed-rule.ts";
import { type LabelSet, labelKey } from "../engine/label-set.ts";
import type { QueryValues } from "./ask-queries.ts";
import type { ManagedResult } from "./managed-result.ts";
import { matchedNumbers, NumberIndex, type ResultNumbers } from "./result-numbers.ts";

/** A rule whose expressions were read. */
export interface ReadyRule {
  readonly managed: ManagedRule;
  readonly expressions: readonly (Expression & ManagedRule["expressions"][number])[];
}

export function readyRule(managed: ManagedRule): ReadyRule {
  const expressions = managed.expressions.map((one) => ({ ...one, ...readExpression(one.model) }));
  return { managed, expressions };
}

/** `query`: the one that failed; without, an expression did. */
interface Failed {
  readonly error: string;
  readonly query?: ManagedQuery;
}
type Outcome = readonly Value[] | Failed;

const isError = (outcome: Outcome): outcome is Failed => "error" in outcome;
const none: LabelSet = new Map();

/**
 * The findings of Grafana at one evaluation: an error of the condition, no data where any query has none, else a result
 * for each number of the condition.
 *
 * @param answers - of the queries, by refId.
 * @param isLoaded - whether the alert with these labels is already on: then its recovery threshold decides.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/eval/eval.go
 */
export function evaluateManaged(
  { managed, expressions }: ReadyRule,
  answers: ReadonlyMap<string, QueryValues>,
  { timeMs, isLoaded }: { readonly timeMs: number; readonly isLoaded: (labels: LabelSet) => boolean },
): readonly ManagedResult[] {
  const outcomes = new Map<string, Outcome>(answers);
  for (const query of managed.queries) {
    const answer = answers.get(query.refId) ?? [];
    if ("error" in answer) outcomes.set(query.refId, { ...answer, query });
  }
  for (const one of expressions) outcomes.set(one.refId, calculated(one, outcomes, timeMs, isLoaded));
  const condition = outcomes.get(managed.condition) ?? [];
  if (isError(condition)) return [failed(managed, condition)];
  const empty = managed.queries.filter(({ refId }) => isEmpty(answers.get(refId) ?? []));
  if (empty.length > 0) return withoutData(empty);
  const numbers = numbersBehind({ managed, expressions }, outcomes);
  const results = condition.map((value) => resultOf(value, numbers));
  return duplicate(results) ?? (results.length === 0 ? [nothing(none)] : results);
}

/** An alert in the state `Error` names the query that failed. */
function failed({ execErrState }: ManagedRule, { error, query }: Failed): ManagedResult {
  const result = { labels: none, outcome: "error", value: Number.NaN, error } as const;
  if (query === undefined || execErrState !== "Error") return result;
  return { ...result, errorLabels: labelsOf(query.datasourceUid, [query.refId]) };
}

/** The data of templates for each number of the condition, by its labels. */
function numbersBehind(
  { managed, expressions }: ReadyRule,
  outcomes: ReadonlyMap<string, Outcome>,
): (labels: LabelSet) => ResultNumbers {
  const valuesOf = (refId: string) => {
    const outcome = outcomes.get(refId) ?? [];
    return isError(outcome) ? [] : outcome;
  };
  let index: NumberIndex | undefined;
  const condition = expressions.find(({ refId }) => refId === managed.condition);
  return (labels) => {
    if (condition?.type === "classic_conditions") {
      const inputs = new Map(condition.inputs.map((refId) => [refId, valuesOf(refId)]));
      const conditions = asArray(condition.settings["conditions"]).slice(0, 1000);
      return matchedNumbers(condition.refId, judgeConditions(conditions, inputs).matches);
    }
    index ??= new NumberIndex([
      ...managed.queries.map(({ refId }) => ({ refId, type: "query", values: valuesOf(refId) })),
      ...expressions.map(({ refId, model }) => {
        return { refId, type: textField(model, "type") ?? "unknown", values: valuesOf(refId) };
      }),
    ]);
    return index.numbersOf(labels);
  };
}

/** Whether a query that the condition did not stumble over gave nothing. */
export function isEmpty(values: QueryValues): boolean {
  return "error" in values || values.every(({ kind }) => kind === "none");
}

function calculated(
  expression: ReadyRule["expressions"][number],
  outcomes: ReadonlyMap<string, Outcome>,
  timeMs: number,
  isLoaded: (labels: LabelSet) => boolean,
): Outcome {
  const { fault, inputs, settings } = expression;
  if (fault !== undefined) return { error: fault };
  const values = new Map<string, readonly Value[]>();
  for (const input of inputs) {
    const outcome = outcomes.get(input) ?? [noData];
    if (isError(outcome)) return outcome;
    values.set(input, outcome);
  }
  const range = { fromMs: timeMs - expression.fromMs, toMs: timeMs - expression.toMs };
  try {
    const unload = field(asArray(settings["conditions"])[0], "unloadEvaluator");
    if (expression.type !== "threshold" || unload === undefined) return runExpression(expression, values, range);
    const ends = readEvaluator(unload);
    return [...(values.get(inputs[0] ?? "") ?? [])].flatMap((value) =>
      isLoaded(value.labels)
        ? [mapValue(value, (one) => (one === null ? null : Number(!ends(one))))]
        : runExpression(expression, new Map([[inputs[0]!, [value]]]), range),
    );
  } catch (error) {
    if (error instanceof RefusedExpression || error instanceof NotComputed) return { error: error.message };
    throw error;
  }
}

/** One result for each data source, with the names of its queries. */
function withoutData(queries: ManagedRule["queries"]): ManagedResult[] {
  const byUid = new Map<string, string[]>();
  for (const { datasourceUid = "", refId } of queries)
    byUid.set(datasourceUid, [...(byUid.get(datasourceUid) ?? []), refId]);
  return [...byUid].map(([uid, refIds]) => nothing(labelsOf(uid, refIds)));
}

const labelsOf = (datasourceUid = "", refIds: readonly string[]): LabelSet =>
  new Map([
    ["datasource_uid", datasourceUid],
    ["ref_id", [...refIds].sort().join(",")],
  ]);

function resultOf({ kind, labels, values }: Value, numbersOf: (labels: LabelSet) => ResultNumbers): ManagedResult {
  if (kind === "none") return nothing(none);
  if (kind === "series") {
    const error = "looks like time series data, only reduced data can be alerted on";
    return { labels: none, outcome: "error", value: Number.NaN, error };
  }
  const value = values[0] ?? null;
  const numbers = () => numbersOf(labels);
  if (value === null) return { ...nothing(labels), numbers };
  return { labels, outcome: value === 0 ? "normal" : "alerting", value, numbers };
}

const nothing = (labels: LabelSet): ManagedResult => ({ labels, outcome: "nodata", value: Number.NaN });

/** Grafana cannot tell alerts apart that have the same labels. */
function duplicate(results: readonly ManagedResult[]): ManagedResult[] | undefined {
  const seen = new Set<string>();
  for (const { labels } of results) {
    const key = labelKey(labels);
    if (seen.has(key)) {
      const error = "the condition has several numbers with the same labels";
      return [{ labels, outcome: "error", value: Number.NaN, error }];
    }
    seen.add(key);
  }
  return undefined;
}
