import { failure, type QueryFailure } from "../grammar/failure.ts";
import type { PromqlNode } from "../tree/node.ts";
import { childrenOf } from "../tree/node-walk.ts";

/** Why a query cannot be isolated by the label `name` although it parses; undefined if it can. */
export function findRefusal(root: PromqlNode, name: string): QueryFailure | undefined {
  const reason = refusalOf(root, name);
  if (reason !== undefined)
    return failure(reason, Number.isNaN(root.from) ? 0 : root.from, Number.isNaN(root.to) ? 0 : root.to);
  for (const child of childrenOf(root)) {
    const found = findRefusal(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A quick check whether {@link findRefusal} could find anything in this text; false for most queries. A name is part of
 * the text unless it is written with escapes.
 */
export function mayRefuse(text: string, name: string): boolean {
  return text.includes(name) || text.includes("info") || text.includes("\\");
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
