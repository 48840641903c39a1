import { requireSteps } from "../../promql/grammar/work.ts";
import type { AggregationNode, BinaryNode, CallNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { parseDuration } from "../../text/duration.ts";
import { callFunction } from "./functions.ts";
import {
  allOf,
  type Evaluated,
  empty,
  keyOf,
  type Labels,
  type LevelSeries,
  mapValues,
  numberOf,
  remembered,
  scalarOf,
  withoutName,
} from "./level-series.ts";
import { combineAll, isThere, vectors } from "./vector-operations.ts";

export type { Evaluated, LevelSeries } from "./level-series.ts";

/** Input of {@link evaluate}. */
export interface EvaluateContext {
  /** Series with a value for each instant. */
  readonly select: (selector: SelectorNode) => readonly LevelSeries[];
  /** At how many instants the expression is evaluated. */
  readonly instants: number;
  /** Unix seconds. */
  readonly nowSeconds: number;
  /** How far back there is data. Behind an offset beyond it there is none. */
  readonly historySeconds: number;
  /** Results that need not be computed again; they take no steps. */
  readonly known?: KnownResults | undefined;
}

/** Results by their nodes. */
export interface KnownResults {
  readonly get: (node: PromqlNode) => Evaluated | undefined;
  readonly set: (node: PromqlNode, found: Evaluated) => void;
}

/** Series of an intermediate result. */
const maxSeries = 5000;
/** An offset by more than this part of the history is taken to lie beyond it: a range before it needs data too. */
const reachableHistory = 0.75;
/** So many numbers take a step. */
const instantsPerStep = 8;
/** Where the range cannot be read. */
const usualRangeMs = 300_000;
/** Series that `topk` keeps where its number is not known. */
const usualTop = 5;

/**
 * The result of an expression at some instants of a day, if every series stays around each instant where it is then:
 * enough to know labels, sizes and what is empty before anything is written. Functions that are not known leave their
 * argument as it is. Takes steps for every node and every series of its result.
 *
 * @throws {OutOfSteps} where there are not enough.
 */
export function evaluate(node: PromqlNode, context: EvaluateContext): Evaluated {
  const known = context.known?.get(node);
  if (known !== undefined) return known;
  const found = within(evaluateNode(node, context), context);
  context.known?.set(node, found);
  return found;
}

/** A result with as many series as there may be, for which steps were taken. */
function within(found: Evaluated, context: EvaluateContext): Evaluated {
  if (found.kind !== "vector") {
    requireSteps(1);
    return found;
  }
  const each = 4 + (found.series[0]?.labels.size ?? 0) + context.instants / instantsPerStep;
  requireSteps(1 + Math.ceil(found.series.length * each));
  return found.series.length > maxSeries ? { ...found, series: found.series.slice(0, maxSeries) } : found;
}

function evaluateNode(node: PromqlNode, context: EvaluateContext): Evaluated {
  switch (node.type) {
    case "selector":
      return { kind: "vector", series: context.select(node).slice(0, maxSeries) };
    case "number":
      return { kind: "scalar", values: allOf(numberOf(node.text), context.instants) };
    case "string":
      return { kind: "text", text: node.value };
    case "paren":
      return evaluate(node.expr, context);
    case "unary": {
      const inner = evaluate(node.expr, context);
      return node.op === "-" ? mapValues(inner, (value) => -value) : inner;
    }
    case "modifier": {
      const seconds = node.kind === "offset" ? (parseDuration(node.text.replace(/^-/, "")) ?? 0) / 1000 : 0;
      return seconds > context.historySeconds * reachableHistory ? empty : evaluate(node.expr, context);
    }
    case "matrix":
    case "subquery": {
      const inner = evaluate(node.expr, context);
      const rangeSeconds = (parseDuration(node.range) ?? usualRangeMs) / 1000;
      return inner.kind === "vector" ? { ...inner, rangeSeconds } : inner;
    }
    case "aggregation":
      return aggregate(node, context);
    case "call":
      return call(node, context);
    case "binary":
      return binary(node, context);
  }
}

interface Grouped {
  readonly key: string;
  readonly kept: Labels;
}

/** The group of a label set, for each aggregation. */
const grouped = new WeakMap<AggregationNode, WeakMap<Labels, Grouped>>();

function aggregate(node: AggregationNode, context: EvaluateContext): Evaluated {
  const inner = evaluate(node.expr, context);
  if (inner.kind !== "vector") return inner;
  const labels = new Set(node.labels);
  const counts = (name: string) =>
    node.grouping === "without" ? name !== "__name__" && !labels.has(name) : labels.has(name);
  const known = remembered(grouped, node, () => new WeakMap<Labels, Grouped>());
  const groupOf = (of: Labels) =>
    remembered(known, of, () => ({
      key: keyOf(of, counts),
      kept: new Map([...of].filter(([name]) => counts(name))),
    }));
  const groups = new Map<string, LevelSeries[]>();
  for (const series of inner.series) {
    const { key } = groupOf(series.labels);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [series]);
    else group.push(series);
  }
  const parameter =
    node.param === undefined ? Number.NaN : scalarOf(evaluate(node.param, context), context.instants)[0]!;
  const series = [...groups.values()].flatMap((members): LevelSeries[] => {
    if (["topk", "bottomk", "limitk"].includes(node.op)) {
      const sign = node.op === "bottomk" ? -1 : 1;
      return members
        .toSorted((a, b) => sign * (meanOf(b) - meanOf(a)))
        .slice(0, Number.isFinite(parameter) ? parameter : usualTop);
    }
    const { kept } = groupOf(members[0]!.labels);
    if (node.op === "count_values") return countValues(node, members, kept, context.instants);
    return [{ labels: kept, values: combineAll(node.op, members, parameter) }];
  });
  return { kind: "vector", series };
}

