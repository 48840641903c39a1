import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import type { QuerySeries } from "../../templating/backend.ts";

/** Functions and aggregations that put series in an order, in Prometheus and VictoriaMetrics. */
const ordering = /^(?:sort|topk|bottomk|limitk|approx_topk)/;

/**
 * The series of an instant query in an order that is the same each time: by their labels. A server gives those of
 * aggregations in any. Where the query itself orders them, as `topk` does, only those beside each other with one value
 * change places.
 */
export function inStableOrder(series: readonly QuerySeries[], expr: string): readonly QuerySeries[] {
  if (series.length < 2) return series;
  const keyed = series.map((one) => ({ one, key: labelsKey(one) }));
  const byLabels = (some: typeof keyed) => some.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (!ordersItself(expr)) return byLabels(keyed).map(({ one }) => one);
  const runs: (typeof keyed)[] = [];
  for (const each of keyed) {
    const before = runs.at(-1)?.[0]?.one.values.at(-1);
    if (runs.length > 0 && Object.is(before, each.one.values.at(-1))) runs.at(-1)!.push(each);
    else runs.push([each]);
  }
  return runs.flatMap((run) => byLabels(run)).map(({ one }) => one);
}

/** Compares as Prometheus does: name by name, and value by value. */
function labelsKey({ labels }: QuerySeries): string {
  const pairs = [...labels].sort(([one], [other]) => (one < other ? -1 : 1));
  return pairs.map(([name, value]) => `${name}\u0001${value}\u0000`).join("");
}

function ordersItself(expr: string): boolean {
  if (!/sort|topk|bottomk|limitk/i.test(expr)) return false;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return true;
  let found = false;
  walkNodes(parsed.root, (node) => {
    const name = node.type === "call" ? node.name : node.type === "aggregation" ? node.op : "";
    found ||= ordering.test(name.toLowerCase());
  });
  return found;
}
