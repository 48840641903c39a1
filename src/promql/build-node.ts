import type { SyntaxNode } from "@lezer/common";
import { arrange, type Shape } from "./arrange.ts";
import { buildSelector } from "./build-selector.ts";
import { functions } from "./functions.ts";
import type { AggregationNode, BinaryNode, CallNode, ModifierNode, PromqlNode, VectorMatching } from "./node.ts";
import { unquote } from "./string-literal.ts";
import {
  type BuildContext,
  childNodes,
  filledText,
  labelNames,
  needed,
  originalText,
  spanBetween,
  textBetween,
  UnexpectedTree,
} from "./syntax.ts";

/**
 * Turns the grammar's tree (without errors in it) into nodes whose offsets are those of the original query.
 *
 * @throws {UnexpectedTree} where Prometheus would refuse what the grammar takes.
 */
export function buildQuery(top: SyntaxNode, context: BuildContext): PromqlNode {
  return buildNode(needed(expressionsOf(top)[0]), context);
}

function expressionsOf(node: SyntaxNode): SyntaxNode[] {
  return childNodes(node).filter(
    ({ name }) => /(?:Expr|Selector|Literal|Call)$/.test(name) && name !== "DurationExpr" && name !== "OffsetDurationExpr",
  );
}

function buildNode(node: SyntaxNode, context: BuildContext): PromqlNode {
  return buildShape(arrange(node, context.fill.text, expressionsOf), context);
}

function buildShape(shape: Shape, context: BuildContext): PromqlNode {
  const span = spanBetween(shape.from, shape.to, context);
  switch (shape.kind) {
    case "operand":
      return operand(shape.node, context);
    case "prefix":
      return { type: "unary", ...span, op: shape.op, expr: buildShape(shape.inner, context) };
    case "infix":
      return { ...binary(shape.node, context), ...span, left: buildShape(shape.left, context), right: buildShape(shape.right, context) };
    case "postfix":
      return postfix(shape.node, { ...span, expr: buildShape(shape.inner, context) }, shape.inner.to, context);
  }
}

function operand(node: SyntaxNode, context: BuildContext): PromqlNode {
  const span = spanBetween(node.from, node.to, context);
  switch (node.name) {
    case "VectorSelector":
      return buildSelector(node, context);
    case "AggregateExpr":
      return aggregation(node, context);
    case "FunctionCall":
      return call(node, context);
    case "ParenExpr":
      return { type: "paren", ...span, expr: buildNode(needed(expressionsOf(node)[0]), context) };
    case "NumberDurationLiteral":
      return { type: "number", ...span, text: originalText(node, context) };
    case "StringLiteral":
      return { type: "string", ...span, value: unquote(originalText(node, context)) };
    default:
      throw new UnexpectedTree(`unexpected ${node.name}`);
  }
}

function aggregation(node: SyntaxNode, context: BuildContext): AggregationNode {
  const op = needed(node.getChild("AggregateOp"));
  const clause = node.getChild("AggregateModifier");
  const args = expressionsOf(needed(node.getChild("FunctionCallBody")));
  if (args.length === 0 || args.length > 2) throw new UnexpectedTree(`${filledText(op, context)}() takes one or two arguments`);
  const words = [op, ...(clause?.firstChild ? [clause.firstChild] : [])].map(({ from, to }) => spanBetween(from, to, context));
  return {
    type: "aggregation",
    ...spanBetween(node.from, node.to, context),
    op: filledText(op, context).toLowerCase(),
    grouping: clause === null ? undefined : clause.getChild("By") === null ? "without" : "by",
    labels: labelNames(clause?.getChild("GroupingLabels"), context),
    uncertain: words.some(({ from, to }) => context.isMasked(from, to)),
    param: args.length === 2 ? buildNode(args[0]!, context) : undefined,
    expr: buildNode(args.at(-1)!, context),
  };
}

function call(node: SyntaxNode, context: BuildContext): CallNode {
  const name = needed(node.getChild("FunctionIdentifier"));
  const span = spanBetween(name.from, name.to, context);
  const uncertain = context.isMasked(span.from, span.to);
  const written = originalText(name, context);
  return {
    type: "call",
    ...spanBetween(node.from, node.to, context),
    // A variable with a known text is called by it; a function that was replaced for the grammar's sake is not.
    name: uncertain || functions.has(written) ? written : filledText(name, context),
    uncertain,
    args: expressionsOf(needed(node.getChild("FunctionCallBody"))).map((each) => buildNode(each, context)),
  };
}

/** What the grammar's node of an operation says beside its sides. */
function binary(node: SyntaxNode, context: BuildContext): Pick<BinaryNode, "type" | "op" | "bool" | "matching"> {
  const left = needed(expressionsOf(node)[0]);
  const op = needed(childNodes(node).find((child) => child.from >= left.to));
  return {
    type: "binary",
    op: filledText(op, context).toLowerCase(),
    bool: node.getChild("BoolModifier") !== null,
    matching: vectorMatching(node.getChild("MatchingModifierClause"), context),
  };
}

function vectorMatching(clause: SyntaxNode | null, context: BuildContext): VectorMatching | undefined {
  if (clause === null) return undefined;
  const [labels, include] = clause.getChildren("GroupingLabels");
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
  return {
    kind: clause.getChild("On") ? "on" : "ignoring",
    labels: labelNames(labels, context),
    group,
    include: labelNames(include, context),
  };
}

const modifierKinds = new Map<string, ModifierNode["kind"]>([
  ["OffsetExpr", "offset"],
  ["StepInvariantExpr", "at"],
  ["AnchoredExpr", "anchored"],
  ["SmoothedExpr", "smoothed"],
]);

/** A range, a subquery or a modifier. `innerTo` is where the expression before it ends in the filled text. */
function postfix(
  node: SyntaxNode,
  base: { readonly from: number; readonly to: number; readonly expr: PromqlNode },
  innerTo: number,
  context: BuildContext,
): PromqlNode {
  const kind = modifierKinds.get(node.name);
  if (kind !== undefined) {
    const keyword = needed(childNodes(node).find((child) => child.from >= innerTo));
    const value = keyword.nextSibling;
    return { type: "modifier", ...base, kind, text: value === null ? "" : textBetween(value.from, node.to, context) };
  }
  const [range, step] = node.getChildren("DurationExpr");
  const rangeText = originalText(needed(range), context);
  if (node.name === "MatrixSelector") return { type: "matrix", ...base, range: rangeText };
  return { type: "subquery", ...base, range: rangeText, step: step === undefined ? "" : originalText(step, context) };
}
