import { wireNames } from "../../generator/wire-names.ts";
import type { Family } from "../read/families.ts";
import type { Usage } from "../read/usage.ts";
import { isScopeLabel } from "../words/place-labels.ts";
import { solve } from "./compare.ts";

/** Names go from metric to metric through so many others. */
const maxPasses = 4;

/**
 * Gives metrics that are put together without `on(…)` the same label names, and takes away labels that an operation
 * with a fixed set of names would not match. Where no value satisfies all comparisons of a metric, it gets a label to
 * tell its series apart. Changes the families' label sets.
 */
export function alignLabels(families: readonly Family[], { single, opened }: Pick<Usage, "single" | "opened">): void {
  const byName = new Map<string, Family>();
  for (const family of families) for (const name of wireNames(family)) byName.set(name, family);
  for (const { use } of families) {
    const named = new Set([...use.selectors.values()].flatMap(({ conditions }) => conditions.map(({ name }) => name)));
    for (const label of use.lacks) if (!named.has(label)) use.labels.delete(label);
    if (use.exact === undefined) continue;
    for (const label of use.labels) if (!use.exact.has(label) && !named.has(label)) use.labels.delete(label);
    for (const label of use.exact) use.labels.add(label);
  }
  for (const { use, kind } of families) {
    const agree = solve(use.comparisons.flatMap(({ all }) => all)) !== undefined;
    const isFixed = (label: string) => single.has(label) || opened.has(label);
    const varies = [...use.labels].some((label) => !isFixed(label) && !isScopeLabel(label));
    if (kind === "gauge" && use.comparisons.length > 0 && !agree && !varies && use.exact === undefined)
      use.labels.add(isFixed("instance") ? "id" : "instance");
  }
  for (let pass = 0; pass < maxPasses; pass++) {
    let changed = false;
    const give = (from: Family, to: Family, ignored: ReadonlySet<string>) => {
      if (to.use.exact !== undefined) return;
      for (const label of from.use.labels) {
        if (ignored.has(label) || to.use.labels.has(label)) continue;
        to.use.labels.add(label);
        changed = true;
      }
    };
    for (const family of families) {
      for (const { other, ignored } of family.use.sameLabels) {
        const partner = byName.get(other);
        if (partner === undefined || partner === family) continue;
        give(family, partner, ignored);
        give(partner, family, ignored);
      }
    }
    if (!changed) return;
  }
}
