import type { VariableOption } from "./variable-value.ts";

/** How several values, and "All", are chosen. */
interface Choosing {
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** The text that "All" puts into a query, as it is; undefined where "All" means every value. */
  readonly all?: string | undefined;
}

/**
 * The values that a dashboard's variable can take in a preview.
 *
 * - `listed`: one of these values (or several), and the preview can be made to take no other.
 * - `asked`: what a server answers; the preview can keep that to a set of characters.
 * - `typed`: what somebody types; the preview can fix it to the saved value.
 * - `free`: anything.
 */
export type ValueDomain =
  | ({ readonly state: "listed"; readonly choices: readonly VariableOption[] } & Choosing)
  | ({ readonly state: "asked" } & Choosing)
  | { readonly state: "typed"; readonly value: string }
  | { readonly state: "free" };

/** Domains by the variable's name. A name that is not in it is not defined in the dashboard. */
export type ValueDomains = ReadonlyMap<string, ValueDomain>;

/** Which characters a value may consist of: all, those of names, of numbers, or of durations. */
export type ValueCharacters = "any" | "name" | "number" | "duration";

/** The condition on a variable's values under which a query is safe, whatever is chosen. */
export interface ValueDemand {
  readonly characters: ValueCharacters;
  /** Characters that must not occur. Line breaks and references to other variables must not in any case. */
  readonly without: string;
}

/** Demands by the variable's name. */
export type ValueDemands = ReadonlyMap<string, ValueDemand>;

/** The demand that meets both; undefined if nothing can: a value cannot be a name and a number. */
export function mergeDemands(one: ValueDemand | undefined, other: ValueDemand): ValueDemand | undefined {
  if (one === undefined) return other;
  const without = [...new Set([...one.without, ...other.without])].sort().join("");
  if (one.characters === other.characters || other.characters === "any") return { characters: one.characters, without };
  return one.characters === "any" ? { characters: other.characters, without } : undefined;
}
