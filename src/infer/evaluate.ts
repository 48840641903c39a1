import { parseDuration } from "../duration.ts";
import type { AggregationNode, BinaryNode, CallNode, PromqlNode, SelectorNode } from "../promql/node.ts";
import { firstGroup } from "./label-copies.ts";
import { createPatternCache } from "./pattern-match.ts";

/** A series at one moment. */
export interface LevelSeries {
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Growth per second, of counters. */
  readonly rate?: number;
}

/** What an expression comes to at one moment; `range` in seconds of a range vector. */
export type Evaluated =
  | { readonly kind: "vector"; readonly series: readonly LevelSeries[]; readonly rangeSeconds?: number }
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "text"; readonly text: string };

/** What {@link evaluate} looks at. */
export interface EvaluateContext {
  readonly select: (selector: SelectorNode) => readonly LevelSeries[];
  /** Unix seconds. */
  readonly nowSeconds: number;
  /** How far back there is data. Behind an offset beyond it there is none. */
  readonly historySeconds: number;
}

/** Series of an intermediate result. */
const maxSeries = 5000;
const empty: Evaluated = { kind: "vector", series: [] };

/**
 * What an expression comes to if every series stays at its level: enough to know labels, sizes and what is empty before anything is written. Functions
 * that are not known leave their argument as it is. Time is bounded by the size of the expression and {@link maxSeries}.
 */
