import type { ValueCharacters, ValueDemand } from "../../promql/variables/value-domain.ts";

/** A single character of a value that meets the demand, by kind; of `any`, see {@link characterPattern}. */
const characters: Readonly<Record<Exclude<ValueCharacters, "any">, string>> = {
  name: "[A-Za-z0-9_:]",
  number: "[0-9.]",
  duration: "[0-9a-z]",
};

/**
 * A pattern for one character of a value that meets a demand. Control characters never do, nor `$` and `[`, which
 * Grafana could take for the beginning of another variable and fill in once more.
 */
export function characterPattern({ characters: kind, without }: ValueDemand): string {
  if (kind !== "any") return characters[kind];
  return `[^${without.replaceAll(/[\\\]^-]/g, "\\$&")}\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029$[]`;
}

/** Whether a whole value meets a demand. */
export function meetsDemand(value: string, demand: ValueDemand): boolean {
  return new RegExp(`^(?:${characterPattern(demand)})*(?![\\s\\S])`).test(value);
}
