import { takeSteps } from "../grammar/work.ts";
import type { PromqlNode } from "../tree/node.ts";
import { typeOf, walkNodes } from "../tree/node-walk.ts";
import type { ReadQuery } from "../tree/read-query.ts";
import { findStrips, spanKey } from "./carry.ts";

/** Whether each span is an instant vector that can stand in parentheses without changing what is around it. */
export function canWrap(root: PromqlNode, spans: readonly PromqlNode[]): boolean {
  if (spans.length === 0) return true;
  // It begins or ends inside a variable.
  if (spans.some(({ from, to }) => Number.isNaN(from) || Number.isNaN(to))) return false;
  const missing = new Set(spans.map(spanKey));
  walkNodes(root, (node, ancestors) => {
    if (!missing.has(spanKey(node))) return;
    const parent = ancestors.at(-1);
    const bound =
      parent?.type === "matrix" ||
      parent?.type === "modifier" ||
      (parent?.type === "call" && parent.name === "timestamp");
    if (typeOf(node) === "vector" && !bound) missing.delete(spanKey(node));
  });
  return missing.size === 0;
}

/** The nodes where at least one option needs the label removed. Removing an absent label has no effect. */
export function agreedStrips(read: readonly ReadQuery[]): PromqlNode[] {
  if (read.length === 1) return findStrips(read[0]!.root, new Set());
  let strips = new Map<string, PromqlNode>();
  for (;;) {
    const before = strips.size;
    const given = new Set(strips.keys());
    // The rest does not matter then, because the query is refused.
    if (!takeSteps(read.reduce((sum, { fill }) => sum + fill.text.length, 0))) return [];
    const next = read.flatMap(({ root }) => findStrips(root, given)).map((node) => [spanKey(node), node] as const);
    strips = new Map([...strips, ...next]);
    if (strips.size === before) return [...strips.values()];
  }
}
