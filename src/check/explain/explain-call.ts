import { summarize } from "../run/series-summary.ts";
import type { Explanation } from "./explanation.ts";
import type { Expression } from "./expression.ts";
import { isRangeVector, isScalar } from "./expression-questions.ts";
import type { QueryParts } from "./query-parts.ts";

type Call = Extract<Expression, { kind: "call" }>;
type Explain = (expression: Expression) => Promise<Explanation>;

const needsTwo = new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
  "holt_winters",
  "double_exponential_smoothing",
]);

/** Why a function call has no data: an argument has none, its range is too short, it needs labels that are not there. `explain` goes on with an argument. */
export async function explainCall(expression: Call, parts: QueryParts, explain: Explain): Promise<Explanation> {
  const { name, args } = expression;
  const vectors = args.filter((argument) => !isScalar(argument) && argument.kind !== "string");
  if (name === "absent" || name === "absent_over_time")
    return parts.because(expression, "absent", "is empty because its argument has data, which is what it is for");
  for (const argument of vectors) if (!(await parts.hasData(argument))) return emptyArgument(argument, parts, explain);
  const range = vectors.find(isRangeVector);
  if (range !== undefined) {
    const short = await tooShort(expression, range, parts);
    if (short !== undefined) return short;
  }
  if (name === "scalar" && args[0] !== undefined) {
    const { series } = (await parts.evaluate(args[0])).summary;
    return parts.because(expression, "not-finite", `gives no number: scalar() takes exactly one series, not ${series}`);
  }
  if (name === "histogram_quantile" || name === "histogram_fraction") return histogram(expression, vectors.at(-1), parts);
  const { summary } = await parts.evaluate(expression);
  if (summary.samples > 0) return parts.because(expression, "not-finite", "gives only NaN or infinite values");
  return parts.nothing(expression, vectors.length === 0 ? "returns nothing" : "returns nothing although its argument has data");
}

/** A range may be empty though what it is of has data: shorter than the distance between samples. */
async function emptyArgument(argument: Expression, parts: QueryParts, explain: Explain): Promise<Explanation> {
  const range = unwrapRange(argument);
  if (range?.kind === "range" && (await parts.hasData(range.of)))
    return parts.because(
      argument,
      "range-too-short",
      `the range [${range.rangeText}] is shorter than the distance between samples${parts.distance()}`,
    );
  return explain(argument);
}

async function tooShort(expression: Call, argument: Expression, parts: QueryParts): Promise<Explanation | undefined> {
  if (!needsTwo.has(expression.name)) return undefined;
  const counted = summarize(await parts.context.ask(`count_over_time(${parts.raw(argument)}\n)`));
  if (counted.max === undefined || counted.max >= 2) return undefined;
  const range = unwrapRange(argument);
  const length = range?.kind === "range" ? `[${range.rangeText}] ` : "";
  return parts.because(
    expression,
    "range-too-short",
    `${expression.name}() needs two samples, but the range ${length}holds only one${parts.distance()}; use a longer range or $__rate_interval`,
  );
}

async function histogram(expression: Call, argument: Expression | undefined, parts: QueryParts): Promise<Explanation> {
  if (argument === undefined) return parts.nothing(expression, "returns nothing");
  const { series, summary } = await parts.evaluate(argument);
  if (!series.some(({ labels }) => labels.has("le")))
    return parts.because(
      expression,
      "histogram",
      `${expression.name}() needs buckets, but none of the ${summary.series} series has a label le; keep it with by (le, …)`,
    );
  if (summary.max === 0) return parts.because(expression, "histogram", "every bucket is 0: no observations, so there is no quantile");
  return parts.because(expression, "histogram", `${expression.name}() gives no number: buckets without le="+Inf", or too few of them`);
}

function unwrapRange(expression: Expression): Expression | undefined {
  if (expression.kind === "wrapper" || expression.kind === "shifted") return unwrapRange(expression.of);
  return expression.kind === "range" ? expression : undefined;
}
