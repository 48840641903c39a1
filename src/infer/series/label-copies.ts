import { fillRegex } from "../patterns/fill-regex.ts";
import { witnesses } from "../patterns/witness.ts";
import type { Patterns } from "../read/conditions.ts";

/** `label_replace(x, target, "$1", source, regex)` around a selector: where its label's value is taken from. */
export interface LabelCopy {
  readonly source: string;
  readonly target: string;
  readonly regex: string;
}

/** Longer texts are not cut into parts: it takes time that grows with the square of the length. */
const maxText = 200;

interface SplitRegex {
  readonly before: string;
  readonly group: string;
  readonly after: string;
}

/** A regex in three parts, around its first group; undefined without one. */
function splitAtGroup(regex: string): SplitRegex | undefined {
  let inClass = false;
  let [start, depth] = [-1, 0];
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") {
      if (start === -1 && depth === 0 && regex[at + 1] !== "?") start = at;
      depth++;
    } else if (character === ")") {
      depth--;
      if (start !== -1 && depth === 0)
        return { before: regex.slice(0, start), group: regex.slice(start + 1, at), after: regex.slice(at + 1) };
    }
  }
  return undefined;
}

/**
 * The text that the first group of a regex takes out of another; undefined if the regex does not match it. The longest
 * part that may be taken.
 */
export function firstGroup(regex: string, text: string, patterns: Patterns): string | undefined {
  if (text.length > maxText || patterns(regex)?.test(text) !== true) return undefined;
  const split = splitAtGroup(regex);
  if (split === undefined) return "";
  const [before, group, after] = [patterns(split.before), patterns(split.group), patterns(split.after)];
  if (before === undefined || group === undefined || after === undefined) return undefined;
  for (let from = text.length; from >= 0; from--) {
    if (!before.test(text.slice(0, from))) continue;
    for (let to = text.length; to >= from; to--) {
      if (group.test(text.slice(from, to)) && after.test(text.slice(to))) return text.slice(from, to);
    }
  }
  return undefined;
}

/** A text of which a regex takes out the wanted part: `sda` and `/dev/(.*)` give `/dev/sda`. */
export function textWithGroup(
  regex: string,
  wanted: string,
  { patterns, label }: { readonly patterns: Patterns; readonly label: string },
): string | undefined {
  const split = splitAtGroup(regex);
  const escaped = wanted.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const filled = split === undefined ? undefined : `${split.before}(?:${escaped})${split.after}`;
  const pattern = filled === undefined ? undefined : patterns(filled)?.pattern;
  if (filled === undefined || pattern === undefined) return undefined;
  const texts = [...fillRegex(filled, { label }, patterns), ...witnesses(pattern, { filler: "a", limit: 12 })];
  return texts.find((text) => firstGroup(regex, text, patterns) === wanted);
}
