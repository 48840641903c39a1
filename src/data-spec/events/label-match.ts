import { RE2JS } from "re2js";
import type { Labels } from "../../generator/series.ts";
import type { LabelPatterns } from "../generated/data-spec.ts";
import { expandLabelPattern } from "../read/label-pattern.ts";
import { readLabels } from "../read/read-labels.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";

/** The matchers of an event, one for each label. */
export type LabelMatch = readonly LabelMatcher[];

/** One label of a {@link LabelMatch}. */
export interface LabelMatcher {
  readonly name: string;
  /** The texts `$0`, `$1`, … of a matching value, the whole value first; undefined if it does not match. */
  readonly match: (value: string) => readonly string[] | undefined;
}

/** Bounds of all regular expressions of a spec together: of their text, of what they become, and of the matching. */
const mostCharacters = 200;
const mostInstructions = 20_000;
const mostSteps = 300_000_000;
const mostValues = 10_000n;

/** Work that is left for regular expressions. */
export interface MatchWork {
  instructions: number;
  steps: number;
}

/** The work that the events of one spec may cause. */
export const startMatchWork = (): MatchWork => ({ instructions: mostInstructions, steps: mostSteps });

/** Thrown while series are matched, if the regular expressions take too long. */
export class MatchTooLong extends Error {}

/** Reads `match`: each label's value is a text, a list of texts (with ranges, as in labels), or `/regex/`. */
export function readMatch(match: LabelPatterns, path: SpecPath, work: MatchWork, problems: Problems): LabelMatch {
  const plain = Object.entries(match).filter(([, value]) => regexOf(value) === undefined);
  const dimensions = readLabels(Object.fromEntries(plain), path, problems);
  const equal = dimensions.flatMap(({ name, patterns, count }): LabelMatcher[] => {
    if (count > mostValues) {
      problems.add([...path, name], `label \`${name}\`: more than ${mostValues} values; write /regex/`);
      return [];
    }
    const values = new Set(patterns.flatMap(expandLabelPattern));
    return [{ name, match: (value) => (values.has(value) ? [value] : undefined) }];
  });
  const regexes = Object.entries(match).flatMap(([name, value]): LabelMatcher[] => {
    const text = regexOf(value);
    if (text === undefined) return [];
    readLabels({ [name]: "" }, path, problems);
    const regex = compile(text, work);
    if (typeof regex !== "string") return [{ name, match: regex }];
    problems.add([...path, name], `label \`${name}\`: ${regex}`);
    return [];
  });
  return [...equal, ...regexes];
}

/** The text between the slashes. */
function regexOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" && value.length > 2 && value.startsWith("/") && value.endsWith("/")
    ? value.slice(1, -1)
    : undefined;
}

/** A test of a whole value, which remembers its answers; the reason if there is none. */
function compile(text: string, work: MatchWork): LabelMatcher["match"] | string {
  if (text.length > mostCharacters) return `the regular expression is longer than ${mostCharacters} characters`;
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(text);
  } catch (error) {
    return `not a regular expression of RE2: ${(error as Error).message.replace("error parsing regexp: ", "")}`;
  }
  const size = regex.programSize();
  work.instructions -= size;
  if (work.instructions < 0) return "the regular expressions of the events are too large; repeat less in them";
  const known = new Map<string, readonly string[] | undefined>();
  return (value) => {
    if (known.has(value)) return known.get(value);
    work.steps -= size * (value.length + 1);
    if (work.steps < 0) throw new MatchTooLong();
    const matcher = regex.matcher(value);
    const found = matcher.matches()
      ? Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? "")
      : undefined;
    known.set(value, found);
    return found;
  };
}

/** The texts of each matched label; undefined if a series lacks a label or a value does not match. */
export function matchLabels(match: LabelMatch, labels: Labels): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, readonly string[]>();
  for (const { name, match: matches } of match) {
    const value = labels.find(([label]) => label === name)?.[1];
    const groups = value === undefined ? undefined : matches(value);
    if (groups === undefined) return undefined;
    found.set(name, groups);
  }
  return found;
}