/** The mean over the instants at which it is there. */
function meanOf({ values }: LevelSeries): number {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.reduce((sum, value) => sum + value, 0) / there.length;
}

function countValues(
  node: AggregationNode,
  members: readonly LevelSeries[],
  kept: Labels,
  instants: number,
): LevelSeries[] {
  const name = node.param?.type === "string" ? node.param.value : "value";
  const counted = new Map<number, Float64Array>();
  for (const { values } of members) {
    for (const [instant, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      const counts = counted.get(value) ?? allOf(Number.NaN, instants);
      counted.set(value, counts);
      counts[instant] = (counts[instant]! || 0) + 1;
    }
  }
  return [...counted].map(([value, values]) => ({ labels: new Map(kept).set(name, String(value)), values }));
}

function call(node: CallNode, context: EvaluateContext): Evaluated {
  if (node.name === "time") return { kind: "scalar", values: allOf(context.nowSeconds, context.instants) };
  const args = node.args.map((arg) => evaluate(arg, context));
  return callFunction(node.name, args, context);
}

const arithmetic: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["+", (a: number, b: number) => a + b],
  ["-", (a: number, b: number) => a - b],
  ["*", (a: number, b: number) => a * b],
  ["/", (a: number, b: number) => a / b],
  ["%", (a: number, b: number) => a % b],
  ["^", (a: number, b: number) => a ** b],
]);
const comparing: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ["==", (a: number, b: number) => a === b],
  ["!=", (a: number, b: number) => a !== b],
  [">", (a: number, b: number) => a > b],
  ["<", (a: number, b: number) => a < b],
  [">=", (a: number, b: number) => a >= b],
  ["<=", (a: number, b: number) => a <= b],
]);

function binary(node: BinaryNode, context: EvaluateContext): Evaluated {
  const [left, right] = [evaluate(node.left, context), evaluate(node.right, context)];
  if (left.kind === "text" || right.kind === "text") return empty;
  /** NaN where the comparison does not hold, as NaN is what is not there. */
  const compute = (a: number, b: number): number => {
    const number = arithmetic.get(node.op);
    if (number !== undefined) return number(a, b);
    const holds = comparing.get(node.op)?.(a, b) === true;
    return node.bool ? Number(holds) : holds ? a : Number.NaN;
  };
  if (left.kind === "scalar" && right.kind === "scalar") {
    const compared = comparing.has(node.op);
    const values = left.values.map((value, instant) => compute(value, right.values[instant]!));
    return { kind: "scalar", values: compared ? values.map((value) => value || 0) : values };
  }
  const keepsName = comparing.has(node.op) && !node.bool;
  const name = (labels: Labels) => (keepsName ? labels : withoutName(labels));
  if (left.kind === "vector" && right.kind === "vector") return vectors(node, left.series, right.series, compute, name);
  const [of, scalar] = left.kind === "vector" ? [left, right] : [right, left];
  const series = (of.kind === "vector" ? of.series : []).flatMap(({ labels, values }): LevelSeries[] => {
    const other = scalar.kind === "scalar" ? scalar.values : values;
    const computed = values.map((value, instant) =>
      of === left ? compute(value, other[instant]!) : compute(other[instant]!, value),
    );
    if (!keepsName) return [{ labels: name(labels), values: computed }];
    const kept = values.map((value, instant) => (Number.isNaN(computed[instant]!) ? Number.NaN : value));
    return isThere(kept) ? [{ labels, values: kept }] : [];
  });
  return { kind: "vector", series };
}
