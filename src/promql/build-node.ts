import type { SyntaxNode } from "@lezer/common";
import type { Fill } from "./fill.ts";
import type {
  AggregationNode,
  BinaryNode,
  CallNode,
  Matcher,
  MatrixNode,
  ModifierNode,
  PromqlNode,
  SelectorNode,
  SubqueryNode,
  VectorMatching,
} from "./node.ts";
import { unquote } from "./string-literal.ts";

/** What a tree is read with: the original query, the filled one that was parsed, and what is known of its variables. */
export interface BuildContext {
  readonly query: string;
  readonly fill: Fill;
  /** Whether an offset of the original is inside a variable whose options are not known. */
  readonly isMasked: (from: number, to: number) => boolean;
  /** Whether a span of the original is exactly one such variable. */
  readonly isOneVariable: (from: number, to: number) => boolean;
}

/** Thrown inside {@link buildNode} when the tree holds what it should not; callers turn it into a reason. */
export class UnexpectedTree extends Error {}

/** Turns the grammar's tree (without errors in it) into nodes whose offsets are those of the original query. */
export function buildNode(node: SyntaxNode, context: BuildContext): PromqlNode {
  const span = spanOf(node, context);
  const inner = () => buildNode(needed(expressions(node)[0]), context);
  switch (node.name) {
    case "VectorSelector":
      return selector(node, context);
    case "AggregateExpr":
      return aggregation(node, context);
    case "BinaryExpr":
      return binary(node, context);
    case "FunctionCall":
      return call(node, context);
    case "MatrixSelector":
    case "SubqueryExpr":
      return ranged(node, context);
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "AnchoredExpr":
    case "SmoothedExpr":
      return modifier(node, context);
    case "UnaryExpr":
      return { type: "unary", ...span, op: filledText(node, context).startsWith("-") ? "-" : "+", expr: inner() };
    case "ParenExpr":
      return { type: "paren", ...span, expr: inner() };
    case "NumberDurationLiteral":
      return { type: "number", ...span, text: originalText(node, context) };
    case "StringLiteral":
      return { type: "string", ...span, value: unquote(originalText(node, context)) };
    default:
      throw new UnexpectedTree(`unexpected ${node.name}`);
  }
}

const expressionNames = new Set([
  "VectorSelector",
  "AggregateExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "SubqueryExpr",
  "OffsetExpr",
  "StepInvariantExpr",
  "AnchoredExpr",
  "SmoothedExpr",
  "UnaryExpr",
  "ParenExpr",
  "NumberDurationLiteral",
  "StringLiteral",
]);

function expressions(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter((child) => expressionNames.has(child.name));
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== "LineComment") found.push(child);
  return found;
}

function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnexpectedTree("a part is missing");
  return value;
}

function filledText(node: SyntaxNode, { fill }: BuildContext): string {
  return fill.text.slice(node.from, node.to);
}

/** Offsets in the original; where the node begins or ends inside a variable, those of the variable's edge are not known: the text's own. */
function spanOf(node: SyntaxNode, { fill }: BuildContext): { from: number; to: number } {
  return { from: fill.startInOriginal(node.from) ?? Number.NaN, to: fill.endInOriginal(node.to) ?? Number.NaN };
}

/** As written in the original; inside a variable's option, as the option has it. */
function originalText(node: SyntaxNode, context: BuildContext): string {
  const { from, to } = spanOf(node, context);
  return Number.isNaN(from) || Number.isNaN(to) ? filledText(node, context) : context.query.slice(from, to);
}

function selector(node: SyntaxNode, context: BuildContext): SelectorNode {
  const span = spanOf(node, context);
  const name = node.getChild("Identifier");
  const braces = node.getChild("LabelMatchers");
  const matchers = braces === null ? [] : readMatchers(braces, context);
  const quoted = braces?.getChild("QuotedLabelName");
  const metric =
    name !== null
      ? originalText(name, context)
      : quoted
        ? unquote(originalText(quoted, context))
        : matchers.find((each) => each.name === "__name__" && each.op === "=")?.value;
  const brace = braces === null ? undefined : context.fill.charInOriginal(braces.from);
  const insertAt = braces === null ? context.fill.endInOriginal(node.to) : brace === undefined ? undefined : brace + 1;
  const isVariable = braces === null && context.isOneVariable(span.from, span.to);
  return { type: "selector", ...span, metric, matchers, braces: braces !== null, insertAt, isVariable };
}

