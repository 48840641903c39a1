import type { createPatternCache } from "../patterns/pattern-match.ts";
import type { LabelCondition } from "./label-condition.ts";

/** Compiled regexes of one inference. */
export type Patterns = ReturnType<typeof createPatternCache>;

/**
 * Whether a value (empty: the label is missing) satisfies a condition. A regex that cannot be read is satisfied by
 * anything.
 */
export function satisfies(value: string, { op, value: wanted }: LabelCondition, patterns: Patterns): boolean {
  if (op === "=") return value === wanted;
  if (op === "!=") return value !== wanted;
  const pattern = patterns(wanted);
  return pattern === undefined || pattern.test(value) === (op === "=~");
}

/** Whether a series satisfies all conditions. */
export function satisfiesAll(
  labels: ReadonlyMap<string, string>,
  conditions: readonly LabelCondition[],
  patterns: Patterns,
): boolean {
  return conditions.every((condition) => satisfies(labels.get(condition.name) ?? "", condition, patterns));
}

/**
 * The pattern of a variable's `regex` (`/…/` as in JavaScript, matched anywhere) as one that is matched from end to
 * end. What it looks ahead or behind for is left out, as RE2 has no words for it: the pattern matches that and more.
 */
export function variablePattern(written: string): string | undefined {
  const regex = withoutLooks(written);
  if (regex === undefined || regex === "" || regex === "//") return undefined;
  if (!regex.startsWith("/")) return regex;
  const end = regex.lastIndexOf("/");
  if (end === 0) return undefined;
  const source = regex.slice(1, end).replaceAll("(?<", "(?P<").replaceAll("\\/", "/");
  const flags = regex.slice(end + 1).includes("i") ? "(?i)" : "";
  return `${flags}${source.startsWith("^") ? "" : "(?:.*)"}(?:${source})${/(^|[^\\])\$$/.test(source) ? "" : "(?:.*)"}`;
}

/**
 * The beginning that a variable's `regex` lets no value have, as a pattern that is matched from end to end:
 * `(?:kube-).*` of `/^(?!kube-).+/`.
 */
export function refusedPattern(regex: string): string | undefined {
  const from = /^(?:\/\^|\^)?\(\?!/.exec(regex)?.[0].length;
  if (from === undefined || (regex.startsWith("/") && !regex.startsWith("/^"))) return undefined;
  const end = endOfGroup(regex, from);
  return end === undefined ? undefined : `(?:${regex.slice(from, end).replaceAll("\\/", "/")}).*`;
}

/** A regex without its groups that look ahead or behind; undefined if one does not end. */
function withoutLooks(regex: string): string | undefined {
  let kept = "";
  let done = 0;
  for (const { index, 0: opening } of regex.matchAll(/\\.|\(\?<?[!=]/gs)) {
    if (index < done || opening.startsWith("\\")) continue;
    const end = endOfGroup(regex, index + opening.length);
    if (end === undefined) return undefined;
    kept += regex.slice(done, index);
    done = end + 1;
  }
  return kept + regex.slice(done);
}

/** Where the parenthesis is that closes a group. @param from - the first character in the group. */
function endOfGroup(regex: string, from: number): number | undefined {
  let depth = 1;
  let inClass = false;
  for (let at = from; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at;
  }
  return undefined;
}
