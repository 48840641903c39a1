import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { constantOf } from "../units/constant-factor.ts";

/** Aggregations and functions whose result is one of the values below. */
const chooses = new Set(
  (
    "max min topk bottomk limitk last_over_time first_over_time max_over_time min_over_time sort sort_desc " +
    "sort_by_label sort_by_label_desc label_replace label_join scalar vector round ceil floor clamp clamp_min clamp_max"
  ).split(" "),
);

/** A selector whose values a query shows one by one, in a straight line: shown = value × factor + offset. */
export interface ShownSelector {
  readonly selector: SelectorNode;
  readonly factor: number;
  readonly offset: number;
}

/**
 * The selectors whose values a query shows one by one.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function shownSelectors(root: PromqlNode): readonly ShownSelector[] {
  const found: ShownSelector[] = [];
  visit(root, { factor: 1, offset: 0 }, found);
  return found;
}

type Line = Omit<ShownSelector, "selector">;

function visit(node: PromqlNode, line: Line, found: ShownSelector[]): void {
  requireSteps(1);
  switch (node.type) {
    case "selector":
      found.push({ selector: node, ...line });
      return;
    case "paren":
    case "modifier":
    case "matrix":
    case "subquery":
      visit(node.expr, line, found);
      return;
    case "aggregation":
      // Grouped by labels there is mostly one series for each group.
      if (chooses.has(node.op) || (node.labels.length > 0 && (node.op === "sum" || node.op === "avg")))
        visit(node.expr, line, found);
      return;
    case "call":
      if (chooses.has(node.name)) for (const arg of node.args) visit(arg, line, found);
      return;
    case "unary":
      if (node.op === "+") visit(node.expr, line, found);
      return;
    case "binary":
      visitBinary(node, line, found);
      return;
    case "number":
    case "string":
      return;
  }
}

function visitBinary(node: Extract<PromqlNode, { type: "binary" }>, line: Line, found: ShownSelector[]): void {
  const { left, right, op, bool } = node;
  const [one, other] = [constantOf(left), constantOf(right)];
  if (one !== undefined || other !== undefined) {
    const below = bool ? undefined : through(op, line, one, other);
    if (below !== undefined) visit(one === undefined ? left : right, below, found);
    return;
  }
  if (op === "or") {
    visit(left, line, found);
    visit(right, line, found);
  } else if (op === "and" || op === "unless") visit(left, line, found);
  else if (op === "*") {
    if (isOnlyLabels(right)) visit(left, line, found);
    else if (isOnlyLabels(left)) visit(right, line, found);
  }
}

/** The line below an operation with a constant: shown = (value ∘ constant) × factor + offset. */
function through(
  op: string,
  { factor, offset }: Line,
  left: number | undefined,
  right: number | undefined,
): Line | undefined {
  if (/^(==|!=|[<>]=?)$/.test(op)) return { factor, offset };
  const constant = (left ?? right)!;
  if (op === "+") return { factor, offset: offset + factor * constant };
  if (op === "-")
    return left === undefined
      ? { factor, offset: offset - factor * constant }
      : { factor: -factor, offset: offset + factor * constant };
  if (op === "*" && constant !== 0) return { factor: factor * constant, offset };
  return op === "/" && left === undefined && constant !== 0 ? { factor: factor / constant, offset } : undefined;
}

/** Whether an expression only brings labels along, as info metrics do: its values are 1. */
export function isOnlyLabels(node: PromqlNode): boolean {
  let [all, some] = [true, false];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type !== "selector") return;
    some = true;
    all &&= /_(info|labels|meta|metadata|owner|annotations)$|^up$/.test(inner.metric ?? "");
  });
  return all && some;
}
