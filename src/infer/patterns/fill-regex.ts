import type { Patterns } from "../read/conditions.ts";
import { labelWords } from "../words/label-words.ts";
import { naturalTexts } from "./natural-text.ts";
import { plainAlternatives, witnesses } from "./witness.ts";

/** Texts for one regex. */
const limit = 6;

/** Labels whose values are members that are counted. */
const numbered =
  /(^|_)(pod|pod_name|instance|node|host|hostname|server|member|replica|daemon|broker|container|statefulset|name|persistentvolumeclaim)$/;

/**
 * Values of a label that a regex matches from end to end: what it lists, else texts that a person would write, else
 * any.
 *
 * @returns nothing for a regex that cannot be read.
 */
export function fillRegex(
  regex: string,
  { label, metric }: { readonly label: string; readonly metric?: string | undefined },
  patterns: Patterns,
): readonly string[] {
  const known = patterns(regex);
  if (known === undefined) return [];
  const listed = plainAlternatives(known.pattern);
  if (listed !== undefined) return listed;
  const words = labelWords(label, metric).usual;
  const natural = naturalTexts(known.pattern, { words, numbered: numbered.test(label), limit }).filter((text) =>
    known.test(text),
  );
  return natural.length > 0 ? natural : witnesses(known.pattern, { filler: words[0]!, limit });
}
