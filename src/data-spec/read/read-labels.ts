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
    .map(([name, value]) => readLabel(name, value ?? "", [...path, name], problems))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readLabel(
  name: string,
  value: string | readonly string[],
  path: SpecPath,
  problems: Problems,
): LabelDimension {
  const wrong = wrongLabelName(name);
  if (wrong !== undefined) problems.add(path, wrong, "key");
  const patterns =
    typeof value === "string" ? [read(value, path)] : value.map((text, index) => read(text, [...path, index]));
  return { name, patterns, count: patterns.reduce((sum, pattern) => sum + pattern.count, 0n) };

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
