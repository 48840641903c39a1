import { failure, type QueryFailure } from "./failure.ts";
import type { PromqlNode } from "./node.ts";
import { walkNodes } from "./node-walk.ts";

/** Why a query cannot be isolated by the label `name` although it parses; undefined if it can. */
export function findRefusal(root: PromqlNode, name: string): QueryFailure | undefined {
  let found: QueryFailure | undefined;
  walkNodes(root, (node) => {
    const reason = found === undefined ? refusalOf(node, name) : undefined;
    if (reason !== undefined) found = failure(reason, Number.isNaN(node.from) ? 0 : node.from, Number.isNaN(node.to) ? 0 : node.to);
  });
  return found;
}

function refusalOf(node: PromqlNode, name: string): string | undefined {
  if (node.type === "call" && node.name === "info")
    return "info() reads target_info by itself, so the query cannot be kept to the preview's series";
  return mentions(node, name) ? `the query uses the label ${name} itself` : undefined;
}

function mentions(node: PromqlNode, name: string): boolean {
  switch (node.type) {
    case "selector":
      return node.matchers.some((matcher) => matcher.name === name);
    case "aggregation":
      return node.labels.includes(name);
    case "binary":
      return node.matching !== undefined && [...node.matching.labels, ...node.matching.include].includes(name);
    case "string":
      return node.value === name;
    default:
      return false;
  }
}
