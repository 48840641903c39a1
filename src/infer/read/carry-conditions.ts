import { requireSteps } from "../../promql/grammar/work.ts";
import type { BinaryNode, SelectorNode } from "../../promql/tree/node.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";
import type { LabelCondition } from "./label-condition.ts";
import { maxPairs, type Surviving, survivors } from "./survivors.ts";
import { isLabelName } from "./usage.ts";

/** Conditions by the selector that they hold for, beside its own. */
export type CarriedConditions = ReadonlyMap<SelectorNode, readonly LabelCondition[]>;

/**
 * Conditions on labels that an operation matches hold on both of its sides: `a{x="1"} * on (x) b` needs a `b{x="1"}`.
 * So do those on labels that both sides make a matched label of, in the same way.
 */
export function carryConditions(node: BinaryNode, before: CarriedConditions): CarriedConditions {
  const [left, right] = [survivors(node.left), survivors(node.right)];
  if (left.length * right.length > maxPairs) return before;
  requireSteps(before.size);
  const carried = new Map(before);
  for (const a of left) {
    for (const b of right) {
      if (node.op !== "unless") carry(b, a, node, carried);
      carry(a, b, node, carried);
    }
  }
  return carried;
}

function carry(
  from: Surviving,
  to: Surviving,
  { matching }: BinaryNode,
  carried: Map<SelectorNode, readonly LabelCondition[]>,
): void {
  const isMatched = (name: string) =>
    matching?.kind === "on" ? matching.labels.includes(name) : !(matching?.labels ?? []).includes(name);
  const sources = new Set<string>();
  for (const [name, { source, way }] of from.made)
    if (isMatched(name) && to.made.get(name)?.way === way) sources.add(source);
  const conditions = from.selector.matchers.filter(
    ({ name, op, value }) =>
      isLabelName(name) &&
      !namesVariable(value) &&
      (op === "=" || op === "=~") &&
      value !== "" &&
      (sources.has(name) || (isMatched(name) && from.keeps(name) && to.keeps(name))),
  );
  const own = carried.get(to.selector) ?? [];
  requireSteps(1 + from.selector.matchers.length + conditions.length * (own.length + to.selector.matchers.length));
  const added = conditions.filter(({ name }) => ![...own, ...to.selector.matchers].some((each) => each.name === name));
  if (added.length > 0)
    carried.set(to.selector, [...own, ...added.map(({ name, op, value }) => ({ name, op, value }))]);
}
