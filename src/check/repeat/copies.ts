import type { CopyValues } from "../../dashboard/finding.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** One copy of a repeated panel. */
export interface PanelCopy {
  readonly values: CopyValues;
  /** All variables of the dashboard; those that the panel repeats for have one value. */
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
}

/** The copies that Grafana makes of a panel. */
export interface PanelCopies {
  /** At least one. */
  readonly copies: readonly PanelCopy[];
  /** Copies in all. */
  readonly total: number;
  /** The first of those that are not among {@link copies}. */
  readonly leftOut: readonly CopyValues[];
}

/** Copies of one panel that are looked at, unless more or fewer are asked for. */
export const usualCopies = 20;
/** Copies beyond the bound that are named. */
const maxNamed = 20;

/** Types of variables that Grafana repeats for. A panel that repeats for any other is shown once, with its value. */
const repeatable: ReadonlySet<string> = new Set(["query", "custom", "datasource", "groupby"]);

/**
 * The copies of a panel: one for each value of its variable, all options where "All" is chosen, whatever "All" stands
 * for elsewhere; of several variables (a repeated panel in a repeated row), each with each. A variable without values
 * makes one copy with an empty value.
 *
 * @param repeats - the variables, the outermost first. Undefined ones, and those that Grafana does not repeat for, make
 *   no copies.
 * @param most - copies that are made; where there are more, each variable loses values from the end of its list.
 * @returns undefined if nothing is repeated.
 * @see https://github.com/grafana/grafana/blob/main/public/app/features/dashboard-scene/scene/layout-default/DashboardGridItem.tsx
 */
export function copiesOf(
  repeats: readonly string[],
  resolved: ReadonlyMap<string, ResolvedVariable>,
  most: number = usualCopies,
): PanelCopies | undefined {
  const variables = repeats.flatMap((name) => resolved.get(name) ?? []).filter(({ type }) => repeatable.has(type));
  if (variables.length === 0) return undefined;
  const lists = variables.map(singleValues);
  const total = Math.min(
    Number.MAX_SAFE_INTEGER,
    lists.reduce((product, { length }) => product * length, 1),
  );
  const taken = countsWithin(
    lists.map(({ length }) => length),
    most,
  );
  const chosen = combinations(lists, taken);
  const copies = chosen.map((values) => ({
    values: named(values),
    resolved: new Map([...resolved, ...values.map((variable) => [variable.name, variable] as const)]),
  }));
  return { copies, total, leftOut: leftOutOf(lists, taken, total) };
}

/** Why Grafana shows a panel that repeats for a variable only once; undefined if it makes copies. */
export function whyShownOnce(variable: Pick<ResolvedVariable, "type"> | undefined): string | undefined {
  if (variable === undefined) return "the dashboard does not define it";
  return repeatable.has(variable.type) ? undefined : `Grafana does not repeat for a variable of type ${variable.type}`;
}

/** A variable with each of its values alone. It keeps being one that may have several, which decides on escaping. */
function singleValues(variable: ResolvedVariable): ResolvedVariable[] {
  const { allValue: _, ...rest } = variable;
  const one = (value: string, text: string): ResolvedVariable => ({ ...rest, value, text, all: false });
  const [values, texts] = [listOf(variable.value), listOf(variable.text)];
  const found = variable.all
    ? variable.options.map(({ value, text }) => one(value, text))
    : values.map((value, index) => one(value, texts[index] ?? value));
  return found.length > 0 ? found : [one("", variable.all ? "All" : "None")];
}

const listOf = (value: string | readonly string[]) => (typeof value === "string" ? [value] : value);

/**
 * How many values of each variable are taken so that there are no more than `most` copies: the longest list loses, of
 * several the innermost.
 */
function countsWithin(lengths: readonly number[], most: number): number[] {
  const counts = lengths.map((length) => Math.min(length, Math.max(1, most)));
  const product = () => counts.reduce((sum, count) => sum * count, 1);
  while (product() > Math.max(1, most)) {
    const longest = counts.lastIndexOf(Math.max(...counts));
    counts[longest] = counts[longest]! - 1;
  }
  return counts;
}

/** The first `counts` values of each list, each with each; the last list changes fastest. */
function combinations<T>(lists: readonly (readonly T[])[], counts: readonly number[]): T[][] {
  return lists.reduce<T[][]>(
    (made, list, index) => made.flatMap((before) => list.slice(0, counts[index]).map((item) => [...before, item])),
    [[]],
  );
}

function leftOutOf(lists: readonly (readonly ResolvedVariable[])[], taken: readonly number[], total: number) {
  const found: CopyValues[] = [];
  const sizes = lists.map((_, index) => lists.slice(index + 1).reduce((product, { length }) => product * length, 1));
  for (let at = 0; at < total && found.length < maxNamed; at++) {
    const places = lists.map(({ length }, index) => Math.floor(at / sizes[index]!) % length);
    if (places.some((place, index) => place >= taken[index]!))
      found.push(named(lists.map((list, index) => list[places[index]!]!)));
  }
  return found;
}

function named(variables: readonly ResolvedVariable[]): CopyValues {
  return Object.fromEntries(variables.map(({ name, value }) => [name, String(value)]));
}
