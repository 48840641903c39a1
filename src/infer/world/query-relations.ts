import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { typeOf, walkNodes, withoutParens } from "../../promql/tree/node-walk.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import { isLabelName } from "../read/usage.ts";
import { quantityOfUnit } from "../units/grafana-units.ts";
import type { PartKind, Relation, Side } from "./name-relations.ts";

/** Words of names, matchers and titles. */
const wrong =
  /(^|[^a-z])(errors?|err|failed|failures?|fail|5xx|5\.\.|reject(ed|s)?|dropp?(ed|s)?|timeouts?|abort(ed)?|exceptions?|miss(es|ed)?)([^a-z]|$)/i;
const well = /(^|[^a-z])(success(es|ful)?|succeeded|availability|healthy|ok|2xx|2\.\.)([^a-z]|$)/i;
const hit = /(^|[^a-z])(hits?)([^a-z]|$)/i;
const free = /(free|avail|remaining|idle|unused)/i;

/** Selectors on one side of a division; `minus` are taken from the rest. */
interface Operand {
  readonly plus: readonly SelectorNode[];
  readonly minus: readonly SelectorNode[];
}

/** Relations that a query says: a ratio in per cent makes its numerator a part of its denominator. */
export function queryRelations(
  { query, root }: FilledQuery,
  familyOf: (metric: string) => string | undefined,
): Relation[] {
  const unit = quantityOfUnit(query.unit);
  const words = `${query.panelTitle ?? ""} ${query.legendFormat ?? ""}`;
  const found: Relation[] = [];
  const side = (selectors: readonly SelectorNode[]): Side | undefined => {
    if (selectors.length === 0) return undefined;
    const families = new Set(selectors.map(({ metric }) => (metric === undefined ? undefined : familyOf(metric))));
    const [name] = families;
    if (families.size !== 1 || name === undefined) return undefined;
    const conditions = selectors.length > 1 ? [] : selectors[0]!.matchers.filter((one) => isLabelName(one.name));
    return { name, conditions };
  };
  const relate = (part: Side | undefined, whole: Side | undefined, kind: PartKind) => {
    if (part !== undefined && whole !== undefined && part.name !== whole.name) found.push({ part, whole, kind });
  };
  const text = (selectors: readonly SelectorNode[]) =>
    selectors
      .map(
        ({ metric, matchers }) =>
          `${metric} ${matchers.map(({ op, value }) => (op.startsWith("!") ? "" : value)).join(" ")}`,
      )
      .join(" ")
      .replaceAll("_", " ");
  const ratio = (left: Operand, right: Operand, isRest: boolean) => {
    const [part, whole] = [side(left.plus), side(right.plus)];
    if (left.minus.length > 0) {
      // (a - b) / a: what is taken away is a part.
      relate(side(left.minus), part, kindOf(text(left.minus), words, true));
      return;
    }
    if (right.minus.length > 0) return;
    const others = right.plus.filter(({ metric }) => left.plus.every((one) => one.metric !== metric));
    if (others.length < right.plus.length) {
      // a / (a + b) keeps its bounds by itself, but what goes wrong is little of all.
      const kind = kindOf(text(left.plus), words, isRest);
      if (kind === "error") relate(part, side(others), kind);
      else if (kind === "success") relate(side(others), part, "error");
      return;
    }
    relate(part, whole, kindOf(text(left.plus), words, isRest));
  };
  const visit = (node: PromqlNode, isRest: boolean): void => {
    requireSteps(1);
    const inner = withoutParens(node);
    if (inner.type === "aggregation") visit(inner.expr, isRest);
    else if (inner.type === "call") for (const arg of inner.args) visit(arg, isRest);
    else if (inner.type === "binary") {
      const { op, left, right } = inner;
      const [plainLeft, plainRight] = [typeOf(left) === "scalar", typeOf(right) === "scalar"];
      if (plainLeft && !plainRight) visit(right, op === "-" ? !isRest : isRest);
      else if (plainRight) visit(left, isRest);
      else if (op === "/" && unit?.dimension === "share") ratio(operandOf(left), operandOf(right), isRest);
      else if (op === "-" && cannotBeNegative(unit?.dimension)) {
        const [of, taken] = [operandOf(left), operandOf(right)];
        if (of.minus.length === 0) relate(side(taken.plus), side(of.plus), kindOf(text(taken.plus), words, true));
      } else if (op === "or" || op === "and" || op === "unless" || op === "*") {
        visit(left, isRest);
        if (op === "or") visit(right, isRest);
      }
    }
  };
  visit(root, false);
  return found;
}

function cannotBeNegative(dimension: string | undefined): boolean {
  return dimension !== undefined && ["bytes", "share", "count", "cores", "seconds"].includes(dimension);
}

/** @param isRest - it is taken from the whole before it is shown. */
function kindOf(part: string, words: string, isRest: boolean): PartKind {
  if (wrong.test(part)) return "error";
  if (hit.test(part)) return "hit";
  if (well.test(part)) return "success";
  if (free.test(part)) return "free";
  const [bad, good] = [wrong.test(words), well.test(words) || hit.test(words)];
  if (bad !== good) return bad === isRest ? "success" : "error";
  return isRest ? "free" : "used";
}

/** The selectors of a side, through sums and rates. */
function operandOf(node: PromqlNode): Operand {
  const inner = withoutParens(node);
  if (inner.type === "binary" && inner.op === "-" && typeOf(inner.right) !== "scalar") {
    const [left, right] = [operandOf(inner.left), operandOf(inner.right)];
    return { plus: [...left.plus, ...right.minus], minus: [...left.minus, ...right.plus] };
  }
  if (inner.type === "aggregation") return operandOf(inner.expr);
  const plus: SelectorNode[] = [];
  walkNodes(inner, (each) => {
    requireSteps(1);
    if (each.type === "selector") plus.push(each);
  });
  return { plus, minus: [] };
}
