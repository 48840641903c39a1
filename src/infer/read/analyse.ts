import { isBucketName } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { BinaryNode, CallNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { typeOf, walkNodes, withoutParens } from "../../promql/tree/node-walk.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { plainAlternatives, witnesses } from "../patterns/witness.ts";
import type { LabelCopy } from "../series/label-copies.ts";
import { type Surviving, survivors } from "../series/survivors.ts";
import type { LabelCondition } from "./label-condition.ts";
import { addSelector, isLabelName, labelUse, metricUse, type Usage, type ValueComparison } from "./usage.ts";

/** Where an expression stands. */
export interface QueryPlace {
  /** Title of the panel, or `$name` of the variable. */
  readonly user: string;
  /** Labels that the legend, or a table, shows. */
  readonly needs: ReadonlySet<string>;
  readonly unit?: string | undefined;
  /** Comparisons are no wishes. */
  readonly calm?: boolean;
}

interface Down {
  readonly needs: ReadonlySet<string>;
  readonly removes: boolean;
  /** The function around it, or none. */
  readonly call: string;
  readonly comparisons: readonly ValueComparison[];
  /** `label_replace` around it. */
  readonly copies: readonly LabelCopy[];
  /** Inside an operation that matches labels. */
  readonly joined: boolean;
  /** Inside a function of native histograms. */
  readonly native: boolean;
  /** Conditions that the other side of an operation puts on its labels. */
  readonly extra: ReadonlyMap<SelectorNode, readonly LabelCondition[]>;
}

const variable = /\$[\w{]|\[\[\w/;
const none: ReadonlySet<string> = new Set();

/**
 * Reads one expression into the usage: metrics, label names and conditions, functions. Text with variables in it says nothing about values.
 *
 * @throws {OutOfSteps} where there are not enough steps; what was read until then stays in the usage.
 */
export function analyseExpression(usage: Usage, root: PromqlNode, place: QueryPlace): void {
  const down: Down = {
    needs: place.needs,
    removes: false,
    call: "",
    comparisons: [],
    copies: [],
    joined: false,
    native: false,
    extra: new Map(),
  };
  new Analysis(usage, place).visit(root, down);
}

class Analysis {
  readonly #usage: Usage;
  readonly #place: QueryPlace;
  readonly #patterns = createPatternCache(50);
  constructor(usage: Usage, place: QueryPlace) {
    this.#usage = usage;
    this.#place = place;
  }

  visit(node: PromqlNode, down: Down): void {
    requireSteps(2 + down.needs.size + down.comparisons.length);
    switch (node.type) {
      case "selector":
        this.#selector(node, down);
        return;
      case "paren":
      case "unary":
      case "modifier":
        this.visit(node.expr, down);
        return;
      case "matrix":
      case "subquery":
        this.visit(node.expr, down);
        return;
      case "aggregation": {
        const labels = node.labels.filter((label) => !variable.test(label));
        const kept = node.grouping === "without" ? [...down.needs, ...labels] : labels;
        const needs = selecting.has(node.op) ? new Set([...down.needs, ...labels]) : new Set(kept);
        const passes = ["sum", "max", "min", "avg", "topk", "bottomk"].includes(node.op);
        this.visit(node.expr, { ...down, needs, call: "", comparisons: passes ? down.comparisons : [] });
        return;
      }
      case "call":
        this.#call(node, down);
        return;
      case "binary":
        this.#binary(node, down);
        return;
      default:
        return;
    }
  }

  #selector(node: SelectorNode, down: Down): void {
    const { matchers } = node;
    requireSteps(matchers.length * 10);
    const own = matchers.filter(({ name }) => isLabelName(name));
    const firm = own.filter(({ value }) => !variable.test(value)).map(({ name, op, value }) => ({ name, op, value }));
    for (const condition of firm) this.#condition(condition);
    for (const name of this.#names(node)) this.#read(node, name, own, firm, down);
  }

  /** The metric's name; of a regex on `__name__` those that it matches among the known, else some that it would. */
  #names({ metric, matchers }: SelectorNode): readonly string[] {
    if (metric !== undefined) return variable.test(metric) ? [] : [metric];
    const matcher = matchers.find(({ name }) => name === "__name__");
    if (matcher?.op !== "=~" || variable.test(matcher.value)) return [];
    const pattern = this.#patterns(matcher.value);
    if (pattern === undefined) return [];
    requireSteps(this.#usage.metrics.size);
    const known = [...this.#usage.metrics.keys()].filter((name) => pattern.test(name)).slice(0, 20);
    const plain = plainAlternatives(pattern.pattern) ?? [];
    const made = witnesses(pattern.pattern, { filler: "metric_a" }).filter((name) => /^[a-zA-Z_:][\w:]*$/.test(name));
    return [...new Set([...plain, ...known, ...(plain.length + known.length === 0 ? made.slice(0, 1) : [])])];
  }

  #read(node: SelectorNode, metric: string, own: readonly { name: string }[], firm: readonly LabelCondition[], down: Down): void {
    const use = metricUse(this.#usage, metric);
    if (use === undefined) return;
    for (const { name } of own) use.labels.add(name);
    for (const label of down.needs) if (isLabelName(label) && label !== "le") use.labels.add(label);
    if (down.needs.has("le") && isBucketName(metric)) use.labels.add("le");
    const extra = (down.extra.get(node) ?? []).filter(
      ({ name }) => !firm.some((condition) => condition.name === name && condition.op === "="),
    );
    addSelector(use, { conditions: [...firm, ...extra], removes: down.removes });
    if (down.call !== "") use.functions.add(down.call);
    if (down.native && !isBucketName(metric)) use.functions.add("native");
    if (down.comparisons.length === 0 || this.#place.calm === true) use.plain = true;
    else if (use.comparisons.length < 50) use.comparisons.push({ conditions: firm, all: down.comparisons });
    for (const copy of down.copies)
      if (use.copies.length < 20 && !use.copies.some((one) => one.source === copy.source)) use.copies.push(copy);
    if (use.users.size < 20) use.users.add(this.#place.user);
    if (this.#place.unit !== undefined) use.units.add(this.#place.unit);
  }

  #condition(condition: LabelCondition): void {
    const { conditions } = labelUse(this.#usage, condition.name);
    const key = condition.op + condition.value;
    const known = conditions.get(key);
    if (known !== undefined) known.count++;
    else if (conditions.size < 300) conditions.set(key, { condition, count: 1 });
  }

  #call(node: CallNode, down: Down): void {
    const [first] = node.args;
    if (node.name === "label_replace") {
      this.#labelReplace(node, down);
      return;
    }
    if (node.name === "label_join") {
      const sources = node.args.slice(3).flatMap((arg) => (arg.type === "string" ? [arg.value] : []));
      const [, target] = node.args;
      const needs = new Set([...down.needs, ...sources].filter((label) => target?.type !== "string" || label !== target.value));
      this.visit(first!, { ...down, needs, call: "" });
      return;
    }
    const needs = node.name === "histogram_quantile" && mentionsBuckets(node) ? new Set([...down.needs, "le"]) : down.needs;
    const native = down.native || (node.name.startsWith("histogram_") && !mentionsBuckets(node));
    const passes = ["last_over_time", "max_over_time", "min_over_time", "avg_over_time", "sort", "sort_desc"].includes(node.name);
    for (const arg of node.args) {
      if (typeOf(arg) === "scalar" || typeOf(arg) === "string") continue;
      this.visit(arg, { ...down, needs, native, call: node.name, comparisons: passes ? down.comparisons : [] });
    }
    for (const arg of node.args) if (arg.type === "call") this.#scalarCall(arg, down);
  }

  /** `scalar(x)` as an argument. */
  #scalarCall(node: CallNode, down: Down): void {
    if (typeOf(node) === "scalar") for (const arg of node.args) this.visit(arg, { ...down, needs: none, call: "scalar", comparisons: [] });
  }

  #labelReplace(node: CallNode, down: Down): void {
    const [of, target, replacement, source, regex] = node.args;
    const texts = [target, replacement, source, regex].map((arg) => (arg?.type === "string" ? arg.value : undefined));
    const [to, text, from, pattern] = texts;
    const needs = new Set([...down.needs].filter((label) => label !== to));
    if (from !== undefined && isLabelName(from)) {
      needs.add(from);
      const same = /^\(?\.[*+]\)?$/.test(pattern ?? "") && /^\$\{?1\}?$/.test(text ?? "");
      if (same && to !== undefined && isLabelName(to) && to !== from) this.#usage.aliases.set(to, from);
    }
    const plain =
      [to, from, pattern].every((one) => one !== undefined && !variable.test(one)) && text !== undefined && /^\$\{?1\}?$/.test(text);
    const copies = plain && down.joined ? [...down.copies, { source: from!, target: to!, regex: pattern! }] : down.copies;
    if (of !== undefined) this.visit(of, { ...down, needs, call: "", copies });
  }

  #binary(node: BinaryNode, down: Down): void {
    const { left, right, op, matching } = node;
    const scalars = [typeOf(left) === "scalar", typeOf(right) === "scalar"];
    if (scalars[0] || scalars[1]) {
      this.#withScalar(node, down);
      return;
    }
    const set = op === "and" || op === "or" || op === "unless";
    const on = matching?.kind === "on" ? matching.labels.filter((label) => !variable.test(label)) : undefined;
    const include = matching?.include ?? [];
    const extra = op === "or" ? down.extra : this.#carry(node, down.extra);
    const base = { ...down, call: "", comparisons: [], extra, joined: down.joined || op !== "or" };
    const passed = on === undefined || set || matching?.group !== undefined ? [...down.needs] : [];
    const many = new Set([...passed, ...(on ?? [])].filter((label) => !include.includes(label)));
    const one = new Set([...(on ?? passed.filter((label) => !(matching?.labels ?? []).includes(label))), ...include]);
    if (matching?.group !== undefined) {
      this.visit(left, { ...base, needs: matching.group === "left" ? many : one });
      this.visit(right, { ...base, needs: matching.group === "left" ? one : many });
    } else {
      const ignored = matching?.kind === "ignoring" ? matching.labels : [];
      const own = new Set([...passed, ...(on ?? [])]);
      const others = op === "or" ? own : new Set(op === "and" || op === "unless" ? (on ?? own) : own);
      this.visit(left, { ...base, needs: own });
      this.visit(right, {
        ...base,
        needs: new Set([...others].filter((label) => !ignored.includes(label))),
        removes: down.removes || op === "unless",
      });
    }
    if (op !== "or") this.#sides(node);
  }

  #withScalar(node: BinaryNode, down: Down): void {
    const { left, right, op } = node;
    const [vector, other] = typeOf(left) === "scalar" ? [right, left] : [left, right];
    const number = withoutParens(other);
    const value =
      number.type === "number"
        ? Number(number.text)
        : number.type === "unary" && number.expr.type === "number"
          ? -Number(number.expr.text)
          : Number.NaN;
    const compares = /^(==|!=|[<>]=?)$/.test(op) && Number.isFinite(value);
    const swapped = vector === right;
    const own = compares ? [{ op: (swapped ? mirrored(op) : op) as ValueComparison["op"], value }] : [];
    const keeps = compares && !node.bool;
    const comparisons = keeps || own.length === 0 ? [...own, ...(keeps ? down.comparisons : [])] : own;
    const isTime = number.type === "call" && number.name === "time";
    const call = isTime && op === "-" ? (swapped ? "time-" : "-time") : isTime ? "time-" : /^[-*/+]$/.test(op) ? "" : down.call;
    this.visit(vector, { ...down, call: call === "" ? (down.call === "time-" ? down.call : "") : call, comparisons });
    walkNodes(other, (inner) => {
      if (inner.type === "call" && inner.name === "scalar") this.#scalarCall(inner, down);
    });
  }

  /** Conditions on labels that are matched hold on both sides. */
  #carry(node: BinaryNode, before: Down["extra"]): Down["extra"] {
    const [left, right] = [survivors(node.left), survivors(node.right)];
    if (left.length * right.length > 400) return before;
    requireSteps(before.size);
    const extra = new Map(before);
    const counts = (name: string) =>
      node.matching?.kind === "on" ? node.matching.labels.includes(name) : !(node.matching?.labels ?? []).includes(name);
    const copy = (from: Surviving, to: Surviving) => {
      const conditions = from.selector.matchers.filter(
        ({ name, op, value }) =>
          isLabelName(name) &&
          !variable.test(value) &&
          (op === "=" || op === "=~") &&
          value !== "" &&
          counts(name) &&
          from.keeps(name) &&
          to.keeps(name),
      );
      const own = extra.get(to.selector) ?? [];
      requireSteps(1 + from.selector.matchers.length + conditions.length * (own.length + to.selector.matchers.length));
      const added = conditions.filter(({ name }) => ![...own, ...to.selector.matchers].some((each) => each.name === name));
      if (added.length > 0) extra.set(to.selector, [...own, ...added.map(({ name, op, value }) => ({ name, op, value }))]);
    };
    for (const a of left) {
      for (const b of right) {
        if (node.op !== "unless") copy(b, a);
        copy(a, b);
      }
    }
    return extra;
  }

  /** What an operation demands of the label names of its sides. */
  #sides({ left, right, matching, op }: BinaryNode): void {
    const [a, b] = [survivors(left), survivors(right)];
    if (a.length * b.length > 400) return;
    const ignored = new Set(matching?.kind === "ignoring" ? matching.labels : []);
    if (matching?.group !== undefined) {
      const labels = matching.kind === "on" ? new Set(matching.labels) : undefined;
      for (const { selector, raw } of matching.group === "left" ? b : a) {
        const use = raw ? this.#metric(selector) : undefined;
        const conditions = selector.matchers.filter(({ name, value }) => isLabelName(name) && !variable.test(value));
        if (use !== undefined && use.unique.length < 50) use.unique.push({ conditions, labels, ignored });
      }
    }
    if (matching?.kind === "on" || (matching?.group !== undefined && matching.labels.length > 0)) return;
    for (const x of a) for (const y of b) this.#align(x, y, ignored, op);
  }

  #align(x: Surviving, y: Surviving, ignored: ReadonlySet<string>, op: string): void {
    requireSteps(2 + (x.exact?.size ?? 0) + (y.exact?.size ?? 0) + ignored.size);
    const [first, second] = [this.#metric(x.selector), this.#metric(y.selector)];
    if (first === undefined || second === undefined) return;
    if (x.raw && y.raw && first !== second) {
      if (first.sameLabels.length < 50) first.sameLabels.push({ other: second.name, ignored });
    } else if (op !== "unless" && x.raw && y.exact !== undefined) first.exact ??= new Set([...y.exact, ...ignored]);
    else if (op !== "unless" && x.exact !== undefined && y.exact !== undefined) {
      for (const label of x.exact) if (!y.exact.has(label) && !ignored.has(label)) first.lacks.add(label);
      for (const label of y.exact) if (!x.exact.has(label) && !ignored.has(label)) second.lacks.add(label);
    } else if (op !== "unless" && y.raw && x.exact !== undefined) second.exact ??= new Set([...x.exact, ...ignored]);
  }

  #metric({ metric }: SelectorNode) {
    return metric === undefined || variable.test(metric) ? undefined : metricUse(this.#usage, metric);
  }
}

const selecting = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

function mirrored(op: string): string {
  return op.replace(/[<>]/, (sign) => (sign === "<" ? ">" : "<"));
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
