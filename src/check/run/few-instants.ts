import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import type { QueryTiming } from "../../templating/query-timing.ts";
import type { CheckQuery } from "./check-query.ts";

/**
 * At how many instants range queries are evaluated. `full`: at all of Grafana's. `decide`: at some sixty of them where
 * these show as much; at all of them before anything is said against a query or its panel.
 */
export type Resolution = "decide" | "full";

/** Some of the instants at which Grafana evaluates a query: every n-th, counted from the last one. */
export interface FewInstants {
  readonly every: number;
  /** Lengths that variables stand for are those of Grafana's own step. */
  readonly timing: QueryTiming;
}

/** Steps between the first and the last of few instants: this many, or up to half more. */
const fewSteps = 60;

/** @returns undefined where leaving out instants would spare less than half of them. */
export function fewInstants(timing: QueryTiming): FewInstants | undefined {
  const { startMs, endMs, stepMs } = timing;
  const steps = Math.floor((endMs - startMs) / stepMs);
  const every = Math.floor(steps / fewSteps);
  if (every < 2) return undefined;
  const apartMs = every * stepMs;
  return { every, timing: { ...timing, startMs: endMs - Math.floor(steps / every) * apartMs, stepMs: apartMs } };
}

/** Whether the value at an instant depends on the range that is asked for: few instants begin later. */
export function readsStart(expr: string): boolean {
  return /@\s*start\b/.test(expr);
}

/** Functions that give NaN or infinities for finite arguments. */
const partial = new Set([
  ...["histogram_quantile", "histogram_quantiles", "histogram_fraction", "histogram_avg", "histogram_stddev"],
  ...["histogram_stdvar", "ln", "log2", "log10", "sqrt", "exp", "acos", "acosh", "asin", "atanh", "sinh", "cosh"],
  ...["deriv", "predict_linear", "holt_winters", "double_exponential_smoothing", "quantile_over_time"],
]);

/**
 * Whether single values of a query may be odd, so that each of them counts: shares, which have bounds, and what is NaN
 * or infinite where its parts are 0.
 */
export function everyValueCounts({ place, unit }: CheckQuery, expr: string): boolean {
  if (place !== "panel") return false;
  if (unit === "percent" || unit === "percentunit") return true;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return true;
  let found = false;
  walkNodes(parsed.root, (node) => {
    found ||= isPartial(node);
  });
  return found;
}

function isPartial(node: PromqlNode): boolean {
  if (node.type === "call") return partial.has(node.name);
  if (node.type === "selector") return node.matchers.some(({ name }) => name === "quantile");
  return node.type === "binary" && ["/", "%", "^"].includes(node.op) && !isDivisor(node.right);
}

const isDivisor = (node: PromqlNode): boolean =>
  node.type === "paren" ? isDivisor(node.expr) : node.type === "number" && Number(node.text) > 0;
