import { aggregations } from "../grammar/functions.ts";
import type { VariableUse } from "./variables.ts";

/**
 * The role of a variable in a query: a name or part of one, a duration, a number or part of one, an operator, a
 * function, an aggregation, `by` or `without`, a whole matcher, a string with its quotes, or empty.
 */
export type VariableRole =
  | "name"
  | "duration"
  | "number"
  | "operator"
  | "function"
  | "aggregation"
  | "clause"
  | "matcher"
  | "string"
  | "nothing";

/** Text of exactly `length` characters for a role; undefined if none fits. */
export function roleText(role: VariableRole, length: number): string | undefined {
  switch (role) {
    case "name":
      return "v".repeat(length);
    case "number":
      return "1".repeat(length);
    case "duration":
      return length < 2 ? undefined : `${"1".repeat(length - 1)}s`;
    case "operator":
      return padded(length < 3 ? "or" : "and", length);
    case "function":
      return padded("ln", length);
    case "aggregation":
      return padded("sum", length);
    case "clause":
      return padded("by", length);
    case "matcher":
      return padded(length < 4 ? '""' : 'v=""', length);
    case "string":
      return length < 2 ? undefined : `"${"v".repeat(length - 2)}"`;
    case "nothing":
      return " ".repeat(length);
  }
}

function padded(text: string, length: number): string | undefined {
  return text.length > length ? undefined : text.padEnd(length);
}

const durations = new Set(["__interval", "__rate_interval", "__range", "__auto"]);
const numbers = new Set(["__interval_ms", "__rate_interval_ms", "__range_ms", "__range_s", "__from", "__to"]);
const aggregationBefore = new RegExp(`(?:^|\\W)(?:${[...aggregations].join("|")})$`, "i");

/** The text around a variable. */
export interface Surroundings {
  /** The text before and after it, with strings and comments blanked out. */
  readonly before: string;
  readonly after: string;
  /** Whether another variable touches it. */
  readonly touched: boolean;
  readonly insideBrackets: boolean;
  readonly insideBraces: boolean;
}

/** The possible roles of a variable, judged by the text around it, likeliest first. */
export function likelyRoles(
  { name }: VariableUse,
  { before, after, touched, insideBrackets, insideBraces }: Surroundings,
): VariableRole[] {
  const previous = before.trimEnd();
  const next = after.trimStart();
  if (insideBrackets || /(?:^|\W)offset\s*[-+]?$/i.test(previous)) {
    return /^[a-z]/.test(after) || touched ? ["number", "duration", "name"] : ["duration", "number", "name"];
  }
  if (numbers.has(name) || previous.endsWith("@")) return ["number", "duration", "name"];
  const glued = touched || /[\w:.]$/.test(before) || /^[\w:]/.test(after);
  if (durations.has(name)) return glued ? ["name", "number", "duration"] : ["duration", "number", "name"];
  if (insideBraces && !glued) return rolesInBraces(previous, next);
  if (!glued) return rolesInExpression(previous, next);
  return /(?:^|[^\w:])[\d.]+$/.test(before)
    ? ["number", "duration", "name"]
    : ["name", "number", "operator", "nothing"];
}

function rolesInBraces(previous: string, next: string): VariableRole[] {
  if (/[=~]$/.test(previous)) return ["string", "name"];
  if (/^[=!]/.test(next)) return ["name"];
  return /[{,]$/.test(previous) && /^[},]/.test(next) ? ["matcher", "nothing", "name"] : ["name", "matcher", "nothing"];
}

/** Words that look like the end of an operand, but that an operand can follow. */
const beforeOperand = new RegExp(
  "(?:^|\\W)(?:(?:and|or|unless|by|without|on|ignoring|group_left|group_right|bool|atan2)|" +
    "(?:on|ignoring|group_left|group_right)\\s*\\([^()]*\\))$",
  "i",
);

function rolesInExpression(previous: string, next: string): VariableRole[] {
  if (aggregationBefore.test(previous)) return ["clause", "name", "nothing"];
  if (/[)}\]\w"]$/.test(previous) && !beforeOperand.test(previous)) return ["operator", "name", "clause", "nothing"];
  if (/^(?:by|without)\b/i.test(next)) return ["aggregation", "function", "name"];
  if (next.startsWith("(")) return ["function", "aggregation", "operator", "clause", "name"];
  return ["name", "number", "duration", "operator", "nothing"];
}
