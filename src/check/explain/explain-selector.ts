import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { type Explanation, quote, some } from "./explanation.ts";
import { type Expression, type Matcher, readExpression } from "./expression.ts";
import { selectorsIn } from "./expression-questions.ts";
import { type SpecKnowledge, similarName } from "./spec-knowledge.ts";

/** What explaining a selector needs. */
export interface SelectorContext {
  readonly backend: Pick<QueryBackend, "labelValues" | "labelNames">;
  readonly startMs: number;
  readonly endMs: number;
  readonly knowledge?: SpecKnowledge | undefined;
  readonly isolation?: IsolationLabel | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Selector = Extract<Expression, { kind: "selector" }>;

/**
 * Why a selector selects nothing: the metric, a label, a value or a combination that no series has. Regular expressions are tried by the server.
 *
 * @returns undefined if the server has series that it selects.
 */
export async function explainSelector(selector: Selector, context: SelectorContext): Promise<Explanation | undefined> {
  const { metric, matchers } = selector;
  const own = matchers.filter((matcher) => !isIsolation(matcher, context.isolation));
  const subject = subjectOf(selector, context.isolation);
  const what = metric ?? "any metric";
  const exists = (tried: readonly string[]) => hasSeries(metric, tried, context);
  if (await exists(own.map(({ text }) => text))) return undefined;
  if (!(await exists([]))) return { ...subject, ...explainMetric(metric, context) };
  for (const matcher of own) {
    if (await exists([matcher.text])) continue;
    return { ...subject, ...(await explainMatcher(what, metric, matcher, context)) };
  }
  const tried: string[] = [];
  for (const matcher of own) {
    tried.push(matcher.text);
    if (await exists(tried)) continue;
    break;
  }
  return {
    ...subject,
    code: "combination-missing",
    reason: `no series of ${what} has all of {${tried.join(", ")}} together, though each of them alone`,
  };
}

function isIsolation(matcher: Matcher, isolation: IsolationLabel | undefined): boolean {
  return isolation !== undefined && matcher.name === isolation.name;
}

function explainMetric(metric: string | undefined, { knowledge }: SelectorContext): Pick<Explanation, "code" | "reason"> {
  if (metric === undefined) return { code: "metric-without-series", reason: "there are no series at all in the window" };
  return explainUnknown(metric, knowledge) ?? { code: "metric-without-series", reason: `metric ${metric} has no series in the window` };
}

function explainUnknown(metric: string, knowledge: SpecKnowledge | undefined): Pick<Explanation, "code" | "reason"> | undefined {
  if (knowledge === undefined || knowledge.metrics.has(metric)) return undefined;
  const similar = similarName(metric, knowledge);
  return {
    code: "metric-not-in-spec",
    reason: `metric ${metric} is not in the data spec${similar === undefined ? "" : `; did you mean ${similar}?`}`,
  };
}

/** The first selector of a query without data whose metric the spec does not make: found without asking anyone. */
export function findUnknownMetric(
  query: string,
  {
    knowledge,
    isolation,
    withoutIsolation,
  }: Pick<SelectorContext, "knowledge" | "isolation"> & { readonly withoutIsolation?: ((text: string) => string) | undefined },
): Explanation | undefined {
  const expression = knowledge === undefined ? undefined : readExpression(query);
  if (expression === undefined || !needsAll(expression)) return undefined;
  for (const selector of selectorsIn(expression)) {
    const { metric, from, to } = selector;
    const found = metric === undefined ? undefined : explainUnknown(metric, knowledge);
    const part = query.slice(from, to);
    if (found !== undefined) return { ...found, part: withoutIsolation?.(part) ?? part, ...subjectOf(selector, isolation) };
  }
  return undefined;
}

function subjectOf({ metric, matchers }: Selector, isolation: IsolationLabel | undefined): Pick<Explanation, "selector"> {
  const own = matchers.filter((matcher) => !isIsolation(matcher, isolation)).map(({ text: _, ...rest }) => rest);
  return { selector: { ...(metric === undefined ? {} : { metric }), matchers: own } };
}

/** With `or`, `unless` and `absent` a query can have data though a metric is missing: then the missing one need not be the reason. */
function needsAll(expression: Expression): boolean {
  switch (expression.kind) {
    case "binary":
      return expression.operator !== "or" && expression.operator !== "unless" && needsAll(expression.left) && needsAll(expression.right);
    case "call":
      return !expression.name.startsWith("absent") && expression.args.every(needsAll);
    case "aggregate":
      return expression.args.every(needsAll);
    case "range":
    case "subquery":
    case "wrapper":
    case "shifted":
      return needsAll(expression.of);
    default:
      return true;
  }
}

async function explainMatcher(
  what: string,
  metric: string | undefined,
  matcher: Matcher,
  context: SelectorContext,
): Promise<Pick<Explanation, "code" | "reason">> {
  const scope = { match: selectorText(metric, [], context.isolation), startMs: context.startMs, endMs: context.endMs };
  if (!(await hasSeries(metric, [`${matcher.name}!=""`], context))) {
    const names = await context.backend.labelNames(scope, context.signal);
    const shown = names.filter((name) => name !== "__name__" && name !== context.isolation?.name);
    return {
      code: "label-missing",
      reason: `no series of ${what} has a label ${matcher.name}; they have ${shown.length === 0 ? "no labels" : some(shown)}`,
    };
  }
  const values = await context.backend.labelValues(matcher.name, scope, context.signal);
  return { code: "value-missing", reason: `no series of ${what} has ${matcher.text}; there is ${some(values.map(quote))}` };
}

/** Names of metrics are a small answer, however many series there are. */
async function hasSeries(metric: string | undefined, matchers: readonly string[], context: SelectorContext): Promise<boolean> {
  const match = selectorText(metric, matchers, context.isolation);
  const names = await context.backend.labelValues("__name__", { match, startMs: context.startMs, endMs: context.endMs }, context.signal);
  return names.length > 0;
}

function selectorText(metric: string | undefined, matchers: readonly string[], isolation: IsolationLabel | undefined): string {
  const all = [
    ...(isolation === undefined ? [] : [`${isolation.name}=${JSON.stringify(isolation.value)}`]),
    ...(metric === undefined ? [] : [`__name__=${JSON.stringify(metric)}`]),
    ...matchers,
  ];
  return `{${all.length === 0 ? '__name__!=""' : all.join(",")}}`;
}
