import type { CallNode, PromqlNode } from "../../promql/tree/node.ts";
import { typeOf, withoutParens } from "../../promql/tree/node-walk.ts";
import { summarize } from "../run/series-summary.ts";
import { explainShift } from "./explain-shift.ts";
import type { Explanation } from "./explanation.ts";
import type { QueryParts } from "./query-parts.ts";

type Explain = (node: PromqlNode) => Promise<Explanation>;

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

/**
 * Why a function call has no data: an argument has none, its range is too short, it needs labels that are not there.
 * `explain` goes on with an argument.
 */
export async function explainCall(node: CallNode, parts: QueryParts, explain: Explain): Promise<Explanation> {
  const { name, args } = node;
  const vectors = args.filter((argument) => typeOf(argument) === "vector" || typeOf(argument) === "matrix");
  if (name === "absent" || name === "absent_over_time")
    return parts.because(node, "absent", "is empty because its argument has data, which is what it is for");
  for (const argument of vectors) if (!(await parts.hasData(argument))) return emptyArgument(argument, parts, explain);
  const range = vectors.find((argument) => typeOf(argument) === "matrix");
  if (range !== undefined) {
    const short = await tooShort(node, range, parts);
    if (short !== undefined) return short;
  }
  if (name === "scalar" && args[0] !== undefined) {
    const { series } = (await parts.evaluate(args[0])).summary;
    return parts.because(node, "not-finite", `gives no number: scalar() takes exactly one series, not ${series}`);
  }
  if (name === "histogram_quantile" || name === "histogram_fraction") return histogram(node, vectors.at(-1), parts);
  const { summary } = await parts.evaluate(node);
  if (summary.samples > 0) return parts.because(node, "not-finite", "gives only NaN or infinite values");
  return parts.nothing(
    node,
    vectors.length === 0 ? "returns nothing" : "returns nothing although its argument has data",
  );
}

/**
 * A range may be empty though what it is of has data: shorter than the distance between samples, or at a time without
 * any.
 */
async function emptyArgument(argument: PromqlNode, parts: QueryParts, explain: Explain): Promise<Explanation> {
  const inner = withoutParens(argument);
  if (inner.type === "modifier" && typeOf(inner) === "matrix")
    return (await parts.hasData(inner.expr)) ? explainShift(inner, parts) : emptyArgument(inner.expr, parts, explain);
  if (inner.type === "matrix" && (await parts.hasData(inner.expr)))
    return parts.because(
      argument,
      "range-too-short",
      `the range [${inner.range}] is shorter than the distance between samples${parts.distance()}`,
    );
  return explain(argument);
}

async function tooShort(node: CallNode, argument: PromqlNode, parts: QueryParts): Promise<Explanation | undefined> {
  if (!needsTwo.has(node.name)) return undefined;
  const counted = summarize(await parts.context.ask(`count_over_time(${parts.raw(argument)}\n)`));
  if (counted.max === undefined || counted.max >= 2) return undefined;
  const range = unwrapRange(argument);
  const length = range.type === "matrix" ? `[${range.range}] ` : "";
  return parts.because(
    node,
    "range-too-short",
    `${node.name}() needs two samples, but the range ${length}holds only one${parts.distance()}; use a ` +
      "longer range or $__rate_interval",
  );
}

async function histogram(node: CallNode, argument: PromqlNode | undefined, parts: QueryParts): Promise<Explanation> {
  if (argument === undefined) return parts.nothing(node, "returns nothing");
  const { series, summary } = await parts.evaluate(argument);
  if (!series.some(({ labels }) => labels.has("le")))
    return parts.because(
      node,
      "histogram",
      `${node.name}() needs buckets, but none of the ${summary.series} series has a label le; keep it with by (le, …)`,
    );
  if (summary.max === 0)
    return parts.because(node, "histogram", "every bucket is 0: no observations, so there is no quantile");
  return parts.because(
    node,
    "histogram",
    `${node.name}() gives no number: buckets without le="+Inf", or too few of them`,
  );
}

function unwrapRange(node: PromqlNode): PromqlNode {
  return node.type === "paren" || node.type === "modifier" ? unwrapRange(node.expr) : node;
}
