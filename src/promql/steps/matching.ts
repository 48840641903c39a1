import type { BinaryNode, VectorMatching } from "../tree/node.ts";
import { keyOf, type Labels, lastValue, only, type StepSeries, without } from "./answer.ts";
import { arithmetic } from "./calculate/arithmetic.ts";

/** One side of a pair. */
export interface MatchedSample {
  readonly labels: Labels;
  readonly value: number;
}

/** Two series that an operation took together. */
export interface MatchedPair {
  /** The labels by which they match. */
  readonly key: Labels;
  readonly left: MatchedSample;
  readonly right: MatchedSample;
  /** The operation's result; undefined where a comparison drops it. */
  readonly value: number | undefined;
}

/** A series that has no partner, and why. */
export interface Unmatched extends MatchedSample {
  readonly why: string;
  /** Whether it is in the result all the same, as `or` and `unless` have it. */
  readonly kept: boolean;
}

/** Several series of a side that must be one: the operation fails. */
export interface MatchConflict {
  readonly side: "left" | "right";
  readonly key: Labels;
  readonly series: readonly Labels[];
}

/** How the series of the two sides of an operation find each other. */
export interface MatchingDetail {
  readonly kind: "matching";
  readonly op: string;
  readonly cardinality: "one-to-one" | "many-to-one" | "one-to-many" | "many-to-many";
  /** `on (job)`, `ignoring (code)`, or that all labels must be the same. */
  readonly by: string;
  readonly pairs: readonly MatchedPair[];
  readonly left: readonly Unmatched[];
  readonly right: readonly Unmatched[];
  readonly conflicts: readonly MatchConflict[];
  /** How many there are of each in all. */
  readonly totals: { readonly pairs: number; readonly left: number; readonly right: number };
}

const setOperators: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** Explains which series of two instant vectors match, by the labels that decide it. */
export function matchingDetail(
  node: BinaryNode,
  left: readonly StepSeries[],
  right: readonly StepSeries[],
  limits: { readonly series: number },
): MatchingDetail {
  const { op, matching, bool } = node;
  const keyLabels = (labels: Labels) =>
    matching?.kind === "on"
      ? only(labels, matching.labels)
      : without(labels, ["__name__", ...(matching?.labels ?? [])]);
  const isSet = setOperators.has(op);
  const sides = { left: groupBy(left, keyLabels), right: groupBy(right, keyLabels) };
  const one = isSet
    ? []
    : matching?.group === undefined
      ? ["left", "right"]
      : matching.group === "left"
        ? ["right"]
        : ["left"];
  const conflicts = (["left", "right"] as const)
    .filter((side) => one.includes(side))
    .flatMap((side) => conflictsOf(side, sides[side], sides[side === "left" ? "right" : "left"]));
  const pairs = isSet ? setPairs(op, sides) : pairsOf(sides, (a, b) => arithmetic(op, a, b, bool));
  const unmatched = (side: "left" | "right", kept: boolean) =>
    [...sides[side]].flatMap(([key, { labels, series }]) => {
      const other = sides[side === "left" ? "right" : "left"];
      if (other.has(key)) return [];
      const why = whyNot(
        labels,
        side === "left" ? "right" : "left",
        [...other.values()].map((group) => group.labels),
      );
      return series.map((each) => ({ ...sampleOf(each), why, kept }));
    });
  const lonely = { left: unmatched("left", op === "or" || op === "unless"), right: unmatched("right", op === "or") };
  return {
    kind: "matching",
    op,
    cardinality: isSet ? "many-to-many" : cardinalityOf(matching),
    by: describeMatching(matching),
    pairs: pairs.slice(0, limits.series),
    left: lonely.left.slice(0, limits.series),
    right: lonely.right.slice(0, limits.series),
    conflicts: conflicts.slice(0, limits.series),
    totals: { pairs: pairs.length, left: lonely.left.length, right: lonely.right.length },
  };
}

interface Group {
  readonly labels: Labels;
  readonly series: StepSeries[];
}
type Groups = ReadonlyMap<string, Group>;

function groupBy(series: readonly StepSeries[], keyLabels: (labels: Labels) => Labels): Groups {
  const groups = new Map<string, Group>();
  for (const one of series) {
    const labels = keyLabels(one.labels);
    const key = keyOf(labels);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { labels, series: [one] });
    else known.series.push(one);
  }
  return groups;
}

function conflictsOf(side: "left" | "right", own: Groups, other: Groups): MatchConflict[] {
  return [...own].flatMap(([key, { labels, series }]) =>
    // Prometheus looks at the right side's doubles always, at the left's only where they find a partner.
    series.length > 1 && (side === "right" || other.has(key))
      ? [{ side, key: labels, series: series.slice(0, 10).map((one) => one.labels) }]
      : [],
  );
}

interface Sides {
  readonly left: Groups;
  readonly right: Groups;
}

function pairsOf({ left, right }: Sides, calculate: (a: number, b: number) => number | undefined): MatchedPair[] {
  return [...left].flatMap(([key, group]) =>
    group.series.flatMap((one) =>
      (right.get(key)?.series ?? []).map((other) => ({
        key: group.labels,
        left: sampleOf(one),
        right: sampleOf(other),
        value: calculate(lastValue(one), lastValue(other)),
      })),
    ),
  );
}

/** Of the set operators the right side only decides: `and` and `or` keep the left value, `unless` drops it. */
function setPairs(op: string, { left, right }: Sides): MatchedPair[] {
  return [...left].flatMap(([key, group]) => {
    const partner = right.get(key)?.series[0];
    if (partner === undefined) return [];
    return group.series.map((one) => ({
      key: group.labels,
      left: sampleOf(one),
      right: sampleOf(partner),
      value: op === "unless" ? undefined : lastValue(one),
    }));
  });
}

function cardinalityOf(matching: VectorMatching | undefined): MatchingDetail["cardinality"] {
  if (matching?.group === undefined) return "one-to-one";
  return matching.group === "left" ? "many-to-one" : "one-to-many";
}

function describeMatching(matching: VectorMatching | undefined): string {
  if (matching === undefined) return "all labels but the metric's name";
  const list = matching.labels.join(", ");
  if (matching.kind === "on") return list === "" ? "nothing: all series have the same key" : `the labels ${list}`;
  return list === "" ? "all labels but the metric's name" : `all labels but the metric's name and ${list}`;
}

/** Why no series of the other side has these labels, by the labels whose values it lacks. */
function whyNot(labels: Labels, side: string, others: readonly Labels[]): string {
  if (others.length === 0) return `the ${side} side has no series`;
  const lacking = Object.entries(labels).filter(([name, value]) => others.every((other) => other[name] !== value));
  if (lacking.length > 0) {
    const parts = lacking
      .slice(0, 3)
      .map(([name, value]) =>
        others.every((other) => other[name] === undefined) ? `a label ${name}` : `${name}=${JSON.stringify(value)}`,
      );
    return `no series on the ${side} has ${parts.join(" or ")}`;
  }
  const extra = [...new Set(others.flatMap(Object.keys))].filter((name) => labels[name] === undefined);
  const always = extra.filter((name) => others.every((other) => other[name] !== undefined));
  if (always.length > 0)
    return `the series on the ${side} also have ${always.slice(0, 3).join(", ")}, this one does not`;
  return `no series on the ${side} has all of these labels together`;
}

function sampleOf(series: StepSeries): MatchedSample {
  return { labels: series.labels, value: lastValue(series) };
}
