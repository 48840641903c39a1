import { orElse } from "../infer-work.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelUse, OptionOrder, Usage } from "../read/usage.ts";
import { labelWords } from "../words/label-words.ts";
import { isScopeLabel } from "../words/place-labels.ts";
import type { LabelWords } from "../words/series-of-words.ts";
import { fillRegex } from "./fill-regex.ts";
import { createEvidence, type LabelEvidence } from "./label-evidence.ts";

/**
 * The values of each label: the `index`th row of everything has the `index`th value, so that rows of different metrics
 * belong together. Labels that say where something lies have the same values for all metrics, any other for those
 * families that queries put together.
 */
export interface Domains {
  /**
   * Never empty. Indexes beyond the number of values begin again; of a label that a dashboard opens with one value of,
   * the last one stays.
   */
  valueOf(label: string, index: number, family?: string): string;
  /** All values of a label, the first first. */
  valuesOf(label: string, family?: string): readonly string[];
}

/** Values of a label that are looked at, and that are kept; copies of copies. */
const limits = { candidates: 200, values: 12, aliases: 5 };

/** A variable without values is worse than so many conditions that hold for none. */
const patternWeight = 20;

/** Steps that finding the values of one label may take; beyond, it has values that are as good as any. */
const maxSteps = 100_000;

/** Options of {@link createDomains}. */
export interface DomainOptions {
  /** The values of labels. */
  readonly given?: ReadonlyMap<string, readonly string[]>;
  readonly families?: readonly Family[];
  /** Values of labels that come before other words, where nothing is said against them. */
  readonly usual?: ReadonlyMap<string, readonly string[]>;
}

/** Sets of values for labels that satisfy as many of the conditions on them as can be. */
export function createDomains(
  usage: Usage,
  patterns: Patterns,
  { given = new Map(), families = [], usual = new Map() }: DomainOptions = {},
): Domains {
  const known = new Map<string, readonly string[]>();
  const evidenceOf = createEvidence(usage, families);
  const opened = (label: string, name: string) => usage.opened.get(label) ?? usage.opened.get(name);
  const valuesOf = (label: string, family?: string): readonly string[] => {
    const name = originOf(label, usage);
    const evidence = evidenceOf(name, family);
    const key = `${name} ${evidence.group}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const word = usage.words.has(label) || usage.words.has(name);
    const words = withUsual(wordsOf([name, ...copiesOf(name, usage)], evidence.metric), usual.get(name));
    const made = given.get(label) ?? given.get(name) ?? domainOf(name, evidence, { patterns, word, words });
    const order = opened(label, name);
    const saved = evidence.use?.saved.has(made[0]!) === true;
    const alone = usage.single.has(label) || usage.single.has(name);
    const kept = alone ? made.slice(0, 1) : order === undefined ? made : inOptionOrder(made, order, saved);
    known.set(key, kept);
    return kept;
  };
  return {
    valuesOf,
    valueOf: (label, index, family) => {
      const values = valuesOf(label, family);
      const stays = opened(label, originOf(label, usage)) !== undefined;
      return values[stays ? Math.min(index, values.length - 1) : index % values.length]!;
    },
  };
}

function withUsual(words: LabelWords, first: readonly string[] = []): LabelWords {
  if (first.length === 0) return words;
  return { ...words, usual: [...new Set([...first, ...words.usual])], guessed: false };
}

/** The values with which a variable opens with the first: it is the saved one, or comes first among the options. */
function inOptionOrder(values: readonly string[], order: OptionOrder, saved: boolean): readonly string[] {
  const [first, ...others] = values;
  return [first!, ...others.filter((value) => saved || value > first! === (order === "ascending"))];
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

/** Labels that are copies of another one. */
function copiesOf(origin: string, usage: Usage): readonly string[] {
  return [...usage.aliases.keys()].filter((label) => label !== origin && originOf(label, usage) === origin);
}

/** Words for labels that have the same values: of the first whose meaning is known. */
function wordsOf(labels: readonly string[], metric: string | undefined): LabelWords {
  const words = labels.map((label) => labelWords(label, metric));
  return words.find(({ guessed }) => guessed !== true) ?? words[0]!;
}

function domainOf(
  label: string,
  { metric, use }: LabelEvidence,
  { patterns, word, words }: { patterns: Patterns; word: boolean; words: LabelWords },
): readonly string[] {
  const fitting = word ? { ...words, usual: words.usual.map((value) => value.replaceAll(/\W/g, "_")) } : words;
  return orElse(
    maxSteps,
    () => makeDomain(label, use, { metric, patterns, words: fitting }),
    () => makeDomain(label, undefined, { metric, patterns, words: fitting }),
  );
}

function makeDomain(
  label: string,
  use: LabelUse | undefined,
  { metric, patterns, words }: { metric: string | undefined; patterns: Patterns; words: LabelWords },
): readonly string[] {
  const defaults = words.usual.slice(0, limits.values);
  if (use === undefined) return defaults;
  const conditions = [...use.conditions.values()].sort((a, b) => b.count - a.count);
  const literals = conditions
    .filter(({ condition }) => condition.op === "=" && condition.value !== "")
    .map(({ condition }) => condition.value);
  const positive = conditions.filter(({ condition }) => condition.op === "=~");
  const negative = conditions
    .filter(({ condition }) => condition.op === "!=" || condition.op === "!~")
    .map(({ condition }) => condition);
  const enough = words.guessed === true && literals.length + use.saved.size > 1;
  const made = [...positive.map(({ condition }) => condition.value), ...use.patterns].flatMap((regex) =>
    fillRegex(regex, { label, metric }, patterns),
  );
  const usual = enough ? [] : defaults;
  const candidates = [...new Set([...use.saved, ...literals, ...usual, ...(words.more ?? []), ...made])]
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
