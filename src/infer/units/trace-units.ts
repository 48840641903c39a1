import { isTotalName, splitPart } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { BinaryNode, CallNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { typeOf, walkNodes } from "../../promql/tree/node-walk.ts";
import { parseDuration } from "../../text/duration.ts";
import { isOnlyLabels } from "../meaning/shown-values.ts";
import { clockFactor, constantOf } from "./constant-factor.ts";
import { quantityOfName } from "./name-units.ts";
import { type Measure, type Quantity, quantity } from "./quantity.ts";
import { isComparison, nothing, perSecond, type Shown, withConstant } from "./shown-quantity.ts";

type Found = Map<SelectorNode, Measure>;

/** Functions whose result is in the unit of their argument, or of the values in its range. */
const keepUnit = new Set(
  (
    "abs ceil floor round clamp clamp_max clamp_min sort sort_desc sort_by_label sort_by_label_desc label_replace " +
    "label_join last_over_time first_over_time avg_over_time min_over_time max_over_time quantile_over_time " +
    "stddev_over_time mad_over_time predict_linear holt_winters double_exponential_smoothing scalar vector"
  ).split(" "),
);
const aggregationsThatKeep = new Set("sum avg min max topk bottomk quantile stddev limitk limit_ratio".split(" "));
const ofObservations = new Set(
  "histogram_quantile histogram_quantiles histogram_avg histogram_sum histogram_stddev".split(" "),
);

/** Names of counters whose growth per second may be a share: of time. */
const countsTime = /cpu|second|time|busy|usage|duration|_ns|_ms|nanos|millis|micros/i;

/**
 * The quantity that each selector's raw values are in, by what the whole expression shows: constant factors are divided
 * out, `time() - x` is about moments, the growth of what `rate` is of is not per second. Selectors of which this says
 * nothing are missing: parts of a ratio, what is only counted.
 *
 * @param shown - of the expression; undefined where its unit says nothing.
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function traceUnits(root: PromqlNode, shown: Quantity | undefined): ReadonlyMap<SelectorNode, Measure> {
  const found: Found = new Map();
  visit(root, { ...nothing, of: shown }, found);
  return found;
}

function visit(node: PromqlNode, shown: Shown, found: Found): void {
  requireSteps(1);
  switch (node.type) {
    case "selector":
      visitSelector(node, shown, found);
      return;
    case "paren":
    case "unary":
    case "modifier":
    case "matrix":
    case "subquery":
      visit(node.expr, shown, found);
      return;
    case "aggregation":
      visit(node.expr, aggregationsThatKeep.has(node.op) ? shown : nothing, found);
      return;
    case "call":
      visitCall(node, shown, found);
      return;
    case "binary":
      visitBinary(node, shown, found);
      return;
    case "number":
    case "string":
      return;
  }
}

function visitSelector(node: SelectorNode, { of, factor, as, overSeconds, isTimeShare }: Shown, found: Found): void {
  const measured = of ?? guessed(factor);
  if (measured === undefined || (isTimeShare === true && !countsTime.test(node.metric ?? ""))) return;
  found.set(node, { quantity: measured, shown: as, ...(overSeconds === undefined ? {} : { overSeconds }) });
}

/** A quantity that only constants tell: `/ 1024 / 1024` is done to bytes, `* 100` to a share. */
function guessed(factor: number): Quantity | undefined {
  if (factor === 100) return quantity("share");
  const power = -Math.log(factor) / Math.log(1024);
  return power > 0.5 && Math.abs(power - Math.round(power)) < 1e-9 ? quantity("bytes") : undefined;
}

function visitCall(node: CallNode, shown: Shown, found: Found): void {
  const below = belowCall(node.name, shown, node);
  for (const arg of node.args) if (typeOf(arg) !== "string") visit(arg, isVector(arg) ? below : nothing, found);
}

function isVector(node: PromqlNode): boolean {
  const type = typeOf(node);
  // `scalar(x)` alone is one value of x.
  return type === "vector" || type === "matrix";
}

function belowCall(name: string, shown: Shown, node: CallNode): Shown {
  if (keepUnit.has(name)) return shown;
  if (ofObservations.has(name)) return { ...shown, as: "observation" };
  // A histogram's own functions stand around the growth of its buckets.
  const as = shown.as === "observation" ? shown.as : undefined;
  switch (name) {
    case "rate":
    case "irate":
    case "deriv":
      return as === undefined ? { ...perSecond(shown), as: name === "deriv" ? "value" : "rate" } : shown;
    case "increase":
    case "delta":
    case "idelta": {
      if (as !== undefined) return shown;
      const [range] = node.args;
      const ms = range?.type === "matrix" ? parseDuration(range.range) : undefined;
      return { ...shown, as: "increase", ...(ms === undefined || ms === 0 ? {} : { overSeconds: ms / 1000 }) };
    }
    default:
      return nothing;
  }
}

function visitBinary(node: BinaryNode, shown: Shown, found: Found): void {
  const { left, right, op } = node;
  const sides = (one: Shown, other: Shown) => {
    visit(left, one, found);
    visit(right, other, found);
  };
  const [clockLeft, clockRight] = [clockFactor(left), clockFactor(right)];
  if (clockLeft !== undefined || clockRight !== undefined) {
    const clock = (clockLeft ?? clockRight)!;
    const isMoment = (op === "-" || isComparison.test(op)) && clock > 0;
    const moment: Shown = isMoment ? { of: quantity("date", 1 / clock), factor: 1, as: "value" } : nothing;
    sides(moment, moment);
    return;
  }
  if (node.bool) {
    sides(nothing, nothing);
    return;
  }
  const [factorLeft, factorRight] = [constantOf(left), constantOf(right)];
  if (factorLeft !== undefined || factorRight !== undefined) {
    const constant = (factorRight ?? factorLeft)!;
    if (op === "-" && factorLeft !== undefined && shown.of === undefined && (constant === 1 || constant === 100)) {
      // What is left of all: a share.
      sides(nothing, { ...shown, of: quantity("share", 1 / constant), factor: 1 });
      return;
    }
    const below = withConstant(op, constant, factorRight !== undefined);
    sides(below(shown), below(shown));
    return;
  }
  switch (op) {
    case "+":
    case "-":
    case "or":
      sides(shown, shown);
      return;
    case "and":
    case "unless":
      sides(shown, nothing);
      return;
    case "/":
      sides(isCount(right) ? shown : nothing, nothing);
      return;
    case "*":
      // What is joined to many series is there for its labels, or to choose among them.
      sides(
        node.matching?.group === "left" || isOnlyLabels(right) ? shown : nothing,
        node.matching?.group === "right" || isOnlyLabels(left) ? shown : nothing,
      );
      return;
    default:
      if (isComparison.test(op)) sides(shown, shown);
      else sides(nothing, nothing);
  }
}

/** Whether an expression counts things, so that dividing by it is an average: `rate(x_sum) / rate(x_count)`. */
function isCount(node: PromqlNode): boolean {
  let [counts, names] = [false, 0];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "aggregation" && inner.op === "count") counts = true;
    if (inner.type !== "selector") return;
    names++;
    const metric = inner.metric ?? "";
    const of = quantityOfName(metric);
    if ((splitPart(metric)?.part === "count" || isTotalName(metric)) && (of === undefined || of.dimension === "count"))
      counts = true;
  });
  return counts && names === 1;
}
