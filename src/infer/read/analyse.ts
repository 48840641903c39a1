import { isBucketName } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { AggregationNode, BinaryNode, CallNode, PromqlNode } from "../../promql/tree/node.ts";
import { typeOf, walkNodes } from "../../promql/tree/node-walk.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";
import { shownMeanings } from "../meaning/shown-meaning.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { quantityOfUnit } from "../units/grafana-units.ts";
import { plainMetrics } from "../units/same-units.ts";
import { traceUnits } from "../units/trace-units.ts";
import { carryConditions } from "./carry-conditions.ts";
import { addMatchDemands, addUnique } from "./match-demands.ts";
import { scalarOperand } from "./scalar-operand.ts";
import { readSelector, type SelectorContext } from "./selector-use.ts";
import { outermost, type QueryPlace, type Surroundings } from "./surroundings.ts";
import { selectsSeries, survivors } from "./survivors.ts";
import { isLabelName, type Usage } from "./usage.ts";

/**
 * Aggregations and functions whose result is one of the values below, or lies between them: what is compared with it is
 * compared with these.
 */
const keepValues = new Set(
  "sum max min avg topk bottomk last_over_time max_over_time min_over_time avg_over_time sort sort_desc".split(" "),
);

/** Functions of how much a counter grows. */
const growth = new Set(["increase", "rate", "irate"]);

/** `scalar` takes one series, whatever its labels. */
const alone = { labels: new Set<string>(), ignored: new Set<string>() };

/** Regexes of metric names are few in a query. */
const maxPatterns = 50;
/** Metrics in one unit with another that are kept, give or take those of one operation. */
const maxSameUnit = 50;

/**
 * Reads one expression into the usage: metrics, label names and conditions, functions. Text with variables in it says
 * nothing about values.
 *
 * @throws {OutOfSteps} where there are not enough steps; what was read until then stays in the usage.
 */
export function analyseExpression(usage: Usage, root: PromqlNode, place: QueryPlace): void {
  const measures = traceUnits(root, quantityOfUnit(place.unit));
  const shown = shownMeanings(root, place);
  new Analysis({ usage, place, measures, shown, patterns: createPatternCache(maxPatterns) }).visit(
    root,
    outermost(place),
  );
}

class Analysis {
  readonly #context: SelectorContext;
  constructor(context: SelectorContext) {
    this.#context = context;
  }

  visit(node: PromqlNode, around: Surroundings): void {
    requireSteps(2 + around.needs.size + around.comparisons.length);
    switch (node.type) {
      case "selector":
        readSelector(node, around, this.#context);
        return;
      case "paren":
      case "unary":
      case "modifier":
      case "matrix":
      case "subquery":
        this.visit(node.expr, around);
        return;
      case "aggregation":
        this.#aggregation(node, around);
        return;
      case "call":
        this.#call(node, around);
        return;
      case "binary":
        if (typeOf(node.left) === "scalar" || typeOf(node.right) === "scalar") this.#withScalar(node, around);
        else this.#binary(node, around);
        return;
      case "number":
      case "string":
        return;
    }
  }

  #aggregation({ op, grouping, labels: written, expr }: AggregationNode, around: Surroundings): void {
    const labels = written.filter((label) => !namesVariable(label));
    const needs = new Set(selectsSeries(op) || grouping === "without" ? [...around.needs, ...labels] : labels);
    const call = op === "count_values" ? op : "";
    const kept = keepValues.has(op) ? {} : { comparisons: [], grows: false };
    this.visit(expr, { ...around, needs, call, ...kept });
  }

