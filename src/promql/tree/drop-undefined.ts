import { findReferences } from "../variables/variable-reference.ts";
import { findSelectors } from "./selectors.ts";

/**
 * A query without those alternatives of its regular expressions that name an undefined variable. Grafana leaves such a
 * name as it stands, and `$nowhere` matches nothing in a regular expression, so the other alternatives decide:
 * `a=~"$nowhere|b"` asks for what `a=~"b"` asks for.
 *
 * @param isDefined - whether the dashboard or Grafana has a variable of this name.
 * @returns the query as it is where it has no such alternative, or none that is left.
 */
export function dropUndefined(query: string, isDefined: (name: string) => boolean): string {
  const isUndefined = (text: string) => findReferences(text).some(({ name }) => !isDefined(name));
  if (!query.includes("|") || !isUndefined(query)) return query;
  const found = findSelectors(query);
  if (!found.ok) return query;
  let text = query;
  const matchers = found.selectors.flatMap((selector) => selector.matchers).toSorted((a, b) => b.from - a.from);
  for (const { name, op, value, from, to } of matchers) {
    if (op !== "=~" || !isUndefined(value)) continue;
    const alternatives = splitAlternatives(value);
    const left = alternatives.filter((alternative) => !isUndefined(alternative));
    if (left.length === 0 || left.length === alternatives.length) continue;
    const quoted = JSON.stringify(left.join("|"));
    text = `${text.slice(0, from)}${name}=~${quoted}${text.slice(to)}`;
  }
  return text;
}

/** The alternatives of a regular expression, those inside groups and classes aside. */
function splitAlternatives(regex: string): string[] {
  const parts = [""];
  let [depth, inClass] = [0, false];
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at]!;
    if (character === "\\") {
      parts[parts.length - 1] += regex.slice(at, at + 2);
      at++;
      continue;
    }
    if (inClass) inClass = character !== "]";
    else if (character === "[" && regex[at + 1] !== "[") inClass = true;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "|" && depth === 0) {
      parts.push("");
      continue;
    }
    parts[parts.length - 1] += character;
  }
  return parts;
}
