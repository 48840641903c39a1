import { orElse } from "../infer-work.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import { isScopeLabel, plausibleValue } from "../read/label-names.ts";
import type { LabelUse, Usage } from "../read/usage.ts";
import { plainAlternatives, witnesses } from "./witness.ts";

/**
 * The values of each label: the `index`th row of everything has the `index`th value, so that rows of different metrics
 * belong together.
 */
export interface Domains {
  /** Never empty. Indexes beyond the number of values begin again. */
  valueOf(label: string, index: number): string;
  /** All values of a label, the first first. */
  valuesOf(label: string): readonly string[];
}

/**
 * Values of a label that are looked at, and that are kept; texts for one regex; copies of copies; words to fill a regex
 * with.
 */
const limits = { candidates: 200, values: 12, witnesses: 6, aliases: 5, fillers: 3 };

/** A variable without values is worse than so many conditions that hold for none. */
const patternWeight = 20;

/** Steps that finding the values of one label may take; beyond, it has values that are as good as any. */
const maxSteps = 100_000;

/**
 * One set of values for each label that satisfies as many of the conditions on it as can be, over all metrics and
 * variables.
 */
export function createDomains(
  usage: Usage,
  patterns: Patterns,
  given: ReadonlyMap<string, readonly string[]> = new Map(),
): Domains {
  const known = new Map<string, readonly string[]>();
  const valuesOf = (label: string): readonly string[] => {
    const name = originOf(label, usage);
    const made =
      given.get(label) ??
      known.get(name) ??
      domainOf(name, usage.labels.get(name), { patterns, word: usage.words.has(label) || usage.words.has(name) });
    const found = usage.single.has(label) || usage.single.has(name) ? made.slice(0, 1) : made;
    known.set(name, found);
    return found;
  };
  return { valuesOf, valueOf: (label, index) => valuesOf(label)[index % valuesOf(label).length]! };
}

/** The label that another one is a copy of. */
function originOf(label: string, { aliases }: Usage): string {
  let name = label;
  for (let step = 0; step < limits.aliases; step++) {
    const next = aliases.get(name);
    if (next === undefined) break;
    name = next;
  }
  return name;
}

function domainOf(
  label: string,
  use: LabelUse | undefined,
  how: { patterns: Patterns; word: boolean },
): readonly string[] {
  return orElse(
    maxSteps,
    () => makeDomain(label, use, how),
    () => makeDomain(label, undefined, how),
  );
}

function makeDomain(
  label: string,
  use: LabelUse | undefined,
  { patterns, word }: { patterns: Patterns; word: boolean },
): readonly string[] {
  const defaults = Array.from({ length: limits.values }, (_, index) => {
    const value = plausibleValue(label, index);
    return word ? value.replaceAll(/\W/g, "_") : value;
  });
  if (use === undefined) return defaults;
  const conditions = [...use.conditions.values()].sort((a, b) => b.count - a.count);
  const literals = conditions
    .filter(({ condition }) => condition.op === "=" && condition.value !== "")
    .map(({ condition }) => condition.value);
  const positive = conditions.filter(({ condition }) => condition.op === "=~");
  const negative = conditions
    .filter(({ condition }) => condition.op === "!=" || condition.op === "!~")
    .map(({ condition }) => condition);
  const fillers = defaults.slice(0, limits.fillers);
  const made = [
    ...positive.flatMap(({ condition }) => fromRegex(condition.value, { filler: defaults[0]!, full: false }, patterns)),
    ...[...use.patterns].flatMap((regex) =>
      fillers.flatMap((filler) => fromRegex(regex, { filler, full: true }, patterns)),
    ),
    ...positive.flatMap(({ condition }) =>
      fillers.flatMap((filler) => fromRegex(condition.value, { filler, full: true }, patterns)),
    ),
  ];
  const candidates = [...new Set([...use.saved, ...literals, ...defaults, ...made])]
    .filter((value) => value !== "" && !/["\\]/.test(value))
    .slice(0, limits.candidates);
  const fits = (value: string, regex: string) => patterns(regex)?.test(value) ?? true;
  const score = (value: string) =>
    negative.filter((condition) => satisfies(value, condition, patterns)).length +
    positive.filter(({ condition }) => fits(value, condition.value)).length +
    [...use.patterns].filter((regex) => fits(value, regex)).length * patternWeight;
  const scores = new Map(candidates.map((value) => [value, score(value)]));
  const best = Math.max(...scores.values());
  const top = candidates.filter((value) => scores.get(value) === best);
  const own = top.filter((value) => literals.includes(value));
  if (isScopeLabel(label) && own.length > 0) return own.slice(0, limits.values);
  const conflict = best < negative.length + positive.length + use.patterns.size * patternWeight;
  const others = conflict
    ? varied(
        candidates,
        scores,
        positive.map(({ condition }) => condition.value),
        fits,
      )
    : [];
  return [...new Set([...others, ...top])].slice(0, limits.values);
}

/** Where no value satisfies all regexes: one for each. */
function varied(
  candidates: readonly string[],
  scores: ReadonlyMap<string, number>,
  regexes: readonly string[],
  fits: (value: string, regex: string) => boolean,
): string[] {
  const ordered = candidates.toSorted((a, b) => scores.get(b)! - scores.get(a)!);
  return regexes.slice(0, limits.values).flatMap((regex) => ordered.find((value) => fits(value, regex)) ?? []);
}

function fromRegex(
  regex: string,
  how: { readonly filler: string; readonly full: boolean },
  patterns: Patterns,
): readonly string[] {
  const pattern = patterns(regex)?.pattern;
  if (pattern === undefined) return [];
  return plainAlternatives(pattern) ?? witnesses(pattern, { ...how, limit: limits.witnesses });
}
