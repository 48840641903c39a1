import type { LabelPatterns } from "../generated/data-spec.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { type LabelPattern, parseLabelPattern } from "./label-pattern.ts";

/** A label and its values before expansion. */
export interface LabelDimension {
  readonly name: string;
  readonly patterns: readonly LabelPattern[];
  /** Number of values that it makes. */
  readonly count: bigint;
}

/** The label whose value says which preview a series belongs to. */
const isolationLabel = "dashpreview";

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Reads labels, sorted by name. Adds a problem for a name that is not a valid label name or is reserved everywhere, and
 * for a wrong range.
 */
export function readLabels(labels: LabelPatterns | undefined, path: SpecPath, problems: Problems): LabelDimension[] {
  return Object.entries(labels ?? {})
    .map(([name, value]) => knownLabel(name, value ?? "") ?? readLabel(name, value ?? "", [...path, name], problems))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Labels with a single value that were right, by name and value: thousands of entries of a spec share a few. */
const known = new Map<string, Map<string, LabelDimension>>();
/** Where there are more, the earlier ones are forgotten. */
const mostKnown = 20_000;
let countKnown = 0;

function knownLabel(name: string, value: string | readonly string[]): LabelDimension | undefined {
  return typeof value === "string" ? known.get(name)?.get(value) : undefined;
}

function remember(label: LabelDimension, value: string | readonly string[]): void {
  if (typeof value !== "string" || value.length > 200) return;
  if (countKnown++ >= mostKnown) {
    known.clear();
    countKnown = 1;
  }
  const own = known.get(label.name) ?? new Map<string, LabelDimension>();
  known.set(label.name, own.set(value, label));
}

function readLabel(
  name: string,
  value: string | readonly string[],
  path: SpecPath,
  problems: Problems,
): LabelDimension {
  const before = problems.count;
  const wrong = wrongLabelName(name);
  if (wrong !== undefined) problems.add(path, wrong, "key");
  const patterns =
    typeof value === "string" ? [read(value, path)] : value.map((text, index) => read(text, [...path, index]));
  const label = { name, patterns, count: patterns.reduce((sum, pattern) => sum + pattern.count, 0n) };
  if (problems.count === before) remember(label, value);
  return label;

  function read(text: string, at: SpecPath): LabelPattern {
    const pattern = parseLabelPattern(text);
    if (/\p{Surrogate}/u.test(text))
      problems.add(at, `label \`${name}\`: half of a surrogate pair, which no label value may hold`);
    if (!("error" in pattern)) return pattern;
    problems.add(at, `label \`${name}\`: ${pattern.error}`);
    return { parts: [text], count: 1n };
  }
}

/** The reason why a name cannot be a label of any series; undefined if it can. */
export function wrongLabelName(name: string): string | undefined {
  if (!labelName.test(name))
    return (
      `${JSON.stringify(name.slice(0, 60))} is not a valid label name; expected letters, digits and _, not ` +
      "beginning with a digit"
    );
  if (name.startsWith("__")) return `label \`${name}\` is reserved: names that begin with __ are Prometheus' own`;
  if (name === isolationLabel) return `label \`${name}\` is reserved: it tells the series of previews apart`;
  return undefined;
}

/** Number of label sets that the dimensions make together. */
export function countLabelSets(dimensions: readonly LabelDimension[]): bigint {
  return dimensions.reduce((product, { count }) => product * count, 1n);
}
