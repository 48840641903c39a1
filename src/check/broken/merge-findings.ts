import type { FindingState } from "../../dashboard/codes/finding-codes.ts";
import type { Finding, FindingPlace } from "../../dashboard/finding.ts";
import { counted } from "../../text/counted.ts";
import type { CheckFinding } from "../result.ts";

/**
 * Puts findings about queries together with those about the dashboard as it is written, so that each fault is told
 * once: a query that fails since it holds a placeholder says so, and not where a parser stopped. The same fault in many
 * places is one finding. Hints come last.
 */
export function mergeFindings<Found extends Finding<FindingState>>(
  found: readonly Found[],
  written: readonly CheckFinding[],
): (Found | CheckFinding)[] {
  const byPlace = groupBy(written, placeKey);
  const used = new Set<CheckFinding>();
  const merged = found.flatMap((finding): (Found | CheckFinding)[] => {
    const here = byPlace.get(placeKey(finding)) ?? [];
    const placeholders = here.filter(({ code }) => code === "template-placeholder");
    const [placeholder] = placeholders;
    if (finding.state === "error" && placeholder !== undefined && aboutText(finding)) {
      for (const each of placeholders) used.add(each);
      return [{ ...finding, code: placeholder.code, reason: placeholder.reason }];
    }
    const same = here.find(({ code }) => code === finding.code);
    return finding.state === "empty" && same !== undefined ? [] : [finding];
  });
  const rest = collapse(written.filter((finding) => !used.has(finding)));
  const hints = rest.filter(({ state }) => state === "hint");
  return [...rest.filter(({ state }) => state !== "hint"), ...merged, ...hints];
}

/** Failures that a text which is no PromQL may be the reason of. */
const aboutText = ({ code }: Finding) =>
  code === "not-isolated" || code === "refused" || code === "variable-refused" || code === "template-placeholder";

function collapse(findings: readonly CheckFinding[]): CheckFinding[] {
  const groups = groupBy(findings, ({ code, reason }) => JSON.stringify([code, reason]));
  return [...groups.values()].map(([first, ...others]) =>
    others.length === 0
      ? first!
      : { ...first!, reason: `${first!.reason} (and in ${counted(others.length, "more place")})` },
  );
}

/** The place as text, the same for the same place. */
export function placeKey({ panel, panelId, refId, variable, annotation }: FindingPlace): string {
  return JSON.stringify([panel, panelId, refId, variable, annotation].map((part) => part ?? null));
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
