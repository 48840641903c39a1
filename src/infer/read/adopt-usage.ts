import { madeLabel, wireNames } from "../../generator/wire-names.ts";
import { plainAlternatives } from "../patterns/witness.ts";
import { addMeasure } from "../units/measured.ts";
import type { Patterns } from "./conditions.ts";
import type { Family } from "./families.ts";
import { listedValues } from "./listed-values.ts";
import { labelUse, type MetricUse, type SelectorUse, type Usage } from "./usage.ts";

/** How much is taken over: for a label from variables, and for a metric. */
const limits = { patterns: 20, conditions: 300, users: 20, partners: 100 };

/**
 * Adds names, labels and functions of queries with the values of variables in them to all that is known;
 * their selectors stay apart.
 */
export function adoptMetrics(usage: Usage, resolved: Usage): void {
  for (const [name, use] of resolved.metrics) {
    const known = usage.metrics.get(name);
    if (known === undefined) {
      usage.metrics.set(name, {
        ...use,
        selectors: new Map(),
        labels: new Set(use.labels),
        shown: new Set(use.shown),
        unique: [...use.unique],
        states: [...use.states],
        sameUnit: new Set(use.sameUnit),
        measures: [...use.measures],
        partners: new Set(use.partners),
        variables: new Map(),
        listed: new Map(),
      });
      continue;
    }
    for (const partner of use.partners) if (known.partners.size < limits.partners) known.partners.add(partner);
    for (const label of use.labels) known.labels.add(label);
    for (const label of use.shown) known.shown.add(label);
    for (const one of use.functions) known.functions.add(one);
    for (const user of use.users) if (known.users.size < limits.users) known.users.add(user);
    if (known.comparisons.length === 0) known.comparisons.push(...use.comparisons);
    if (known.events.length === 0) known.events.push(...use.events);
    for (const measure of use.measures) addMeasure(known.measures, measure);
    if (known.states.length === 0) known.states.push(...use.states);
    known.outcome ??= use.outcome;
    for (const other of use.sameUnit) if (known.sameUnit.size < limits.partners) known.sameUnit.add(other);
    known.joined ||= use.joined;
    known.valued ||= use.valued;
    if (known.copies.length === 0) known.copies.push(...use.copies);
    known.exact ??= use.exact;
  }
}

/**
 * Demands of variables' queries on labels, other variables filled in, hold everywhere; lists of values that were
 * filled in do not.
 */
export function adoptVariableConditions(usage: Usage, asked: Usage, patterns: Patterns): void {
  for (const [name, { listed }] of asked.metrics) {
    const known = usage.metrics.get(name);
    for (const [label, { patterns: found }] of known === undefined ? [] : listed) {
      const own = listedValues(known!, label).patterns;
      for (const pattern of found) if (own.size < limits.patterns) own.add(pattern);
    }
  }
  for (const [name, use] of asked.labels) {
    const known = labelUse(usage, name);
    for (const pattern of use.patterns) if (known.patterns.size < limits.patterns) known.patterns.add(pattern);
    for (const [key, { condition }] of use.conditions) {
      const pattern = condition.op === "=~" ? patterns(condition.value)?.pattern : undefined;
      if (
        pattern === undefined ||
        plainAlternatives(pattern) !== undefined ||
        known.conditions.size >= limits.conditions
      )
        continue;
      if (!known.conditions.has(key)) known.conditions.set(key, { condition, count: 1 });
    }
  }
}

/** All selectors of a family's metrics, without conditions on the label that its kind makes. */
export function selectorsOf(family: Pick<Family, "name" | "kind" | "native">, { metrics }: Usage): SelectorUse[] {
  const { name, kind } = family;
  const made = madeLabel(kind);
  // A histogram's own name can be another metric's.
  const own = kind === "histogram" ? [] : [name];
  return [...new Set([...own, ...wireNames(family)])].flatMap((one) =>
    [...(metrics.get(one)?.selectors.values() ?? [])].map((use) => ({
      ...use,
      conditions: use.conditions.filter((condition) => condition.name !== made),
    })),
  );
}

/** Grows when something is added to any of the usages. */
export function sizeOfUsage(...usages: readonly Usage[]): number {
  return usages.reduce(
    (total, { metrics }) =>
      [...metrics.values()].reduce(
        (sum, use) => sum + 1 + use.labels.size + use.selectors.size + countPatterns(use),
        total,
      ),
    0,
  );
}

function countPatterns({ listed }: MetricUse): number {
  return [...listed.values()].reduce((sum, { patterns }) => sum + patterns.size, 0);
}
