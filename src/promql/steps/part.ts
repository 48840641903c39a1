import { parseDuration } from "../../text/duration.ts";
import type {
  AggregationNode,
  BinaryNode,
  CallNode,
  PromqlNode,
  SelectorNode,
  Span,
  SubqueryNode,
} from "../tree/node.ts";
import { withoutParens } from "../tree/node-walk.ts";

/** `offset` and `@` around a selector or a subquery. */
export interface Shift {
  readonly offsetMs: number;
  /** `@` as written: a number of seconds, `start()` or `end()`. */
  readonly at?: string | undefined;
}

/** A part of an expression that is one step: a selector with its range and modifiers counts as one. */
export type Part = Span &
  (
    | {
        readonly kind: "selector";
        readonly node: SelectorNode;
        readonly rangeMs?: number | undefined;
        readonly shift: Shift;
      }
    | {
        readonly kind: "subquery";
        readonly node: SubqueryNode;
        readonly rangeMs: number;
        readonly stepMs: number | undefined;
        readonly shift: Shift;
      }
    | { readonly kind: "aggregation"; readonly node: AggregationNode }
    | { readonly kind: "binary"; readonly node: BinaryNode }
    | { readonly kind: "call"; readonly node: CallNode }
    | { readonly kind: "negation"; readonly expr: PromqlNode }
    | { readonly kind: "literal"; readonly value: number | string }
    | { readonly kind: "unknown"; readonly why: string }
  );

/** Reads a node as one step. Parentheses and a plus sign do nothing, so they are none. */
export function partOf(outer: PromqlNode): Part {
  let node = withoutParens(outer);
  while (node.type === "unary" && node.op === "+") node = withoutParens(node.expr);
  const { from, to } = node;
  switch (node.type) {
    case "aggregation":
      return { kind: "aggregation", from, to, node };
    case "binary":
      return { kind: "binary", from, to, node };
    case "call":
      return { kind: "call", from, to, node };
    case "unary":
      return { kind: "negation", from, to, expr: node.expr };
    case "number":
      return { kind: "literal", from, to, value: numberOf(node.text) };
    case "string":
      return { kind: "literal", from, to, value: node.value };
    default:
      return readShifted(node);
  }
}

function readShifted(outer: PromqlNode): Part {
  const { from, to } = outer;
  let node = outer;
  let offsetMs = 0;
  let at: string | undefined;
  for (; node.type === "modifier"; node = node.expr) {
    if (node.kind === "anchored" || node.kind === "smoothed")
      return { kind: "unknown", from, to, why: `${node.kind} is newer than these explanations` };
    if (node.kind === "at") at = node.text.trim();
    else offsetMs += durationOf(node.text);
  }
  const shift = { offsetMs, ...(at === undefined ? {} : { at }) };
  if (node.type === "selector") return { kind: "selector", from, to, node, shift };
  if (node.type === "matrix" && node.expr.type === "selector")
    return { kind: "selector", from, to, node: node.expr, rangeMs: durationOf(node.range), shift };
  if (node.type !== "subquery") return { kind: "unknown", from, to, why: "a form that is not known here" };
  const stepMs = node.step === "" ? undefined : durationOf(node.step);
  return { kind: "subquery", from, to, node, rangeMs: durationOf(node.range), stepMs, shift };
}

/** Milliseconds of `5m`, `-5m` or a number of seconds; NaN for a calculation. */
function durationOf(written: string): number {
  const text = written.trim();
  const negative = text.startsWith("-");
  const rest = text.replace(/^[+-]/, "").trim();
  const ms = parseDuration(rest) ?? Number(rest || "x") * 1000;
  return negative ? -ms : ms;
}

/** A number as PromQL writes it: also hexadecimal, `Inf`, and a duration for its seconds. */
function numberOf(text: string): number {
  const plain = text.trim().replaceAll("_", "");
  if (/^\+?inf$/i.test(plain)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(plain)) return Number.NaN;
  const seconds = parseDuration(plain);
  return plain !== "0" && seconds !== undefined ? seconds / 1000 : Number(plain);
}
