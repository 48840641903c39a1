import type { VariableOption } from "../../promql/variables/variable-value.ts";
import { type GuardedMatch, matchAllGuarded } from "../guarded-regex.ts";
import type { RegexTime } from "../regex-time.ts";

/** How the answers of a variable's query become its options. */
export interface OptionsInput {
  readonly candidates: readonly VariableOption[];
  /** Already interpolated. */
  readonly regex?: string | undefined;
  readonly regexAppliesTo?: "value" | "text" | undefined;
  readonly sort?: number | undefined;
  readonly time: RegexTime;
}

/** Most options that a variable may have; the rest is left out. */
const maxOptions = 5000;

/**
 * The options that Grafana makes of a query's answers: filtered and cut out by the regex (first group; groups named
 * `text` and `value`; with the flag `g` each match an option), doubles taken out, sorted.
 *
 * @see https://github.com/grafana/scenes/blob/main/packages/scenes/src/variables/variants/query/utils.ts
 */
export function makeOptions({
  candidates,
  regex = "",
  regexAppliesTo,
  sort = 0,
  time,
}: OptionsInput):
  | { readonly ok: true; readonly options: readonly VariableOption[] }
  | { readonly ok: false; readonly reason: string } {
  if (regex === "") return { ok: true, options: finish(candidates, sort) };
  const texts = candidates.map(({ text, value }) => (regexAppliesTo === "text" ? text : value));
  const found = matchAllGuarded({ pattern: regex, texts, time });
  if (!found.ok) return found;
  const options = candidates.flatMap((candidate, index) => pick(candidate, found.matches[index] ?? []));
  return { ok: true, options: finish(options, sort) };
}

function pick(candidate: VariableOption, matches: readonly GuardedMatch[]): VariableOption[] {
  if (matches.length === 0) return [];
  const named = (name: string) => matches.find((match) => match.named.get(name))?.named.get(name);
  const [value, text] = [named("value"), named("text")];
  if (value !== undefined || text !== undefined) return [{ value: value ?? text!, text: text ?? value! }];
  const first = matches.find(({ groups }) => groups.length > 1);
  if (first === undefined) return [candidate];
  const chosen = matches.length > 1 ? matches : [first];
  return chosen.flatMap(({ groups: [, group] }) => (group === undefined ? [] : [{ value: group, text: group }]));
}

function finish(options: readonly VariableOption[], sort: number): VariableOption[] {
  const unique = new Map<string, VariableOption>();
  for (const option of options) if (!unique.has(option.value)) unique.set(option.value, option);
  return sortOptions([...unique.values()], sort).slice(0, maxOptions);
}

const naturally = new Intl.Collator("en", { sensitivity: "accent", numeric: true });

/**
 * Kinds 1 and 2 by code unit, 3 and 4 by the first number, 5 and 6 without case, 7 and 8 naturally; even kinds are
 * turned round. Stable.
 */
export function sortOptions(options: readonly VariableOption[], sort: number): VariableOption[] {
  const compare = comparison(sort);
  if (compare === undefined) return [...options];
  const sorted = options.toSorted(compare);
  return sort % 2 === 0 ? sorted.reverse() : sorted;
}

function comparison(sort: number): ((a: VariableOption, b: VariableOption) => number) | undefined {
  const by = <T extends string | number>(key: (option: VariableOption) => T) => {
    return (a: VariableOption, b: VariableOption) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  };
  if (sort === 1 || sort === 2) return by(({ text }) => text);
  if (sort === 3 || sort === 4) return by(({ text }) => Number.parseInt(/\d+/.exec(text)?.[0] ?? "-1", 10));
  if (sort === 5 || sort === 6) return by(({ text }) => text.toLowerCase());
  if (sort === 7 || sort === 8) return (a, b) => naturally.compare(a.text, b.text);
  return undefined;
}
