import { wireNames } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { Family } from "../read/families.ts";
import type { ListedValues } from "../read/usage.ts";

/** Families whose values of a label agree: queries join them, or a variable stands for the label in all of them. */
export interface AgreeingFamilies {
  /** The one whose subject decides what usual values are: of which a variable lists the label, else the first. */
  readonly first: Family;
  readonly all: readonly Family[];
  /** Said by variables that list the label. */
  readonly listed: ListedValues;
}

/** Finds the families that agree with one another in a label. */
export interface Agreement {
  /** @returns undefined if the family is not known or does not have the label. */
  familiesOf(label: string, family: string): AgreeingFamilies | undefined;
}

/** Groups families by label: each label has groups of its own. */
export function createAgreement(families: readonly Family[]): Agreement {
  const byWire = new Map(families.flatMap((family) => wireNames(family).map((name) => [name, family] as const)));
  const known = new Map<string, ReadonlyMap<string, AgreeingFamilies>>();
  return {
    familiesOf(label, family) {
      const groups = known.get(label) ?? groupsOf(label, families, byWire);
      known.set(label, groups);
      return groups.get(family);
    },
  };
}

function groupsOf(
  label: string,
  families: readonly Family[],
  byWire: ReadonlyMap<string, Family>,
): ReadonlyMap<string, AgreeingFamilies> {
  const own = families.filter(({ use }) => use.labels.has(label));
  requireSteps(1 + families.length);
  const parents = new Map<Family, Family>(own.map((family) => [family, family]));
  const rootOf = (family: Family): Family => {
    let root = family;
    while (parents.get(root) !== root) root = parents.get(root)!;
    parents.set(family, root);
    return root;
  };
  const unite = (a: Family, b: Family) => {
    if (parents.has(a) && parents.has(b)) parents.set(rootOf(b), rootOf(a));
  };
  const ofVariable = new Map<string, Family>();
  for (const family of own) {
    requireSteps(1 + family.use.partners.size);
    for (const partner of family.use.partners) {
      const other = byWire.get(partner);
      if (other !== undefined) unite(family, other);
    }
    for (const variable of family.use.variables.get(label) ?? []) {
      unite(ofVariable.get(variable) ?? family, family);
      ofVariable.set(variable, family);
    }
  }
  const members = new Map<Family, Family[]>();
  for (const family of own) {
    const group = members.get(rootOf(family));
    if (group === undefined) members.set(rootOf(family), [family]);
    else group.push(family);
  }
  return new Map([...members.values()].flatMap((all) => all.map(({ name }) => [name, agreeing(label, all)] as const)));
}

function agreeing(label: string, all: readonly Family[]): AgreeingFamilies {
  const listed = all.flatMap(({ use }) => use.listed.get(label) ?? []);
  return {
    first: all.find(({ use }) => use.listed.has(label)) ?? all[0]!,
    all,
    listed: {
      patterns: new Set(listed.flatMap(({ patterns }) => [...patterns])),
      saved: new Set(listed.flatMap(({ saved }) => [...saved])),
    },
  };
}
