import type { CallNode, PromqlNode } from "../../promql/tree/node.ts";
import { askable, typeOf, walkNodes } from "../../promql/tree/node-walk.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { quote } from "../explain/explanation.ts";

/** Prometheus' words for series that have become one: of instant vectors, and of functions over ranges. */
const sameLabels = /same labelset|duplicate labelset|same labels/i;

/** How {@link explainCollapsed} asks. */
export interface CollapsedOptions {
  /** Evaluates a part of the query. */
  readonly ask: (expression: string) => Promise<readonly QuerySeries[]>;
  /** Most parts that are asked for. */
  readonly maxAsks: number;
  /** A label that is not shown. */
  readonly hidden?: string | undefined;
}

/**
 * Which series a query makes one: two that differ only in a label that `label_replace` or `label_join` overwrites, or
 * only in their name, which most functions drop.
 *
 * @param query - with all variables filled in, which the server refused with `message`.
 * @returns a sentence without a full stop; undefined for other messages, and where no such pair is found.
 * @throws what `ask` throws.
 */
export async function explainCollapsed(
  query: string,
  message: string,
  { ask, maxAsks, hidden }: CollapsedOptions,
): Promise<string | undefined> {
  if (!sameLabels.test(message)) return undefined;
  const parsed = parseFilled(query);
  if (!parsed.ok) return undefined;
  const calls: CallNode[] = [];
  walkNodes(parsed.root, (node) => {
    if (node.type === "call" && seriesOf(node) !== undefined) calls.push(node);
  });
  // The innermost call that does it, as the last in the walk.
  for (const call of calls.reverse().slice(0, maxAsks)) {
    const changed = changedLabel(call, query);
    const argument = seriesOf(call)!;
    const series = await ask(askable(argument, query.slice(argument.from, argument.to)));
    const pair = findPair(series, changed, hidden);
    if (pair === undefined) continue;
    const [one, other] = pair.map((each) => describe(each, hidden));
    return changed === "__name__"
      ? `${call.name}() drops the metric name, which makes one series of ${one} and ${other}`
      : `${call.name}() overwrites the label ${changed}, which makes one series of ${one} and ${other}; keep them ` +
          "apart by another label, or aggregate first";
  }
  return undefined;
}

/** The argument that has series: not the number of `quantile_over_time`. */
function seriesOf({ args }: CallNode): PromqlNode | undefined {
  return args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
}

/** The label that a call replaces: all else that it keeps can still tell series apart. */
function changedLabel({ name, args }: CallNode, query: string): string {
  if (name !== "label_replace" && name !== "label_join") return "__name__";
  const target: PromqlNode | undefined = args[1];
  return target?.type === "string" ? query.slice(target.from + 1, target.to - 1) : "__name__";
}

function findPair(
  series: readonly QuerySeries[],
  label: string,
  hidden: string | undefined,
): readonly [QuerySeries, QuerySeries] | undefined {
  const seen = new Map<string, QuerySeries>();
  for (const each of series) {
    const rest = [...each.labels].filter(([name]) => name !== label && name !== hidden).sort();
    const key = JSON.stringify(rest);
    const other = seen.get(key);
    if (other !== undefined) return [other, each];
    seen.set(key, each);
  }
  return undefined;
}

function describe({ labels }: QuerySeries, hidden: string | undefined): string {
  const shown = [...labels].filter(([name]) => name !== "__name__" && name !== hidden);
  return `${labels.get("__name__") ?? ""}{${shown.map(([name, value]) => `${name}=${quote(value)}`).join(", ")}}`;
}
