import { RE2JS } from "re2js";
import { requireSteps } from "../../promql/grammar/work.ts";
import { type Pattern, parsePattern } from "./pattern.ts";

/**
 * Whether a text is matched from end to end. Takes time in proportion to pattern times text, whatever the pattern.
 *
 * @throws {OutOfSteps} if there are not enough steps for that.
 */
export type PatternTest = (text: string) => boolean;

const maxInstructions = 20_000;
/** How many instructions, each on one character, take about as long as reading a character of a query. */
const instructionsPerStep = 128;
const maxText = 4096;

/**
 * Makes a test of a pattern as Prometheus understands it, without backtracking.
 *
 * @param pattern - the same pattern as a tree: its size is counted before anything is compiled.
 * @returns undefined if the pattern would be too large, or RE2 refuses it.
 */
export function compilePattern(text: string, pattern: Pattern): PatternTest | undefined {
  const size = instructions(pattern);
  if (size > maxInstructions) return undefined;
  requireSteps(size);
  const regex = compile(text);
  if (regex === undefined) return undefined;
  return (value) => {
    if (value.length > maxText) return false;
    requireSteps(1 + Math.floor((size * value.length) / instructionsPerStep));
    return regex.matches(value);
  };
}

function compile(text: string): RE2JS | undefined {
  try {
    return RE2JS.compile(text);
  } catch {
    return undefined;
  }
}

/** How many instructions a pattern becomes, at most; repetitions are written out. At least 1, of nothing too. */
function instructions(pattern: Pattern): number {
  switch (pattern.kind) {
    case "empty":
    case "set":
      return 1;
    case "sequence":
    case "choice":
      return pattern.of.reduce((sum, part) => sum + 1 + instructions(part), 1);
    case "repeat": {
      const times = pattern.most === Number.POSITIVE_INFINITY ? pattern.least + 1 : pattern.most;
      return 1 + times * (1 + instructions(pattern.of));
    }
  }
}

/** Tests by pattern text that remember what they have compiled. A pattern that cannot be read gives undefined. */
export function createPatternCache(
  maxEntries = 5000,
): (text: string) => { readonly test: PatternTest; readonly pattern: Pattern } | undefined {
  const known = new Map<string, { test: PatternTest; pattern: Pattern } | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    requireSteps(text.length);
    const pattern = parsePattern(text);
    const test = pattern === undefined ? undefined : compilePattern(text, pattern);
    const made = pattern === undefined || test === undefined ? undefined : { test, pattern };
    if (known.size < maxEntries) known.set(text, made);
    return made;
  };
}
