import type { LabelPatterns } from "../generated/data-spec.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { type LabelPattern, parseLabelPattern } from "./label-pattern.ts";

/** A label and its values before expansion. */
export interface LabelDimension {
  readonly name: string;
  readonly patterns: readonly LabelPattern[];
  /** How many values it makes. */
  readonly count: bigint;
}

/** The label that tells the series of previews apart. */
const isolationLabel = "dashpreview";

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Reads labels, sorted by name. Names that are no label names or are reserved everywhere, and wrong ranges, are
 * problems.
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

/** Why a name may not be a label of any series; undefined if it may. */
export function wrongLabelName(name: string): string | undefined {
  if (!labelName.test(name))
    return `${JSON.stringify(name.slice(0, 60))} is no label name; expected letters, digits and _, not beginning with a digit`;
  if (name.startsWith("__")) return `label \`${name}\` is reserved: names that begin with __ are Prometheus' own`;
  if (name === isolationLabel) return `label \`${name}\` is reserved: it tells the series of previews apart`;
  return undefined;
}

/** How many label sets the dimensions make together. */
export function countLabelSets(dimensions: readonly LabelDimension[]): bigint {
  return dimensions.reduce((product, { count }) => product * count, 1n);
}
