import type { CheckState, PanelResult } from "../check/result.ts";
import type { CopyValues } from "../dashboard/finding.ts";

/** Copies that are named before the rest is only counted. */
const maxNamed = 3;
/** Most characters of one value. */
const maxValue = 60;

/** States of copies that are worth naming, and their words. */
const told: readonly [CheckState, string][] = [
  ["error", "error for"],
  ["unchecked", "not checked for"],
  ["empty", "empty for"],
];

/**
 * Says how the copies of a repeated panel are: `2 of 3 copies ok; empty for ns=bank`, `10 of 10 copies ok; looked at 10
 * of 40, not at ns=x, ns=y, ns=z and 27 more`. Undefined for a panel with one copy, or without anything to look at.
 */
export function describeCopies({ copies = [], copyCount = 1, state }: PanelResult): string | undefined {
  if (copyCount < 2 || state === "skipped") return undefined;
  const [leftOut, seen] = [copies.filter(isLeftOut), copies.filter((copy) => !isLeftOut(copy))];
  const ok = seen.filter((copy) => copy.state === "ok").length;
  const parts = [`${ok} of ${seen.length} copies ok`];
  for (const [wanted, words] of told) {
    const found = seen.filter((copy) => copy.state === wanted).map(({ values }) => values);
    if (found.length > 0) parts.push(`${words} ${nameCopies(found)}`);
  }
  if (copyCount > seen.length) {
    const named = leftOut.map(({ values }) => values);
    parts.push(`looked at ${seen.length} of ${copyCount}, not at ${nameCopies(named, copyCount - seen.length)}`);
  }
  return parts.join("; ");
}

/**
 * Names copies by their values: `ns=bank, ns=shop and 2 more`; of several variables `ns=bank pod=p-1`.
 *
 * @param count - how many there are, where not all are known by name.
 */
export function nameCopies(copies: readonly CopyValues[], count: number = copies.length): string {
  const names = copies.slice(0, maxNamed).map(nameCopy);
  const more = count - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

function nameCopy(values: CopyValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value.length > maxValue ? `${value.slice(0, maxValue)}…` : value}`)
    .join(" ");
}

function isLeftOut({ code }: { readonly code?: string }): boolean {
  return code === "too-many-copies";
}
