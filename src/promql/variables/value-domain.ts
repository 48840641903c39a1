import type { VariableOption } from "./variable-value.ts";

/** Whether several values and "All" can be selected. */
interface Choosing {
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** The literal text of "All"; undefined if "All" means every value. */
  readonly all?: string | undefined;
}

/**
 * The values that a dashboard's variable can take in a preview.
 *
 * - `listed`: one or several of these values; the preview can prevent others.
 * - `asked`: values from a server; the preview can restrict them to a set of characters.
 * - `nested`: one of the two, where "All" is a text that names other variables, which Grafana fills in.
 * - `typed`: text from the reader; the preview can fix it to the saved value.
 * - `free`: anything.
 */
export type ValueDomain =
  | ({ readonly state: "listed"; readonly choices: readonly VariableOption[] } & Choosing)
  | ({ readonly state: "asked" } & Choosing)
  | { readonly state: "nested"; readonly chosen: ChosenDomain; readonly all: string }
  | { readonly state: "typed"; readonly value: string }
  | { readonly state: "free" };

/** Values of a list, or of a server. */
export type ChosenDomain = Extract<ValueDomain, { readonly state: "listed" | "asked" }>;

/** Domains by variable name. A missing name is not defined in the dashboard. */
export type ValueDomains = ReadonlyMap<string, ValueDomain>;

/** The allowed characters of a value: any, or those of names, numbers or durations. */
export type ValueCharacters = "any" | "name" | "number" | "duration";

/** A condition on a variable's values under which a query is safe for every selection. */
export interface ValueDemand {
  readonly characters: ValueCharacters;
  /** Forbidden characters. Line breaks and references to other variables are always forbidden. */
  readonly without: string;
}

/** Demands by the variable's name. */
export type ValueDemands = ReadonlyMap<string, ValueDemand>;

/** The demand that satisfies both; undefined if they contradict, as a name and a number do. */
export function mergeDemands(one: ValueDemand | undefined, other: ValueDemand): ValueDemand | undefined {
  if (one === undefined) return other;
  const without = [...new Set([...one.without, ...other.without])].sort().join("");
  if (one.characters === other.characters || other.characters === "any") return { characters: one.characters, without };
  return one.characters === "any" ? { characters: other.characters, without } : undefined;
}