export function evaluate(node: PromqlNode, context: EvaluateContext): Evaluated {
  switch (node.type) {
    case "selector":
      return { kind: "vector", series: context.select(node).slice(0, maxSeries) };
    case "number":
      return { kind: "scalar", value: numberOf(node.text) };
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
      return seconds > context.historySeconds * 0.75 ? empty : evaluate(node.expr, context);
    }
    case "matrix":
    case "subquery": {
      const inner = evaluate(node.expr, context);
      const rangeSeconds = (parseDuration(node.range) ?? 300_000) / 1000;
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

function numberOf(text: string): number {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text.replaceAll("_", ""));
  return Number.isNaN(number) ? (parseDuration(text) ?? Number.NaN) / 1000 : number;
}

function mapValues(of: Evaluated, change: (value: number) => number): Evaluated {
  if (of.kind === "scalar") return { kind: "scalar", value: change(of.value) };
  if (of.kind === "text") return of;
  return { kind: "vector", series: of.series.map(({ labels, value }) => ({ labels: withoutName(labels), value: change(value) })) };
}

function withoutName(labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (!labels.has("__name__")) return labels;
  const rest = new Map(labels);
  rest.delete("__name__");
  return rest;
}

/** Label set as a key for grouping. */
function keyOf(labels: ReadonlyMap<string, string>, counts: (name: string) => boolean): string {
  return JSON.stringify([...labels].filter(([name]) => counts(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function aggregate(node: AggregationNode, context: EvaluateContext): Evaluated {
  const inner = evaluate(node.expr, context);
  if (inner.kind !== "vector") return inner;
  const labels = new Set(node.labels);
  const counts = (name: string) => (node.grouping === "without" ? name !== "__name__" && !labels.has(name) : labels.has(name));
  const groups = new Map<string, LevelSeries[]>();
  for (const series of inner.series) {
    const key = keyOf(series.labels, counts);
    groups.set(key, [...(groups.get(key) ?? []), series]);
  }
  const parameter = node.param === undefined ? Number.NaN : scalarOf(evaluate(node.param, context));
  const series = [...groups.values()].flatMap((members): LevelSeries[] => {
    if (["topk", "bottomk", "limitk"].includes(node.op)) {
      const sign = node.op === "bottomk" ? -1 : 1;
      return members.toSorted((a, b) => sign * (b.value - a.value)).slice(0, Number.isFinite(parameter) ? parameter : 5);
    }
    const kept = new Map([...members[0]!.labels].filter(([name]) => counts(name)));
    if (node.op === "count_values") {
      const name = node.param?.type === "string" ? node.param.value : "value";
      return [...new Set(members.map(({ value }) => value))].map((value) => ({
        labels: new Map(kept).set(name, String(value)),
        value: members.filter((member) => member.value === value).length,
      }));
    }
    return [
      {
        labels: kept,
        value: combine(
          node.op,
          members.map(({ value }) => value),
          parameter,
        ),
      },
    ];
  });
  return { kind: "vector", series };
}

function combine(op: string, values: readonly number[], parameter: number): number {
  const sum = values.reduce((a, b) => a + b, 0);
  switch (op) {
    case "avg":
      return sum / values.length;
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "count":
      return values.length;
    case "group":
      return 1;
    case "stddev":
    case "stdvar":
      return deviation(values, sum / values.length, op === "stdvar");
    case "quantile":
      return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(parameter * values.length))] ?? Number.NaN;
    default:
      return sum;
  }
}

function deviation(values: readonly number[], mean: number, squared: boolean): number {
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return squared ? variance : Math.sqrt(variance);
}

function scalarOf(of: Evaluated): number {
  return of.kind === "scalar" ? of.value : of.kind === "vector" ? (of.series[0]?.value ?? Number.NaN) : Number.NaN;
}

const rates = new Set(["rate", "irate"]);
const simple: ReadonlyMap<string, (value: number) => number> = new Map([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["round", Math.round],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sgn", Math.sign],
]);

function call(node: CallNode, context: EvaluateContext): Evaluated {
  const { name } = node;
  if (name === "time") return { kind: "scalar", value: context.nowSeconds };
  const args = node.args.map((arg) => evaluate(arg, context));
  const vector = args.find((arg) => arg.kind === "vector");
  const change = simple.get(name);
  if (change !== undefined && vector !== undefined) return mapValues(vector, change);
  switch (name) {
    case "vector":
      return { kind: "vector", series: [{ labels: new Map(), value: scalarOf(args[0] ?? empty) }] };
    case "scalar":
      return { kind: "scalar", value: vector?.series.length === 1 ? vector.series[0]!.value : Number.NaN };
    case "pi":
      return { kind: "scalar", value: Math.PI };
    case "absent":
    case "absent_over_time":
      return vector?.series.length === 0 ? { kind: "vector", series: [{ labels: new Map(), value: 1 }] } : empty;
    case "timestamp":
      return mapValues(vector ?? empty, () => context.nowSeconds);
    case "histogram_quantile":
      return quantile(scalarOf(args[0] ?? empty), vector);
    case "clamp_max":
      return mapValues(vector ?? empty, (value) => Math.min(value, scalarOf(args[1] ?? empty)));
    case "clamp_min":
      return mapValues(vector ?? empty, (value) => Math.max(value, scalarOf(args[1] ?? empty)));
    case "label_replace":
      return labelReplace(vector, args.slice(1));
    case "label_join":
      return labelJoin(vector, args.slice(1));
    default:
      return vector === undefined ? (args[0] ?? empty) : overRange(name, vector);
  }
}

function overRange(name: string, { series, rangeSeconds = 300 }: Extract<Evaluated, { kind: "vector" }>): Evaluated {
  const value = (one: LevelSeries) => {
    if (rates.has(name)) return one.rate ?? 0;
    if (name === "increase" || name === "delta") return (one.rate ?? 0) * rangeSeconds;
    if (name === "deriv" || name === "idelta") return one.rate ?? 0;
    if (name === "changes" || name === "resets") return 0;
    if (name === "count_over_time") return rangeSeconds / 15;
    return one.value;
  };
  const keeps = /^(sort|sort_desc|last_over_time|sort_by_label)$/.test(name);
  return { kind: "vector", series: series.map((one) => ({ labels: keeps ? one.labels : withoutName(one.labels), value: value(one) })) };
}

function quantile(q: number, vector: Extract<Evaluated, { kind: "vector" }> | undefined): Evaluated {
  const groups = new Map<string, { labels: ReadonlyMap<string, string>; buckets: [number, number][] }>();
  for (const { labels, value } of vector?.series ?? []) {
    const bound = labels.get("le");
    if (bound === undefined) continue;
    const rest = new Map(withoutName(labels));
    rest.delete("le");
    const key = keyOf(rest, () => true);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push([numberOf(bound), value]);
  }
  const series = [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: fromBuckets(
      q,
      buckets.sort(([a], [b]) => a - b),
    ),
  }));
  return { kind: "vector", series };
}

function fromBuckets(q: number, buckets: readonly (readonly [number, number])[]): number {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (buckets.length < 2 || buckets.at(-1)![0] !== Number.POSITIVE_INFINITY || total === 0) return Number.NaN;
  const rank = q * total;
  const at = buckets.findIndex(([, count]) => count >= rank);
  if (at === buckets.length - 1) return buckets[at - 1]![0];
  const [below, before] = at === 0 ? [0, 0] : buckets[at - 1]!;
  const [bound, count] = buckets[at]!;
  return below + ((bound - below) * (rank - before)) / (count - before || 1);
}

const patterns = createPatternCache(500);

function labelReplace(vector: Evaluated | undefined, texts: readonly Evaluated[]): Evaluated {
  const [target, replacement, source, regex] = texts.map((one) => (one.kind === "text" ? one.text : ""));
  if (vector?.kind !== "vector" || target === undefined || source === undefined || regex === undefined) return vector ?? empty;
  const test = patterns(regex)?.test;
  const series = vector.series.map((one) => {
    const value = one.labels.get(source) ?? "";
    if (test?.(value) !== true) return one;
    const labels = new Map(one.labels);
    const first = firstGroup(regex, value, patterns) ?? value;
    const made = (replacement ?? "").replaceAll(/\$\{?(\w+)\}?/g, (_, group: string) =>
      group === "1" ? first : group === "0" ? value : "",
    );
    if (made === "") labels.delete(target);
    else labels.set(target, made);
    return { ...one, labels };
  });
  return { kind: "vector", series };
}

function labelJoin(vector: Evaluated | undefined, texts: readonly Evaluated[]): Evaluated {
  const [target, separator = "", ...sources] = texts.map((one) => (one.kind === "text" ? one.text : ""));
  if (vector?.kind !== "vector" || target === undefined) return vector ?? empty;
  const series = vector.series.map((one) => ({
    ...one,
    labels: new Map(one.labels).set(target, sources.map((name) => one.labels.get(name) ?? "").join(separator)),
  }));
  return { kind: "vector", series };
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
  const compute = (a: number, b: number): number | undefined => {
    const number = arithmetic.get(node.op);
    if (number !== undefined) return number(a, b);
    const holds = comparing.get(node.op)?.(a, b) === true;
    return node.bool ? Number(holds) : holds ? a : undefined;
  };
  if (left.kind === "scalar" && right.kind === "scalar") return { kind: "scalar", value: compute(left.value, right.value) ?? 0 };
  const keepsName = comparing.has(node.op) && !node.bool;
  const name = (labels: ReadonlyMap<string, string>) => (keepsName ? labels : withoutName(labels));
  if (left.kind === "scalar" || right.kind === "scalar") {
    const of = left.kind === "vector" ? left : (right as Extract<Evaluated, { kind: "vector" }>);
    const series = of.series.flatMap((one): LevelSeries[] => {
      const value = left.kind === "scalar" ? compute(left.value, one.value) : compute(one.value, (right as { value: number }).value);
      if (value === undefined) return [];
      return [{ labels: name(one.labels), value: keepsName ? one.value : value }];
    });
    return { kind: "vector", series };
  }
  return vectors(node, left.series, right.series, compute, name);
}

function vectors(
  { op, matching }: BinaryNode,
  left: readonly LevelSeries[],
  right: readonly LevelSeries[],
  compute: (a: number, b: number) => number | undefined,
  name: (labels: ReadonlyMap<string, string>) => ReadonlyMap<string, string>,
): Evaluated {
  const listed = new Set(matching?.labels);
  const counts = (label: string) => (matching?.kind === "on" ? listed.has(label) : label !== "__name__" && !listed.has(label));
  const key = ({ labels }: LevelSeries) => keyOf(labels, counts);
  if (op === "and" || op === "unless" || op === "or") {
    const keys = new Set((op === "or" ? left : right).map(key));
    if (op === "or") return { kind: "vector", series: [...left, ...right.filter((one) => !keys.has(key(one)))] };
    return { kind: "vector", series: left.filter((one) => keys.has(key(one)) === (op === "and")) };
  }
  const swapped = matching?.group === "right";
  const [many, one] = swapped ? [right, left] : [left, right];
  const ones = new Map<string, LevelSeries>();
  for (const series of one) {
    // Two on the one side are an error there; here nothing comes of it.
    if (ones.has(key(series))) return empty;
    ones.set(key(series), series);
  }
  const series = many.flatMap((each): LevelSeries[] => {
    const partner = ones.get(key(each));
    if (partner === undefined) return [];
    const value = swapped ? compute(partner.value, each.value) : compute(each.value, partner.value);
    if (value === undefined) return [];
    const labels = new Map(name(each.labels));
    if (matching?.group === undefined)
      for (const label of [...labels.keys()]) if (label !== "__name__" && !counts(label)) labels.delete(label);
    for (const label of matching?.include ?? []) {
      const from = partner.labels.get(label);
      if (from === undefined) labels.delete(label);
      else labels.set(label, from);
    }
    return [{ labels, value }];
  });
  return { kind: "vector", series };
}
