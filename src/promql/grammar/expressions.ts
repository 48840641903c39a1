import type { GrammarNode } from "./grammar-node.ts";

/** The grammar's node types that are expressions. */
const kinds = new Set([
  "AggregateExpr",
  "AnchoredExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "SmoothedExpr",
  "StepInvariantExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector",
]);

/** The direct sub-expressions of a node. */
export function expressionsOf({ children }: GrammarNode): GrammarNode[] {
  return children.filter(({ name }) => kinds.has(name));
}

/** The first of {@link expressionsOf}. */
export function firstExpression({ children }: GrammarNode): GrammarNode | undefined {
  for (const child of children) if (kinds.has(child.name)) return child;
  return undefined;
}
