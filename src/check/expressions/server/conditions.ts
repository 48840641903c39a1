import { asArray, field, textField } from "../../../json/read.ts";
import { readEvaluator } from "./evaluator.ts";
import { medianOf } from "./reduce.ts";
import { type Inputs, kindNames, numberOf, RefusedExpression, type Value } from "./value.ts";

type Reduce = (numbers: readonly number[]) => number | undefined;

const difference =
  (of: (newest: number, oldest: number) => number): Reduce =>
  (numbers) =>
    numbers.length < 2 ? 0 : of(numbers.at(-1)!, numbers[0]!);

/** One number of those that are neither missing nor NaN, of which there is at least one. */
const reducers: Readonly<Record<string, Reduce>> = {
  avg: (numbers) => sum(numbers) / numbers.length,
  sum,
  min: (numbers) => numbers.reduce((least, value) => Math.min(least, value), Number.MAX_VALUE),
  max: (numbers) => numbers.reduce((most, value) => Math.max(most, value), -Number.MAX_VALUE),
  count: (numbers) => numbers.length,
  last: (numbers) => numbers.at(-1),
  median: medianOf,
  diff: difference((newest, oldest) => newest - oldest),
  diff_abs: difference((newest, oldest) => Math.abs(newest - oldest)),
  percent_diff: difference((newest, oldest) => ((newest - oldest) / Math.abs(oldest)) * 100),
  percent_diff_abs: difference((newest, oldest) => Math.abs(((newest - oldest) / oldest) * 100)),
  count_non_null: (numbers) => numbers.length,
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

interface Condition {
  readonly operator: string;
  readonly refId: string;
  readonly reducer: string;
  readonly test: (value: number | undefined) => boolean;
  readonly asksForNone: boolean;
}

/** A value for which a classic condition holds, or that there is none. */
export interface ConditionMatch {
  readonly metric: string;
  readonly labels: Value["labels"];
  readonly value: number | null;
}

/**
 * Classic conditions: 1 if they hold, 0 if not, and a missing number where none of them has anything to look at.
 *
 * @throws {RefusedExpression} for conditions that Grafana does not understand.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/classic/classic.go
 */
export function runConditions(written: readonly unknown[], inputs: Inputs): Value[] {
  return [judgeConditions(written, inputs).value];
}

/** Classic conditions as {@link runConditions} has them, with what they hold for. @throws {RefusedExpression} */
export function judgeConditions(
  written: readonly unknown[],
  inputs: Inputs,
): { readonly value: Value; readonly matches: readonly ConditionMatch[] } {
  const matches: ConditionMatch[] = [];
  const conditions = written.map(readCondition);
  let [holds, isNothing] = [false, false];
  for (const [index, condition] of conditions.entries()) {
    if (holds && condition.operator === "logic-or") break;
    const one = judge(condition, inputs.get(condition.refId) ?? []);
    const join = (before: boolean, now: boolean) =>
      index === 0 ? now : condition.operator === "and" ? before && now : before || now;
    holds = join(holds, one.holds);
    isNothing = join(isNothing, one.isNothing);
    matches.push(...one.matches);
  }
  return { value: numberOf(isNothing ? null : Number(holds)), matches };
}

function readCondition(condition: unknown, index: number): Condition {
  const refused = (said: string) => new RefusedExpression(`condition ${index + 1} ${said}`);
  const operator = textField(condition, "operator", "type") ?? "";
  if (index > 0 && !["and", "or", "logic-or"].includes(operator))
    throw refused("operator must be `and`, `or` or `logic-or`");
  const [refId] = asArray(field(condition, "query", "params"));
  if (typeof refId !== "string" || refId === "") throw refused("is missing the query RefID argument");
  const reducer = textField(condition, "reducer", "type") ?? "";
  if (!Object.hasOwn(reducers, reducer))
    throw refused(`has the invalid reducer ${JSON.stringify(reducer.slice(0, 50))}`);
  const evaluator = field(condition, "evaluator");
  if (textField(evaluator, "type") === "no_value")
    return { operator, refId, reducer, test: (value) => value === undefined, asksForNone: true };
  const passes = readEvaluator(evaluator, { anyOrder: true });
  return { operator, refId, reducer, test: (value) => value !== undefined && passes(value), asksForNone: false };
}

function judge({ reducer, test, asksForNone }: Condition, values: readonly Value[]) {
  const none: ConditionMatch = { metric: "", labels: new Map(), value: null };
  if (values.length === 0 && asksForNone) return { holds: true, isNothing: false, matches: [none] };
  const numbers = values.map((value) => ({ value, number: numberIn(value, reducer) }));
  const matches = numbers
    .filter(({ number }) => test(number))
    .map(({ value, number = null }) => ({ metric: metricOf(value), labels: value.labels, value: number }));
  const missing = numbers.filter(({ number }) => number === undefined && !test(number)).length;
  const isNothing = missing === values.length;
  return { holds: matches.length > 0, isNothing, matches: isNothing ? [{ ...none, metric: "NoData" }] : matches };
}

/** Grafana's name of a query's series. */
function metricOf({ kind, labels }: Value): string {
  return kind === "none" ? "no data" : (labels.get("__name__") ?? "Value");
}

function numberIn({ kind, values }: Value, reducer: string): number | undefined {
  if (kind === "scalar") throw new RefusedExpression(`can only reduce type series, got type ${kindNames[kind]}`);
  if (kind === "none") return undefined;
  if (kind === "number") return values[0] ?? undefined;
  if (reducer === "count") return values.length === 0 ? undefined : values.length;
  const numbers = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  return numbers.length === 0 ? undefined : reducers[reducer]!(numbers);
}
