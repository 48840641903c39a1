import { requireSteps } from "../../promql/grammar/work.ts";
import type { BinaryNode, SelectorNode } from "../../promql/tree/node.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";
import { maxPairs, type Surviving, survivors } from "./survivors.ts";
import { isLabelName, type MetricUse, metricUse, type UniqueSide, type Usage } from "./usage.ts";

/** Demands of one kind that a metric keeps. */
const maxDemands = 50;

/**
 * Adds what an operation between series demands of its sides: one series for each label set on the side of "one", and
 * label names that match.
 */
export function addMatchDemands(usage: Usage, { left, right, matching, op }: BinaryNode): void {
  const [a, b] = [survivors(left), survivors(right)];
  if (a.length * b.length > maxPairs) return;
  for (const x of a) for (const y of b) addPartners(x, y, usage);
  const ignored = new Set(matching?.kind === "ignoring" ? matching.labels : []);
  if (matching?.group !== undefined) {
    const labels = matching.kind === "on" ? new Set(matching.labels) : undefined;
    for (const one of matching.group === "left" ? b : a) addUnique(one, { labels, ignored }, usage);
  } else if (matching?.kind === "on" && op !== "and" && op !== "or" && op !== "unless") {
    const labels = new Set(matching.labels);
    for (const one of [...a, ...b]) addUnique(one, { labels, ignored }, usage);
  }
  if (matching?.kind === "on" || (matching?.group !== undefined && matching.labels.length > 0)) return;
  for (const x of a) for (const y of b) alignNames(x, y, { usage, ignored, op });
}

/** One series of a selector for each set of values of the labels that count. */
export function addUnique(
  { selector, raw }: Pick<Surviving, "selector" | "raw">,
  counts: Pick<UniqueSide, "labels" | "ignored">,
  usage: Usage,
): void {
  const use = raw ? metricOf(selector, usage) : undefined;
  if (use === undefined || use.unique.length >= maxDemands) return;
  const conditions = selector.matchers.filter(({ name, value }) => isLabelName(name) && !namesVariable(value));
  use.unique.push({ conditions, ...counts });
}

function addPartners(x: Surviving, y: Surviving, usage: Usage): void {
  const [first, second] = [metricOf(x.selector, usage), metricOf(y.selector, usage)];
  if (first === undefined || second === undefined || first === second) return;
  if (first.partners.size < maxDemands) first.partners.add(second.name);
}

/** Without `on` the label names of two sides must be the same, those that are ignored aside. */
function alignNames(
  x: Surviving,
  y: Surviving,
  { usage, ignored, op }: { readonly usage: Usage; readonly ignored: ReadonlySet<string>; readonly op: string },
): void {
  requireSteps(2 + (x.exact?.size ?? 0) + (y.exact?.size ?? 0) + ignored.size);
  const [first, second] = [metricOf(x.selector, usage), metricOf(y.selector, usage)];
  if (first === undefined || second === undefined) return;
  if (x.raw && y.raw && first !== second) {
    if (first.sameLabels.length < maxDemands) first.sameLabels.push({ other: second.name, ignored });
    return;
  }
  if (op === "unless") return;
  if (x.raw && y.exact !== undefined) first.exact ??= new Set([...y.exact, ...ignored]);
  else if (x.exact !== undefined && y.exact !== undefined) {
    for (const label of x.exact) if (!y.exact.has(label) && !ignored.has(label)) first.lacks.add(label);
    for (const label of y.exact) if (!x.exact.has(label) && !ignored.has(label)) second.lacks.add(label);
  } else if (y.raw && x.exact !== undefined) second.exact ??= new Set([...x.exact, ...ignored]);
}

function metricOf({ metric }: SelectorNode, usage: Usage): MetricUse | undefined {
  return metric === undefined || namesVariable(metric) ? undefined : metricUse(usage, metric);
}