function readMatchers(braces: SyntaxNode, context: BuildContext): Matcher[] {
  return children(braces).flatMap((child) => {
    if (child.name !== "UnquotedLabelMatcher" && child.name !== "QuotedLabelMatcher") return [];
    const name = needed(child.getChild("LabelName") ?? child.getChild("QuotedLabelName"));
    const op = filledText(needed(child.getChild("MatchOp")), context) as Matcher["op"];
    const value = unquote(originalText(needed(child.getChild("StringLiteral")), context));
    return [{ ...spanOf(child, context), name: labelName(name, context), op, value }];
  });
}

function labelName(node: SyntaxNode, context: BuildContext): string {
  const text = originalText(node, context);
  return node.name === "QuotedLabelName" ? unquote(text) : text;
}

function labelsOf(node: SyntaxNode | null, context: BuildContext): string[] {
  return node === null ? [] : children(node).map((child) => labelName(child, context));
}

function aggregation(node: SyntaxNode, context: BuildContext): AggregationNode {
  const op = needed(node.getChild("AggregateOp"));
  const clause = node.getChild("AggregateModifier");
  const args = expressions(needed(node.getChild("FunctionCallBody")));
  if (args.length === 0 || args.length > 2) throw new UnexpectedTree(`${filledText(op, context)}() takes one or two arguments`);
  const words = [op, ...(clause?.firstChild ? [clause.firstChild] : [])].map((word) => spanOf(word, context));
  return {
    type: "aggregation",
    ...spanOf(node, context),
    op: filledText(op, context).trim().toLowerCase(),
    grouping: clause === null ? undefined : clause.getChild("By") === null ? "without" : "by",
    labels: labelsOf(clause?.getChild("GroupingLabels") ?? null, context),
    uncertain: words.some(({ from, to }) => context.isMasked(from, to)),
    param: args.length === 2 ? buildNode(args[0]!, context) : undefined,
    expr: buildNode(args.at(-1)!, context),
  };
}

function binary(node: SyntaxNode, context: BuildContext): BinaryNode {
  const [left, right] = expressions(node);
  const operator = needed(needed(left).nextSibling);
  const op = children(node).find((child) => child.from >= operator.from && !expressionNames.has(child.name));
  return {
    type: "binary",
    ...spanOf(node, context),
    op: filledText(needed(op), context).toLowerCase(),
    bool: node.getChild("BoolModifier") !== null,
    matching: vectorMatching(node.getChild("MatchingModifierClause"), context),
    left: buildNode(needed(left), context),
    right: buildNode(needed(right), context),
  };
}

function vectorMatching(clause: SyntaxNode | null, context: BuildContext): VectorMatching | undefined {
  if (clause === null) return undefined;
  const [labels, include] = clause.getChildren("GroupingLabels");
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
  return {
    kind: clause.getChild("On") ? "on" : "ignoring",
    labels: labelsOf(labels ?? null, context),
    group,
    include: labelsOf(include ?? null, context),
  };
}

function call(node: SyntaxNode, context: BuildContext): CallNode {
  const name = needed(node.getChild("FunctionIdentifier"));
  const span = spanOf(name, context);
  return {
    type: "call",
    ...spanOf(node, context),
    name: originalText(name, context),
    uncertain: context.isMasked(span.from, span.to),
    args: expressions(needed(node.getChild("FunctionCallBody"))).map((each) => buildNode(each, context)),
  };
}

function ranged(node: SyntaxNode, context: BuildContext): MatrixNode | SubqueryNode {
  const [range, step] = node.getChildren("DurationExpr");
  const expr = buildNode(needed(expressions(node)[0]), context);
  const span = spanOf(node, context);
  const rangeText = originalText(needed(range), context);
  if (node.name === "MatrixSelector") return { type: "matrix", ...span, range: rangeText, expr };
  return { type: "subquery", ...span, range: rangeText, step: step === undefined ? "" : originalText(step, context), expr };
}

const modifierKinds = { OffsetExpr: "offset", StepInvariantExpr: "at", AnchoredExpr: "anchored", SmoothedExpr: "smoothed" } as const;

function modifier(node: SyntaxNode, context: BuildContext): ModifierNode {
  const [inner] = expressions(node);
  const kind = modifierKinds[node.name as keyof typeof modifierKinds];
  const keyword = needed(children(node).find((child) => child.from >= needed(inner).to));
  const text = context.fill.text.slice(keyword.to, node.to);
  const from = context.fill.startInOriginal(keyword.to + (text.length - text.trimStart().length));
  const to = context.fill.endInOriginal(node.to);
  return {
    type: "modifier",
    ...spanOf(node, context),
    kind,
    text: from === undefined || to === undefined ? text.trim() : context.query.slice(from, to),
    expr: buildNode(needed(inner), context),
  };
}
