import { requireSteps } from "../../promql/grammar/work.ts";
import type { Family } from "../read/families.ts";
import type { LabelUse, Usage } from "../read/usage.ts";
import { isPlaceLabel } from "../words/place-labels.ts";
import { createAgreement } from "./agreement.ts";

/** All that is known of a label's values for one group of metrics. */
export interface LabelEvidence {
  /** The same text for the same group. */
  readonly group: string;
  /** The metric whose subject decides what usual values are; undefined for labels that mean the same everywhere. */
  readonly metric: string | undefined;
  readonly use: LabelUse | undefined;
}

/**
 * Finds what the metrics that have to agree in a label say about its values. Labels that say where something lies mean
 * the same for all metrics; any other means something for those that queries put together.
 */
export function createEvidence(
  usage: Usage,
  families: readonly Family[],
): (label: string, family?: string) => LabelEvidence {
  const agreement = createAgreement(families);
  const unclaimed = new Map<string, LabelUse>();
  const known = new Map<Family, Map<string, LabelEvidence>>();
  const everywhere = (label: string) => {
    const found = unclaimed.get(label) ?? unclaimedOf(label, usage, families);
    unclaimed.set(label, found);
    return found;
  };
  return (label, family) => {
    const common = usage.labels.get(label);
    const group =
      family === undefined || (isPlaceLabel(label) && label !== "job") || isAliased(label, usage)
        ? undefined
        : agreement.familiesOf(label, family);
    if (group === undefined) return { group: "", metric: undefined, use: common };
    const ofFirst = known.get(group.first) ?? new Map<string, LabelEvidence>();
    known.set(group.first, ofFirst);
    const made = ofFirst.get(label) ?? {
      group: group.first.name,
      metric: group.first.name,
      use: evidenceOf(label, group, everywhere(label)),
    };
    ofFirst.set(label, made);
    return made;
  };
}

function isAliased(label: string, { aliases }: Usage): boolean {
  return aliases.has(label) || [...aliases.values()].includes(label);
}

function evidenceOf(
  label: string,
  { all, listed }: { all: readonly Family[]; listed: Pick<LabelUse, "patterns" | "saved"> },
  everywhere: LabelUse,
): LabelUse {
  const conditions: LabelUse["conditions"] = new Map(everywhere.conditions);
  for (const { use } of all) {
    requireSteps(1 + use.selectors.size);
    for (const { conditions: own } of use.selectors.values()) {
      for (const condition of own) {
        if (condition.name !== label) continue;
        const key = condition.op + condition.value;
        const count = (conditions.get(key)?.count ?? 0) + 1;
        conditions.set(key, { condition, count });
      }
    }
  }
  return {
    name: label,
    conditions,
    patterns: new Set([...everywhere.patterns, ...listed.patterns]),
    saved: new Set([...everywhere.saved, ...listed.saved]),
  };
}

/** Said about a label without a metric: by variables that list it alone, and with other variables filled in. */
function unclaimedOf(label: string, usage: Usage, families: readonly Family[]): LabelUse {
  const common = usage.labels.get(label);
  const claimed = families.flatMap(({ use }) => use.listed.get(label) ?? []);
  const patterns = new Set(claimed.flatMap((listed) => [...listed.patterns]));
  const saved = new Set(claimed.flatMap((listed) => [...listed.saved]));
  const keys = new Set<string>();
  for (const { use } of families) {
    requireSteps(1 + use.selectors.size);
    for (const { conditions } of use.selectors.values())
      for (const { name, op, value } of conditions) if (name === label) keys.add(op + value);
  }
  return {
    name: label,
    conditions: new Map([...(common?.conditions ?? [])].filter(([key]) => !keys.has(key))),
    patterns: new Set([...(common?.patterns ?? [])].filter((pattern) => !patterns.has(pattern))),
    saved: new Set([...(common?.saved ?? [])].filter((value) => !saved.has(value))),
  };
}
