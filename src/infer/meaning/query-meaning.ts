import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { partName, splitPart } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { BinaryNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { walkNodes, withoutParens } from "../../promql/tree/node-walk.ts";
import { constantOf } from "../units/constant-factor.ts";
import { quantityOfUnit } from "../units/grafana-units.ts";
import { type Outcome, opposite, outcomeInText, outcomeOfMatchers } from "./words.ts";

/** The meaning of a share. */
export interface QueryMeaning {
  /** How much of all went wrong or well, was found or not, is taken; `other` where nobody can say. */
  readonly kind: Outcome | "utilisation" | "other";
  /** The shown value that means all: 1, or 100. */
  readonly all: 1 | 100;
  /** The selectors of what the share is of, which may be moved to change it; empty if the query is no ratio. */
  readonly part: readonly SelectorNode[];
  /** The selectors of all of it. */
  readonly whole: readonly SelectorNode[];
}

/** A ratio as it is written, and how often it is turned around (`1 - a / b`). */
interface Ratio {
  readonly part: PromqlNode;
  readonly whole: PromqlNode | undefined;
  readonly complement: boolean;
  readonly factor: number;
}

/** Functions and aggregations whose result is a value between those of their argument. */
const between = new Set(
  (
    "avg min max sum quantile topk bottomk avg_over_time min_over_time max_over_time last_over_time clamp clamp_max " +
    "clamp_min sort sort_desc round abs label_replace label_join quantile_over_time sum_over_time ceil floor scalar " +
    "vector"
  ).split(" "),
);
const taken = /util[iz]|usage|used|busy|saturat|load|occup|fill|consum|alloc|commit|cpu|mem(ory)?|disk|quota|heap/i;
const untaken = /free|idle|avail|remain|left|unused|headroom/i;
const maxDepth = 40;

/**
 * The meaning of a query whose values are shares: by its unit, or because it divides what went wrong by all.
 *
 * @returns undefined for queries that show no shares.
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function meaningOf(
  query: Pick<DashboardQuery, "unit" | "legendFormat" | "panelTitle">,
  root: PromqlNode,
): QueryMeaning | undefined {
  const unit = quantityOfUnit(query.unit);
  const ratio = ratioIn(root);
  const isShare = unit?.dimension === "share";
  // What is added or taken away makes something else of it: an error budget.
  const inExpression = ratio === undefined || ratio.part.type === "binary" ? undefined : outcomeOf(ratio);
  if (!isShare && (unit !== undefined || ratio?.whole === undefined || inExpression === undefined)) return undefined;
  const all = isShare ? (unit.scale === 1 ? 1 : 100) : ratio!.factor === 100 ? 100 : 1;
  const part = ratio?.whole === undefined ? [] : selectorsIn(ratio.part);
  const whole = ratio?.whole === undefined ? [] : selectorsIn(ratio.whole);
  const kind = inExpression ?? byTexts(query, root);
  return { kind, all, part, whole };
}

function byTexts(
  { legendFormat = "", panelTitle = "" }: Pick<DashboardQuery, "legendFormat" | "panelTitle">,
  root: PromqlNode,
): QueryMeaning["kind"] {
  const legend = legendFormat.replaceAll(/\{\{[^}]*\}\}/g, " ");
  const names = selectorsIn(root).map(({ metric = "" }) => metric);
  const texts = [legend, panelTitle, ...names];
  if (texts.some((text) => /budget|burn/i.test(text))) return "other";
  for (const text of texts) {
    // `available` is what is left of a memory or a disk here.
    const outcome = /avail/i.test(text) && taken.test(text) ? undefined : outcomeInText(text);
    if (outcome !== undefined) return outcome;
  }
  if (texts.some((text) => untaken.test(text))) return "other";
  return texts.some((text) => taken.test(text)) ? "utilisation" : "other";
}

/** The ratio that an expression shows, without what does not change what it is about. */
function ratioIn(root: PromqlNode): Ratio | undefined {
  let [node, factor, complement] = [withoutParens(root), 1, false];
  for (let depth = 0; depth < maxDepth; depth++) {
    requireSteps(1);
    node = withoutParens(node);
    if (node.type === "aggregation" && between.has(node.op)) node = node.expr;
    else if (node.type === "call" && between.has(node.name) && node.args.length > 0)
      node = node.args.find((arg) => constantOf(arg) === undefined) ?? node.args[0]!;
    else if (node.type === "modifier" || node.type === "subquery") node = node.expr;
    else if (node.type === "binary") {
      const next = stepInto(node);
      if (next === undefined) break;
      if ("whole" in next) return { ...next, factor, complement: complement !== next.complement };
      node = next.node;
      factor *= next.factor;
      complement = complement !== next.complement;
    } else break;
  }
  return { part: node, whole: undefined, complement, factor };
}

type Step =
  | { readonly node: PromqlNode; readonly factor: number; readonly complement: boolean }
  | { readonly part: PromqlNode; readonly whole: PromqlNode; readonly complement: boolean };

function stepInto({ op, left, right }: BinaryNode): Step | undefined {
  const [constantLeft, constantRight] = [constantOf(left), constantOf(right)];
  const same = { factor: 1, complement: false };
  if (op === "*") {
    if (constantLeft !== undefined) return { node: right, factor: constantLeft, complement: false };
    return constantRight === undefined ? undefined : { node: left, factor: constantRight, complement: false };
  }
  if (op === "-" && (constantLeft === 1 || constantLeft === 100)) return { node: right, factor: 1, complement: true };
  if (op === "or" || op === "and" || op === "unless" || /^(==|!=|[<>]=?)$/.test(op)) {
    return constantLeft === undefined ? { node: left, ...same } : { node: right, ...same };
  }
  if (op !== "/") return undefined;
  if (constantRight !== undefined) return { node: left, factor: 1 / constantRight, complement: false };
  let [part, inner] = [withoutParens(left), 1];
  while (part.type === "binary" && part.op === "*" && inner++ < maxDepth) {
    const other =
      constantOf(part.left) === undefined ? (constantOf(part.right) === undefined ? undefined : part.left) : part.right;
    if (other === undefined) break;
    part = withoutParens(other);
  }
  // (all - wrong) / all
  if (part.type === "binary" && part.op === "-" && constantOf(part.right) === undefined)
    return { part: part.right, whole: right, complement: true };
  return { part, whole: right, complement: false };
}

function outcomeOf({ part, whole, complement }: Ratio): Outcome | undefined {
  const [own, others] = [selectorsIn(part), whole === undefined ? [] : selectorsIn(whole)];
  const outcomes = new Set(
    own.map((selector) => {
      const chosen = outcomeOfMatchers(selector);
      // What both sides choose makes no difference.
      const both = others.length > 0 && others.every((other) => outcomeOfMatchers(other) === chosen);
      return (both ? undefined : chosen) ?? byName(selector, others);
    }),
  );
  const found = outcomes.size === 1 ? [...outcomes][0] : undefined;
  return found === undefined ? undefined : complement ? opposite[found] : found;
}

function byName({ metric = "", matchers }: SelectorNode, others: readonly SelectorNode[]): Outcome | undefined {
  // Requests that took no longer than a bound, of all of them.
  const split = splitPart(metric);
  const count = split === undefined ? metric : partName(split.base, "count");
  const isBound = split?.part === "bucket" && matchers.some(({ name, value }) => name === "le" && value !== "+Inf");
  if (isBound && others.length > 0) {
    const all = (other: SelectorNode) =>
      other.metric === count || (other.metric === metric && other.matchers.some(({ value }) => value === "+Inf"));
    if (others.every(all)) return "success";
  }
  if (others.length > 0 && others.every((other) => other.metric === metric)) return undefined;
  return taken.test(metric) && /avail/i.test(metric) ? undefined : outcomeInText(metric);
}

function selectorsIn(node: PromqlNode): SelectorNode[] {
  const found: SelectorNode[] = [];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "selector") found.push(inner);
  });
  return found;
}
