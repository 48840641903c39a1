import type { PromqlNode } from "../tree/node.ts";

/** Aggregations whose result is a native histogram where their series are. */
const keepsNatives = new Set(["sum", "avg", "topk", "bottomk", "limitk", "limit_ratio"]);
const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

/**
 * Whether some series of an expression's result may be native histograms.
 *
 * @param natives - the metrics that are.
 */
export function mayBeNative(node: PromqlNode, natives: ReadonlySet<string>): boolean {
  switch (node.type) {
    case "selector":
      return node.metric !== undefined && natives.has(node.metric);
    case "number":
    case "string":
      return false;
    case "aggregation":
      return keepsNatives.has(node.op) && mayBeNative(node.expr, natives);
    case "binary":
      if (comparisons.has(node.op) && node.bool) return false;
      if (node.op === "and" || node.op === "unless" || comparisons.has(node.op)) return mayBeNative(node.left, natives);
      return mayBeNative(node.left, natives) || mayBeNative(node.right, natives);
    case "call":
      // Their results are numbers: count, sum, average, fraction, quantile.
      if (/^(?:histogram_|count_over_time$|present_over_time$|absent|timestamp$|scalar$)/.test(node.name)) return false;
      return node.args.some((arg) => mayBeNative(arg, natives));
    default:
      return mayBeNative(node.expr, natives);
  }
}
