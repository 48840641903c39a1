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
 * end.
 */
export function variablePattern(regex: string): string | undefined {
  if (regex === "" || /\(\?<?[!=]/.test(regex)) return undefined;
  if (!regex.startsWith("/")) return regex;
  const end = regex.lastIndexOf("/");
  if (end === 0) return undefined;
  const source = regex.slice(1, end).replaceAll("(?<", "(?P<").replaceAll("\\/", "/");
  const flags = regex.slice(end + 1).includes("i") ? "(?i)" : "";
  return `${flags}${source.startsWith("^") ? "" : "(?:.*)"}(?:${source})${/(^|[^\\])\$$/.test(source) ? "" : "(?:.*)"}`;
}
