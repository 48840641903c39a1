import { requireSteps } from "../../promql/grammar/work.ts";
import { type CharacterSet, setHas } from "./character-set.ts";
import type { Pattern } from "./pattern.ts";

/** Texts that {@link witnesses} fills in where a pattern leaves anything open. */
export interface WitnessOptions {
  /** A word for `.+` and `.*`, such as `host-1`. */
  readonly filler?: string;
  /** Put the word in wherever it may stand, rather than nothing. */
  readonly full?: boolean;
  /** Most texts. Default 24. */
  readonly limit?: number;
}

const maxLength = 400;

/**
 * Texts that a pattern matches, the most natural first: each branch of a choice, optional parts left out and put in.
 * Bounded; may be empty for patterns that match nothing.
 */
export function witnesses(pattern: Pattern, { filler = "a", limit = 24, full = false }: WitnessOptions = {}): string[] {
  return [...new Set(make(pattern, { filler, limit, full }))]
    .filter((text) => text.length <= maxLength)
    .slice(0, limit);
}

interface Context {
  readonly filler: string;
  readonly limit: number;
  readonly full: boolean;
}

function make(pattern: Pattern, context: Context): string[] {
  const { limit } = context;
  switch (pattern.kind) {
    case "empty":
      return [""];
    case "set":
      return samples(pattern.set, context);
    case "choice":
      return interleave(pattern.of.slice(0, limit * 2).map((branch) => make(branch, context))).slice(0, limit);
    case "sequence":
      return pattern.of.reduce<string[]>((made, part) => join(made, make(part, context), limit), [""]);
    case "repeat":
      return repeat(pattern, context);
  }
}

function repeat({ of, least, most }: Extract<Pattern, { kind: "repeat" }>, context: Context): string[] {
  const { filler, limit } = context;
  const word = wordOf(of, least, most, filler);
  const inner = make(of, context);
  const times = (count: number) => {
    let made = [""];
    for (let done = 0; done < count && made.length > 0 && made[0]!.length <= maxLength; done++)
      made = join(made, inner, limit);
    return made;
  };
  const counts = [...new Set([least, Math.min(most, Math.max(least, 1)), Math.min(most, least + 1)])];
  const anything = of.kind === "set" && of.set.negated;
  const made = counts.flatMap((count) => times(count));
  const ordered =
    word === undefined
      ? made
      : anything && (least > 0 || context.full)
        ? [word, ...made]
        : [made[0]!, word, ...made.slice(1)];
  return [...new Set(ordered.filter((text) => text !== undefined))].slice(0, limit);
}

/** The filler, if every character of it may stand here that often. */
function wordOf(of: Pattern, least: number, most: number, filler: string): string | undefined {
  if (of.kind !== "set" || filler.length < least || filler.length > most) return undefined;
  return [...filler].every((character) => setHas(of.set, character.codePointAt(0)!)) ? filler : undefined;
}

const friendly = "a1xbc23-_ ./:AZ0";
const joining = "-a1xbc23_ ./:AZ0";

function samples(set: CharacterSet, { limit }: Context): string[] {
  if (!set.negated && set.ranges.every(([from, to]) => from === to) && set.ranges.length <= limit) {
    return set.ranges.map(([code]) => String.fromCodePoint(code));
  }
  const found = [...(set.negated ? joining : friendly)].filter((character) => setHas(set, character.codePointAt(0)!));
  if (found.length > 0) return found.slice(0, 6);
  const [first] = set.ranges;
  if (!set.negated && first !== undefined) return [String.fromCodePoint(first[0])];
  for (let code = 0x21; code < 0x2000; code++) if (setHas(set, code)) return [String.fromCodePoint(code)];
  return [];
}

/** Combinations, the first of both sides first and then along the diagonal, so that each part varies early. */
function join(left: readonly string[], right: readonly string[], limit: number): string[] {
  requireSteps(1 + Math.ceil(Math.min(limit, left.length * right.length) / 4));
  const made: string[] = [];
  for (let sum = 0; sum < left.length + right.length - 1 && made.length < limit; sum++) {
    for (let a = Math.max(0, sum - right.length + 1); a <= Math.min(sum, left.length - 1) && made.length < limit; a++) {
      made.push(left[a]! + right[sum - a]!);
    }
  }
  return made;
}

function interleave(lists: readonly (readonly string[])[]): string[] {
  const most = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, index) =>
    lists.flatMap((list) => (index < list.length ? [list[index]!] : [])),
  ).flat();
}

/**
 * The texts of a pattern that is nothing but a choice of plain texts: `a|b|c`, `(a|b)c`. Undefined for any other, or
 * for more than `most`.
 */
export function plainAlternatives(pattern: Pattern, most = 12): string[] | undefined {
  if (!isPlain(pattern)) return undefined;
  const found = [...new Set(make(pattern, { filler: "a", limit: most + 1, full: false }))];
  return found.length > most ? undefined : found;
}

function isPlain(pattern: Pattern): boolean {
  if (pattern.kind === "empty") return true;
  if (pattern.kind === "set")
    return (
      !pattern.set.negated && pattern.set.ranges.length === 1 && pattern.set.ranges[0]![0] === pattern.set.ranges[0]![1]
    );
  return pattern.kind !== "repeat" && pattern.of.every(isPlain);
}
