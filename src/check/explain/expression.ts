import type { SyntaxNode } from "@lezer/common";
import { parseGrammar } from "../../promql/grammar/grammar.ts";
import { maxQuerySteps } from "../../promql/grammar/limits.ts";
import { withSteps } from "../../promql/grammar/work.ts";

/** One condition of a selector, its value without quotes. */
export interface Matcher {
  readonly name: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
  /** As written. */
  readonly text: string;
}

interface Place {
  /** Where it stands in the query. */
  readonly from: number;
  readonly to: number;
}

/** Which series of the two sides of an operation belong together. */
export interface Matching {
  /** `on(…)`, `ignoring(…)`, or neither: all labels. */
  readonly by: "on" | "ignoring" | "all";
  readonly labels: readonly string[];
  /** The side that may have many. */
  readonly group?: "left" | "right";
}

/** A PromQL expression as far as explaining its result needs it. Places are offsets into the query. */
export type Expression = Place &
  (
    | { readonly kind: "selector"; readonly metric?: string; readonly matchers: readonly Matcher[] }
    | { readonly kind: "range"; readonly of: Expression; readonly rangeText: string }
    | { readonly kind: "subquery"; readonly of: Expression }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: "aggregate"; readonly name: string; readonly args: readonly Expression[] }
    | {
        readonly kind: "binary";
        readonly operator: string;
        /** Where the operator ends: a `bool` goes there. */
        readonly operatorTo: number;
        readonly bool: boolean;
        readonly matching: Matching;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: "wrapper"; readonly of: Expression }
    | { readonly kind: "shifted"; readonly of: Expression }
    | { readonly kind: "number" | "string" | "opaque" }
  );

/** How deep a query is taken apart. */
const maxDepth = 200;

/**
 * The expression of a query in which all variables are filled in.
 *
 * @returns undefined for a query that is no PromQL, too long, too deep, or empty.
 */
export function readExpression(query: string): Expression | undefined {
  const parsed = withSteps(maxQuerySteps, () => parseGrammar(query));
  if (!parsed.ok) return undefined;
  const { topNode } = parsed.tree;
  const top = firstExpression(topNode) ?? topNode.firstChild;
  return top === null ? undefined : convert(top, query, 0);
}

const expressionNames = new Set([
  "AggregateExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector",
  "StepInvariantExpr",
  "AnchoredExpr",
  "SmoothedExpr",
]);

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

const expressionsIn = (node: SyntaxNode) => children(node).filter(({ name }) => expressionNames.has(name));
const firstExpression = (node: SyntaxNode) => expressionsIn(node)[0];

function convert(node: SyntaxNode, query: string, depth: number): Expression {
  const place = { from: node.from, to: node.to };
  if (depth > maxDepth) return { ...place, kind: "opaque" };
  const inner = () => {
    const of = firstExpression(node);
    return of === undefined ? ({ ...place, kind: "opaque" } as const) : convert(of, query, depth + 1);
  };
  switch (node.name) {
    case "VectorSelector":
      return { ...place, ...readSelector(node, query) };
    case "MatrixSelector": {
      const duration = node.getChild("DurationExpr") ?? node.getChild("NumberDurationLiteralInDurationContext");
      return { ...place, kind: "range", of: inner(), rangeText: duration === null ? "" : query.slice(duration.from, duration.to) };
    }
    case "SubqueryExpr":
      return { ...place, kind: "subquery", of: inner() };
    case "ParenExpr":
    case "UnaryExpr":
    case "AnchoredExpr":
    case "SmoothedExpr":
      return { ...place, kind: "wrapper", of: inner() };
    case "OffsetExpr":
    case "StepInvariantExpr":
      return { ...place, kind: "shifted", of: inner() };
    case "NumberDurationLiteral":
      return { ...place, kind: "number" };
    case "StringLiteral":
      return { ...place, kind: "string" };
    case "FunctionCall":
    case "AggregateExpr": {
      const name = node.getChild("FunctionIdentifier") ?? node.getChild("AggregateOp");
      const body = node.getChild("FunctionCallBody");
      const args = body === null ? [] : expressionsIn(body).map((argument) => convert(argument, query, depth + 1));
      const kind = node.name === "FunctionCall" ? "call" : "aggregate";
      return { ...place, kind, name: name === null ? "" : query.slice(name.from, name.to).toLowerCase(), args };
    }
    case "BinaryExpr":
      return readBinary(node, query, depth);
    default:
      return { ...place, kind: "opaque" };
  }
}

function readBinary(node: SyntaxNode, query: string, depth: number): Expression {
  const place = { from: node.from, to: node.to };
  const [left, right] = expressionsIn(node);
  const operator = children(node).find(({ from, name }) => left !== undefined && from >= left.to && !/Comment/.test(name));
  if (left === undefined || right === undefined || operator === undefined) return { ...place, kind: "opaque" };
  return {
    ...place,
    kind: "binary",
    operator: query.slice(operator.from, operator.to).toLowerCase(),
    operatorTo: operator.to,
    bool: node.getChild("BoolModifier") !== null,
    matching: readMatching(node.getChild("MatchingModifierClause"), query),
    left: convert(left, query, depth + 1),
    right: convert(right, query, depth + 1),
  };
}

function readMatching(clause: SyntaxNode | null, query: string): Matching {
  if (clause === null) return { by: "all", labels: [] };
  const labels = clause.getChild("GroupingLabels");
  const names = labels === null ? [] : children(labels).filter(({ name }) => name === "LabelName" || name === "QuotedLabelName");
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
  return {
    by: clause.getChild("On") ? "on" : "ignoring",
    labels: names.map(({ from, to }) => unquote(query.slice(from, to))),
    ...(group === undefined ? {} : { group }),
  };
}

function readSelector(node: SyntaxNode, query: string): Extract<Expression, { kind: "selector" }> {
  const identifier = node.getChild("Identifier");
  const list = node.getChild("LabelMatchers");
  const matchers: Matcher[] = [];
  let metric = identifier === null ? undefined : query.slice(identifier.from, identifier.to);
  for (const item of list === null ? [] : children(list)) {
    const text = query.slice(item.from, item.to);
    if (item.name === "QuotedLabelName") metric = unquote(text);
    const [label, operator, value] = children(item);
    if (!/LabelMatcher$/.test(item.name) || label === undefined || operator === undefined || value === undefined) continue;
    matchers.push({
      name: unquote(query.slice(label.from, label.to)),
      operator: query.slice(operator.from, operator.to) as Matcher["operator"],
      value: unquote(query.slice(value.from, value.to)),
      text,
    });
  }
  const named = matchers.find(({ name, operator }) => name === "__name__" && operator === "=");
  metric ??= named?.value;
  return {
    kind: "selector",
    from: node.from,
    to: node.to,
    ...(metric === undefined ? {} : { metric }),
    matchers: matchers.filter((matcher) => matcher !== named),
  };
}

/** A PromQL string's contents. Escapes that are not plain ones are left as they are: the value is for showing and comparing with plain values. */
function unquote(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'" && quote !== "`") return text;
  const inner = text.slice(1, -1);
  return quote === "`"
    ? inner
    : inner
        .replaceAll(/\\(["'\\])/g, "$1")
        .replaceAll("\\n", "\n")
        .replaceAll("\\t", "\t");
}