  #call(node: CallNode, around: Surroundings): void {
    if (node.name === "label_replace") this.#labelReplace(node, around);
    else if (node.name === "label_join") this.#labelJoin(node, around);
    else {
      const hasBuckets = node.name.startsWith("histogram_") && mentionsBuckets(node);
      const buckets = node.name === "histogram_quantile" && hasBuckets;
      const needs = buckets ? new Set([...around.needs, "le"]) : around.needs;
      const native = around.native || (node.name.startsWith("histogram_") && !hasBuckets);
      const keeps = keepValues.has(node.name);
      const comparisons = keeps ? around.comparisons : [];
      const grows = buckets || (around.grows && (keeps || growth.has(node.name)));
      for (const arg of node.args) {
        if (typeOf(arg) === "scalar" || typeOf(arg) === "string") continue;
        const below = { ...around, needs, native, buckets: buckets || around.buckets };
        this.visit(arg, { ...below, call: node.name, comparisons, grows });
      }
      for (const arg of node.args) if (arg.type === "call") this.#scalarCall(arg, around);
    }
  }

  /** `scalar(x)` as an argument. */
  #scalarCall(node: CallNode, around: Surroundings): void {
    if (typeOf(node) !== "scalar") return;
    for (const arg of node.args) for (const one of survivors(arg)) addUnique(one, alone, this.#context.usage);
    for (const arg of node.args)
      this.visit(arg, { ...around, needs: new Set(), call: "scalar", comparisons: [], grows: false });
  }

  #labelJoin({ args: [of, target, , ...rest] }: CallNode, around: Surroundings): void {
    const sources = rest.flatMap((arg) => (arg.type === "string" ? [arg.value] : []));
    const needs = [...around.needs, ...sources].filter((label) => target?.type !== "string" || label !== target.value);
    if (of !== undefined) this.visit(of, { ...around, needs: new Set(needs), call: "" });
  }

  #labelReplace({ args }: CallNode, around: Surroundings): void {
    const [of, ...texts] = args;
    const [target, replacement, source, regex] = texts.map((arg) => (arg.type === "string" ? arg.value : undefined));
    const needs = new Set([...around.needs].filter((label) => label !== target));
    const takesGroup = /^\$\{?1\}?$/.test(replacement ?? "");
    if (source !== undefined && isLabelName(source)) {
      needs.add(source);
      const same = takesGroup && /^\(?\.[*+]\)?$/.test(regex ?? "");
      if (same && target !== undefined && isLabelName(target) && target !== source)
        this.#context.usage.aliases.set(target, source);
    }
    const isKnown = [target, source, regex].every((text) => text !== undefined && !namesVariable(text));
    const copies =
      around.joined && takesGroup && isKnown
        ? [...around.copies, { source: source!, target: target!, regex: regex! }]
        : around.copies;
    if (of !== undefined) this.visit(of, { ...around, needs, call: "", copies });
  }

  #binary(node: BinaryNode, around: Surroundings): void {
    const { left, right, op, matching } = node;
    const isSet = op === "and" || op === "or" || op === "unless";
    const on = matching?.kind === "on" ? matching.labels.filter((label) => !namesVariable(label)) : undefined;
    const ignored = matching?.kind === "ignoring" ? matching.labels : [];
    const carried = op === "or" ? around.carried : carryConditions(node, around.carried);
    const joined = around.joined || op !== "or";
    const buckets = around.buckets && isSet;
    const below = { ...around, call: "", comparisons: [], grows: false, carried, joined, buckets };
    const grows = op === "/"; // Nothing is divided by what stands still.
    const passed = on === undefined || isSet || matching?.group !== undefined ? [...around.needs] : [];
    if (matching?.group !== undefined) {
      const many = new Set([...passed, ...(on ?? [])].filter((label) => !matching.include.includes(label)));
      const one = new Set([...(on ?? passed.filter((label) => !matching.labels.includes(label))), ...matching.include]);
      const ofOne = {
        ...below,
        needs: one,
        onlyLabels: around.onlyLabels || (op === "*" && matching.include.length > 0),
      };
      this.visit(left, matching.group === "left" ? { ...below, needs: many } : ofOne);
      this.visit(right, matching.group === "left" ? { ...ofOne, grows } : { ...below, grows, needs: many });
    } else {
      const needs = new Set([...passed, ...(on ?? [])]);
      // `and` and `unless` take nothing of their right side but what is matched.
      const matched = op === "and" || op === "unless" ? new Set(on ?? needs) : needs;
      this.visit(left, { ...below, needs });
      this.visit(right, {
        ...below,
        grows,
        needs: new Set([...matched].filter((label) => !ignored.includes(label))),
        removes: around.removes || op === "unless",
      });
    }
    if (op !== "or") addMatchDemands(this.#context.usage, node);
    const isShare = op === "/" && quantityOfUnit(this.#context.place.unit)?.dimension === "share";
    if (isShare || /^([-+]|[<>]=?|[=!]=)$/.test(op)) this.#sameUnits(node);
  }

  /** Both sides are in the same unit. */
  #sameUnits({ left, right }: BinaryNode): void {
    const { metrics } = this.#context.usage;
    const names = new Set([...plainMetrics(left), ...plainMetrics(right)]);
    for (const name of names) {
      const use = metrics.get(name);
      if (use === undefined || use.sameUnit.size >= maxSameUnit) continue;
      for (const other of names) if (other !== name) use.sameUnit.add(other);
    }
  }

  #withScalar(node: BinaryNode, around: Surroundings): void {
    const { vector, scalar, comparison, filters, clock } = scalarOperand(node);
    const free = !filters && around.comparisons.length === 0;
    const own = comparison === undefined ? [] : [free ? { ...comparison, free } : comparison];
    const comparisons = filters ? [...own, ...around.comparisons] : own;
    const call = clock ?? (/^[-*/+]$/.test(node.op) && around.call !== "time-" ? "" : around.call);
    const above = comparison !== undefined && comparison.op === ">" && comparison.value >= 0 && comparison.value < 1;
    const grows = filters ? above || around.grows : around.grows && comparison === undefined;
    this.visit(vector, { ...around, call, comparisons, grows });
    walkNodes(scalar, (inner) => {
      if (inner.type === "call" && inner.name === "scalar") this.#scalarCall(inner, around);
    });
  }
}

function mentionsBuckets(node: PromqlNode): boolean {
  let found = false;
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "selector" && isBucketName(inner.metric ?? "")) found = true;
    if (inner.type === "aggregation" && inner.labels.includes("le")) found = true;
  });
  return found;
}
