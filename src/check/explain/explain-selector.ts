import type { SavedFilter } from "../../dashboard/view/ad-hoc-filters.ts";
import { defined } from "../../json/defined.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { childrenOf } from "../../promql/tree/node-walk.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { type Condition, type Selection, selectionOf } from "./conditions.ts";
import { explainFilter } from "./explain-filter.ts";
import { type Explanation, quote, some } from "./explanation.ts";
import { type SpecKnowledge, similarName } from "./spec-knowledge.ts";

/** Context for explaining a selector. */
export interface SelectorContext {
  readonly backend: Pick<QueryBackend, "labelValues" | "labelNames">;
  readonly startMs: number;
  readonly endMs: number;
  readonly knowledge?: SpecKnowledge | undefined;
  readonly isolation?: IsolationLabel | undefined;
  /** Filters of ad hoc variables, whose conditions stand in the query. */
  readonly filters?: readonly SavedFilter[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Why a selector selects nothing: the metric, a label, a value or a combination that no series has. Regular expressions
 * are tried by the server.
 *
 * @returns undefined if the server has series that it selects.
 */
export async function explainSelector(
  selection: Selection,
  context: SelectorContext,
): Promise<Explanation | undefined> {
  const { metric, conditions } = selection;
  const own = conditions.filter((condition) => !isIsolation(condition, context.isolation));
  const subject = subjectOf(selection, context.isolation);
  const what = metric ?? "any metric";
  const exists = (tried: readonly string[]) => hasSeries(metric, tried, context);
  if (await exists(own.map(({ text }) => text))) return undefined;
  if (!(await exists([]))) return { ...subject, ...explainMetric(metric, context) };
  for (const condition of own) {
    if (await exists([condition.text])) continue;
    return explainFilter(
      { ...subject, ...(await explainCondition(what, metric, condition, context)) },
      condition,
      context.filters ?? [],
    );
  }
  const tried: string[] = [];
  let failing: Condition | undefined;
  for (const condition of own) {
    tried.push(condition.text);
    failing = condition;
    if (!(await exists(tried))) break;
  }
  const combination = {
    ...subject,
    code: "combination-missing" as const,
    reason: `no series of ${what} has all of {${tried.join(", ")}} together, though each of them alone`,
  };
  return explainFilter(combination, failing, context.filters ?? []);
}

function isIsolation(condition: Condition, isolation: IsolationLabel | undefined): boolean {
  return isolation !== undefined && condition.name === isolation.name;
}

function explainMetric(
  metric: string | undefined,
  { knowledge }: SelectorContext,
): Pick<Explanation, "code" | "reason"> {
  if (metric === undefined)
    return { code: "metric-without-series", reason: "there are no series at all in the window" };
  return (
    explainUnknown(metric, knowledge) ?? {
      code: "metric-without-series",
      reason: `metric ${metric} has no series in the window`,
    }
  );
}

function explainUnknown(
  metric: string,
  knowledge: SpecKnowledge | undefined,
): Pick<Explanation, "code" | "reason"> | undefined {
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
  }: Pick<SelectorContext, "knowledge" | "isolation"> & {
    readonly withoutIsolation?: ((text: string) => string) | undefined;
  },
): Explanation | undefined {
  const parsed = knowledge === undefined ? undefined : parseFilled(query);
  if (parsed?.ok !== true || !needsAll(parsed.root)) return undefined;
  for (const selector of selectorsIn(parsed.root)) {
    const { metric, from, to } = selector;
    const found = metric === undefined ? undefined : explainUnknown(metric, knowledge);
    const part = query.slice(from, to);
    if (found !== undefined)
      return {
        ...found,
        part: withoutIsolation?.(part) ?? part,
        ...subjectOf(selectionOf(selector, query), isolation),
      };
  }
  return undefined;
}

function subjectOf(
  { metric, conditions }: Selection,
  isolation: IsolationLabel | undefined,
): Pick<Explanation, "selector"> {
  const own = conditions.filter((condition) => !isIsolation(condition, isolation)).map(({ text: _, ...rest }) => rest);
  return { selector: { ...defined({ metric }), matchers: own } };
}

/**
 * With `or`, `unless` and `absent` a query can have data though a metric is missing: then the missing one need not be
 * the reason.
 */
function needsAll(node: PromqlNode): boolean {
  if (node.type === "binary" && (node.op === "or" || node.op === "unless")) return false;
  if (node.type === "call" && node.name.startsWith("absent")) return false;
  return childrenOf(node).every(needsAll);
}

async function explainCondition(
  what: string,
  metric: string | undefined,
  condition: Condition,
  context: SelectorContext,
): Promise<Pick<Explanation, "code" | "reason">> {
  const scope = { match: selectorText(metric, [], context.isolation), startMs: context.startMs, endMs: context.endMs };
  if (!(await hasSeries(metric, [`${condition.name}!=""`], context))) {
    const names = await context.backend.labelNames(scope, context.signal);
    const shown = names.filter((name) => name !== "__name__" && name !== context.isolation?.name);
    return {
      code: "label-missing",
      reason:
        `no series of ${what} has a label ${condition.name}; they have ` +
        `${shown.length === 0 ? "no labels" : some(shown)}`,
    };
  }
  const values = await context.backend.labelValues(condition.name, scope, context.signal);
  return {
    code: "value-missing",
    reason: `no series of ${what} has ${condition.text}; there is ${some(values.map(quote))}`,
  };
}

/**
 * Whether a selector may have series in the time before the window. Servers answer this by blocks of hours: yes can be
 * wrong, no cannot.
 */
export async function anySeriesBefore({ metric, conditions }: Selection, context: SelectorContext): Promise<boolean> {
  const own = conditions.filter((condition) => !isIsolation(condition, context.isolation)).map(({ text }) => text);
  return hasSeries(metric, own, { ...context, startMs: 0, endMs: context.startMs - 1 });
}

/** Names of metrics are a small answer, however many series there are. */
async function hasSeries(
  metric: string | undefined,
  matchers: readonly string[],
  context: SelectorContext,
): Promise<boolean> {
  const match = selectorText(metric, matchers, context.isolation);
  const names = await context.backend.labelValues(
    "__name__",
    { match, startMs: context.startMs, endMs: context.endMs },
    context.signal,
  );
  return names.length > 0;
}

function selectorText(
  metric: string | undefined,
  matchers: readonly string[],
  isolation: IsolationLabel | undefined,
): string {
  const all = [
    ...(isolation === undefined ? [] : [`${isolation.name}=${JSON.stringify(isolation.value)}`]),
    ...(metric === undefined ? [] : [`__name__=${JSON.stringify(metric)}`]),
    ...matchers,
  ];
  return `{${all.length === 0 ? '__name__!=""' : all.join(",")}}`;
}
