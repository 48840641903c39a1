import type { BinaryNode } from "../../promql/tree/node.ts";
import { type Evaluated, empty, keyOf, type Labels, type LevelSeries, remembered } from "./level-series.ts";

/** The result of an aggregation over the series of a group, at each instant over those that are there. */
export function combineAll(op: string, members: readonly LevelSeries[], parameter: number): Float64Array {
  const instants = members[0]!.values.length;
  const result = new Float64Array(instants);
  const column: number[] = [];
  for (let instant = 0; instant < instants; instant++) {
    column.length = 0;
    for (const { values } of members) if (!Number.isNaN(values[instant]!)) column.push(values[instant]!);
    result[instant] = column.length === 0 ? Number.NaN : combine(op, column, parameter);
  }
  return result;
}

/** Whether a series is there at some instant. */
export function isThere(values: Float64Array): boolean {
  return values.some((value) => !Number.isNaN(value));
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
      return (
        values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(parameter * values.length))] ??
        Number.NaN
      );
    default:
      return sum;
  }
}

function deviation(values: readonly number[], mean: number, squared: boolean): number {
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return squared ? variance : Math.sqrt(variance);
}

/** The keys by which the sides of an operation match, and the labels of what comes of it. */
const matched = new WeakMap<
  BinaryNode,
  { readonly keys: WeakMap<Labels, string>; readonly results: WeakMap<Labels, Labels> }
>();

/** An operation between two vectors; NaN is what is not there. */
export function vectors(
  node: BinaryNode,
  left: readonly LevelSeries[],
  right: readonly LevelSeries[],
  compute: (a: number, b: number) => number,
  name: (labels: Labels) => Labels,
): Evaluated {
  const { op, bool, matching } = node;
  const known = remembered(matched, node, () => ({ keys: new WeakMap(), results: new WeakMap() }));
  const listed = new Set(matching?.labels);
  const counts = (label: string) =>
    matching?.kind === "on" ? listed.has(label) : label !== "__name__" && !listed.has(label);
  const key = ({ labels }: LevelSeries) => remembered(known.keys, labels, () => keyOf(labels, counts));
  if (op === "and" || op === "unless" || op === "or") {
    const keys = new Set((op === "or" ? left : right).map(key));
    if (op === "or") return { kind: "vector", series: [...left, ...right.filter((one) => !keys.has(key(one)))] };
    return { kind: "vector", series: left.filter((one) => keys.has(key(one)) === (op === "and")) };
  }
  const filters = !bool && /^[=!<>]/.test(op);
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
    const values = each.values.map((value, instant) =>
      swapped ? compute(partner.values[instant]!, value) : compute(value, partner.values[instant]!),
    );
    if (filters && !isThere(values)) return [];
    const own = remembered(known.results, each.labels, (): Labels => {
      const labels = new Map(name(each.labels));
      if (matching?.group === undefined)
        for (const label of [...labels.keys()]) if (label !== "__name__" && !counts(label)) labels.delete(label);
      return labels;
    });
    const { include = [] } = matching ?? {};
    if (include.length === 0) return [{ labels: own, values }];
    const labels = new Map<string, string>(own);
    for (const label of include) {
      const from = partner.labels.get(label);
      if (from === undefined) labels.delete(label);
      else labels.set(label, from);
    }
    return [{ labels, values }];
  });
  return { kind: "vector", series };
}
