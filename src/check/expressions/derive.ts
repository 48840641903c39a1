import { asArray, field, textField } from "../../json/read.ts";
import type { Answered } from "../answered.ts";
import { notComputed, type QueryResult } from "../result.ts";
import type { Expression } from "./expression.ts";

/** The result of a query or expression that another expression uses. */
export interface Input extends Answered {
  readonly refId: string;
}

/** All that is certain about an expression without calculating it. */
export type Derived =
  | { readonly state: "ok"; readonly note: typeof notComputed }
  | (Pick<QueryResult, "code" | "reason" | "part" | "values" | "series" | "samples"> & { readonly state: "empty" });

/** Math that gives a number for NaN: tests, and `&&` and `||`, of which one side may decide. */
const numberForNaN = /\bis_(?:nan|inf|null|number)\b|&&|\|\|/;

/**
 * Tells what an expression makes of its inputs, all of them `ok` or `empty`, where no Grafana is asked: `ok` if they
 * have data, which says nothing about its values; `empty` where Grafana certainly gives no number.
 *
 * No series in, no series out: that holds for all but conditions on "no value", and SQL, which may count rows. SQL over
 * nothing counts as empty.
 */
export function derive({ type, text, settings }: Expression, inputs: readonly Input[]): Derived {
  const computed = { state: "ok", note: notComputed } as const;
  const without = inputs.filter(({ result }) => result.series === 0 && result.state === "empty");
  if (type === "classic_conditions") {
    const asksForNone = asArray(settings["conditions"]).some(
      (condition) => textField(condition, "evaluator", "type") === "no_value",
    );
    return asksForNone || inputs.length === 0 || inputs.some(({ result }) => result.state === "ok")
      ? computed
      : inputEmpty(inputs[0]!);
  }
  if (type === "sql") return inputs.length === 0 || without.length < inputs.length ? computed : inputEmpty(without[0]!);
  if (without.length > 0) return inputEmpty(without[0]!);
  if (type === "threshold") return computed;
  if (type === "reduce") return reduced(settings, inputs[0]);
  const notNumbers = inputs.find(({ result }) => result.state === "empty" && isNaNOnly(result));
  return notNumbers === undefined || (type === "math" && numberForNaN.test(text)) ? computed : inputEmpty(notNumbers);
}

/** Why the result is empty, if an input is. */
export function inputEmpty({ refId, result }: Input): Exclude<Derived, { readonly state: "ok" }> {
  const { reason = "it has no data", part, values, series, samples, query } = result;
  const isNotFinite = result.code === "not-finite";
  return {
    state: "empty",
    code: isNotFinite ? "not-finite" : "input-empty",
    reason: `query ${refId}, which it uses, has no data: ${reason}`.slice(0, 1000),
    part: part ?? query.originalExpr ?? query.expr,
    series: isNotFinite ? series : 0,
    samples: isNotFinite ? samples : 0,
    ...(isNotFinite && values !== undefined ? { values } : {}),
  };
}

const isNaNOnly = ({ values }: QueryResult) => values !== undefined && Number.isNaN(values.least);

/** A reducer without a mode gives NaN for a series with a single NaN in it; `count` never does, `last` by the last. */
function reduced(settings: Expression["settings"], input: Input | undefined): Derived {
  const computed = { state: "ok", note: notComputed } as const;
  const mode = field(settings, "settings", "mode");
  const reducer = textField(settings, "reducer")?.toLowerCase() ?? "";
  if (input === undefined || reducer === "count" || mode === "replaceNN") return computed;
  if (mode === "dropNN") return input.result.state === "ok" || reducer === "sum" ? computed : inputEmpty(input);
  if (input.result.state === "empty") return inputEmpty(input);
  const { series, result } = input;
  const spoils = ({ values }: (typeof series)[number]) =>
    reducer === "last" ? !Number.isFinite(values.at(-1)) : values.some(Number.isNaN);
  if (series.length === 0 || !series.every(spoils)) return computed;
  const { originalExpr, expr } = result.query;
  const cause = reducer === "last" ? "its last value is not" : "some of its values are not";
  return {
    state: "empty",
    code: "not-finite",
    reason:
      `the ${reducer} of ${input.refId} is not a number, since ${cause}; ` +
      "set the expression's mode to Drop non-numeric value",
    part: originalExpr ?? expr,
    series: series.length,
    samples: series.length,
    values: { least: Number.NaN, median: Number.NaN, greatest: Number.NaN, last: Number.NaN },
  };
}
