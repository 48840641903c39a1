import type { VectorMatching } from "../../promql/tree/node.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { quote, some } from "./explanation.ts";

/** Series of a side that are looked at. */
const mostSeries = 2000;

/**
 * Why the two sides of an operation have no pair of series that belong together: labels that only one side has, or
 * labels whose values differ.
 *
 * @param hidden - a label to leave out of messages.
 */
export function explainSides(
  left: readonly QuerySeries[],
  right: readonly QuerySeries[],
  matching: VectorMatching | undefined,
  hidden?: string,
): string {
  const [a, b] = [left, right].map((side) => side.slice(0, mostSeries).map(({ labels }) => labels)) as [
    LabelSet[],
    LabelSet[],
  ];
  const on = matching?.kind === "on";
  const names = on ? matching.labels : namesOf([...a, ...b]).filter((name) => matching?.labels.includes(name) !== true);
  const counted = names.filter((name) => name !== "__name__" && name !== hidden);
  const onlyLeft = counted.filter((name) => has(a, name) && !has(b, name));
  const onlyRight = counted.filter((name) => has(b, name) && !has(a, name));
  const parts = [...oneSided("left", onlyLeft), ...oneSided("right", onlyRight)];
  const them = onlyLeft.length + onlyRight.length === 1 ? "it" : "them";
  const common = counted.filter((name) => has(a, name) && has(b, name));
  const advice = on ? `take ${them} out of on(…)` : `name ${them} in ignoring(…), or match on(${some(common)})`;
  if (parts.length > 0) return `the two sides have no series that match: ${parts.join(", ")}; ${advice}`;
  const differing = counted.filter((name) => disjoint(a, b, name));
  if (differing.length > 0) {
    const shown = differing.slice(0, 3).map((name) => `${name} (left ${values(a, name)}; right ${values(b, name)})`);
    return `the two sides have no series that match: they differ in ${shown.join(", ")}`;
  }
  const by = counted.length === 0 ? "" : ` in ${some(counted)}`;
  return `the two sides have no series that match${by}, or not at the same time`;
}

type LabelSet = ReadonlyMap<string, string>;

function namesOf(sets: readonly LabelSet[]): string[] {
  return [...new Set(sets.flatMap((labels) => [...labels.keys()]))].sort();
}

const has = (sets: readonly LabelSet[], name: string) => sets.some((labels) => labels.has(name));

function oneSided(side: string, names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : [`only the ${side} side has ${names.length === 1 ? "the label" : "the labels"} ${some(names)}`];
}

function disjoint(a: readonly LabelSet[], b: readonly LabelSet[], name: string): boolean {
  const known = new Set(a.map((labels) => labels.get(name) ?? ""));
  return !b.some((labels) => known.has(labels.get(name) ?? ""));
}

function values(sets: readonly LabelSet[], name: string): string {
  return some([...new Set(sets.map((labels) => labels.get(name) ?? ""))].map(quote), 3);
}
