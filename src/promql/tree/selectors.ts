import type { QueryFailure } from "../grammar/failure.ts";
import type { PromqlNode, SelectorNode } from "./node.ts";
import { walkNodes } from "./node-walk.ts";
import { type ParseOptions, parseExpression } from "./parse.ts";

/** A vector selector with its range, offset, `@` and subqueries. Texts are as written, including variables. */
export interface FoundSelector extends SelectorNode {
  /** `5m` of `x[5m]`. */
  readonly range?: string;
  /** `1h` or `-1h` of `x offset 1h`. */
  readonly offset?: string;
  /** `end()` or a time of `x @ end()`. */
  readonly at?: string;
  /** Ranges of the subqueries around it, the innermost first. */
  readonly subqueries: readonly { readonly range: string; readonly step: string; readonly offset?: string }[];
  /** Whether its metric name contains a variable. */
  readonly metricHasVariable: boolean;
}

/** Every vector selector of a query, in the order of the text. */
export function findSelectors(
  query: string,
  options: ParseOptions = {},
): { readonly ok: true; readonly selectors: FoundSelector[] } | QueryFailure {
  const parsed = parseExpression(query, options);
  return parsed.ok ? { ok: true, selectors: selectorsIn(parsed.root) } : parsed;
}

/** Every vector selector below a node, in the order of the text. */
export function selectorsIn(root: PromqlNode): FoundSelector[] {
  const found: FoundSelector[] = [];
  walkNodes(root, (node, ancestors) => {
    if (node.type === "selector") found.push(describe(node, ancestors));
  });
  return found;
}

function describe(selector: SelectorNode, ancestors: readonly PromqlNode[]): FoundSelector {
  const subqueries: { range: string; step: string; offset?: string }[] = [];
  const time: { range?: string; offset?: string; at?: string } = {};
  for (const node of ancestors.toReversed()) {
    if (node.type === "matrix") time.range = node.range;
    else if (node.type === "subquery") subqueries.push({ range: node.range, step: node.step });
    else if (node.type === "modifier") {
      const innermost = subqueries.at(-1);
      if (node.kind === "offset" && innermost !== undefined) innermost.offset = node.text;
      else if ((node.kind === "offset" || node.kind === "at") && innermost === undefined) time[node.kind] = node.text;
    }
  }
  return { ...selector, ...time, subqueries, metricHasVariable: /\$|\[\[/.test(selector.metric ?? "") };
}
