import { requireSteps } from "../../promql/grammar/work.ts";
import { isLabelName, type MetricUse, type Usage } from "./usage.ts";

/**
 * Labels that a regex looks for in the text of a series (`instance="([^"]*)"`), with what it wants of their values. It
 * may name only the end of a label that queries name in full.
 */
export function labelsInRegex(
  regex: string,
  { metrics }: Pick<Usage, "metrics">,
): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const source = regex
    .slice(0, 4000)
    .replace(/^\//, "")
    .replace(/\/[a-z]*$/, "");
  for (const match of source.matchAll(/([A-Za-z_]\w{0,100})\s*=~?\\?"/g)) {
    const name = match[1]!;
    if (!isLabelName(name)) continue;
    const before = source.slice(0, match.index);
    const open = /(^|[*+])$/.test(before) ? endingIn(name, metrics.values()) : undefined;
    found.set(open ?? name, valuePattern(source.slice(match.index + match[0].length)));
  }
  for (const [, name] of source.matchAll(/"\)?,\s*([A-Za-z_]\w{0,100})/g)) {
    if (isLabelName(name!) && !found.has(name!)) found.set(name!, undefined);
  }
  return found;
}

/** The label of a query that ends with a name; undefined if one is called so, or none ends so. */
function endingIn(name: string, metrics: Iterable<MetricUse>): string | undefined {
  let found: string | undefined;
  for (const { labels } of metrics) {
    requireSteps(1);
    if (labels.has(name)) return undefined;
    found ??= [...labels].find((label) => label.endsWith(`_${name}`));
  }
  return found;
}

/** Up to the quote that ends the value. */
function valuePattern(rest: string): string {
  let inClass = false;
  for (let at = 0; at < rest.length; at++) {
    const character = rest[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === '"' && !inClass) return rest.slice(0, at);
  }
  return rest;
}
