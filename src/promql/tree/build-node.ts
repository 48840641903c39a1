import { arrange, isOperand, type Shape } from "../grammar/arrange.ts";
import { expressionsOf, firstExpression } from "../grammar/expressions.ts";
import { functions } from "../grammar/functions.ts";
import { childAfter, childFrom, childNamed, type GrammarNode, hasChild } from "../grammar/grammar-node.ts";
import { unquote } from "../grammar/string-literal.ts";
import {
  type BuildContext,
  filledText,
  isMasked,
  labelNames,
  needed,
  originalText,
  UnexpectedTree,
} from "../grammar/syntax.ts";
import { buildSelector } from "./build-selector.ts";
import type { AggregationNode, BinaryNode, CallNode, ModifierNode, PromqlNode, VectorMatching } from "./node.ts";

/**
 * Converts the grammar's tree, which must not have errors, to nodes with offsets in the original query.
 *
 * @throws {UnexpectedTree} if the grammar accepts something that Prometheus refuses.
 */
export function buildQuery(top: GrammarNode, context: BuildContext): PromqlNode {
  return buildNode(needed(firstExpression(top)), context);
}

function buildNode(node: GrammarNode, context: BuildContext): PromqlNode {
  return isOperand(node) ? operand(node, context) : buildShape(arrange(node, context.fill.text), context);
}

function buildShape(shape: Shape, context: BuildContext): PromqlNode {
  switch (shape.kind) {
    case "operand":
      return operand(shape.node, context);
    case "prefix":
      return {
        type: "unary",
        from: shape.start,
        to: shape.end,
        op: shape.op,
        expr: buildShape(shape.inner, context),
      };
    case "infix":
      return binary(shape, context);
    case "postfix":
      return postfix(shape, context);
  }
}

function operand(node: GrammarNode, context: BuildContext): PromqlNode {
  switch (node.name) {
    case "VectorSelector":
      return buildSelector(node, context);
    case "AggregateExpr":
      return aggregation(node, context);
    case "FunctionCall":
      return call(node, context);
  }
  const { start: from, end: to } = node;
  switch (node.name) {
    case "ParenExpr":
      return { type: "paren", from, to, expr: buildNode(needed(firstExpression(node)), context) };
    case "NumberDurationLiteral":
      return { type: "number", from, to, text: originalText(node, context) };
    case "StringLiteral":
      return { type: "string", from, to, value: unquote(originalText(node, context)) };
    default:
      throw new UnexpectedTree(`unexpected ${node.name}`);
  }
}

function aggregation(node: GrammarNode, context: BuildContext): AggregationNode {
  const op = needed(childNamed(node, "AggregateOp"));
  const clause = childNamed(node, "AggregateModifier");
  const args = expressionsOf(needed(childNamed(node, "FunctionCallBody")));
  if (args.length === 0 || args.length > 2)
    throw new UnexpectedTree(`${filledText(op, context)}() takes one or two arguments`);
  const word = clause?.children[0];
  return {
    type: "aggregation",
    from: node.start,
    to: node.end,
    op: filledText(op, context).toLowerCase(),
    grouping: clause === undefined ? undefined : hasChild(clause, "By") ? "by" : "without",
    labels: clause === undefined ? [] : labelNames(childNamed(clause, "GroupingLabels"), context),
    uncertain: isMasked(op, context) || (word !== undefined && isMasked(word, context)),
    param: args.length === 2 ? buildNode(args[0]!, context) : undefined,
    expr: buildNode(args.at(-1)!, context),
  };
}

function call(node: GrammarNode, context: BuildContext): CallNode {
  const name = needed(childNamed(node, "FunctionIdentifier"));
  const uncertain = isMasked(name, context);
  const written = originalText(name, context);
  return {
    type: "call",
    from: node.start,
    to: node.end,
    // A variable with a known text gets that name; a function that was replaced for the grammar keeps its own.
    name: uncertain || functions.has(written) ? written : filledText(name, context),
    uncertain,
    args: expressionsOf(needed(childNamed(node, "FunctionCallBody"))).map((each) => buildNode(each, context)),
  };
}

function binary(shape: Shape & { kind: "infix" }, context: BuildContext): BinaryNode {
  const { node } = shape;
  const op = needed(childFrom(node, needed(firstExpression(node)).to));
  return {
    type: "binary",
    op: filledText(op, context).toLowerCase(),
    opTo: op.end,
    bool: hasChild(node, "BoolModifier"),
    matching: vectorMatching(childNamed(node, "MatchingModifierClause"), context),
    from: shape.start,
    to: shape.end,
    left: buildShape(shape.left, context),
    right: buildShape(shape.right, context),
  };
}

function vectorMatching(clause: GrammarNode | undefined, context: BuildContext): VectorMatching | undefined {
  if (clause === undefined) return undefined;
  const [labels, include] = clause.children.filter(({ name }) => name === "GroupingLabels");
  return {
    kind: hasChild(clause, "On") ? "on" : "ignoring",
    labels: labelNames(labels, context),
    group: hasChild(clause, "GroupLeft") ? "left" : hasChild(clause, "GroupRight") ? "right" : undefined,
    include: labelNames(include, context),
  };
}

const modifierKinds = new Map<string, ModifierNode["kind"]>([
  ["OffsetExpr", "offset"],
  ["StepInvariantExpr", "at"],
  ["AnchoredExpr", "anchored"],
  ["SmoothedExpr", "smoothed"],
]);

/** A range, a subquery or a modifier. */
function postfix(shape: Shape & { kind: "postfix" }, context: BuildContext): PromqlNode {
  const { node, inner } = shape;
  const base = { from: shape.start, to: shape.end, expr: buildShape(inner, context) };
  const kind = modifierKinds.get(node.name);
  if (kind !== undefined) {
    const value = childAfter(node, needed(childFrom(node, inner.to)));
    return {
      type: "modifier",
      ...base,
      kind,
      text:
        value === undefined
          ? ""
          : originalText({ from: value.from, to: node.to, start: value.start, end: node.end }, context),
    };
  }
  const [range, step] = node.children.filter(({ name }) => name === "DurationExpr");
  const rangeText = originalText(needed(range), context);
  if (node.name === "MatrixSelector") return { type: "matrix", ...base, range: rangeText };
  return { type: "subquery", ...base, range: rangeText, step: step === undefined ? "" : originalText(step, context) };
}
