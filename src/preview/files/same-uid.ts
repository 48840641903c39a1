import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { UsageError } from "../../errors.ts";
import { sameJson } from "../../json/edit.ts";

interface Sourced {
  readonly source: SourceDashboard;
}

/** Dashboards that would be one preview. */
export interface SameUid {
  readonly uid: string;
  /** As messages name them, at least two. */
  readonly files: readonly string[];
}

/** The dashboards that share a uid, in the order that they were read in. */
export function findSameUids(dashboards: readonly Sourced[]): readonly SameUid[] {
  return [...groups(dashboards)]
    .filter(([, group]) => group.length > 1)
    .map(([uid, group]) => ({ uid, files: group.map(({ source }) => source.file) }));
}

/** Two sources with one uid would be one preview. @throws {UsageError} naming both. */
export function requireDistinct(dashboards: readonly Sourced[]): void {
  const [first] = findSameUids(dashboards);
  if (first !== undefined) throw new UsageError(describeSameUid(first));
}

/** For people: both files, the uid, and how to mend it. */
export function describeSameUid({ uid, files }: SameUid): string {
  const shown = files.slice(0, 5).join(", ");
  const more = files.length > 5 ? ` and ${files.length - 5} more` : "";
  const names = files.length === 2 ? files.join(" and ") : shown + more;
  return `${names} have the same uid "${uid}"; give one of them another uid, or preview them apart with --name`;
}

/** Inputs with a warning for each uid that several of the dashboards have: one Grafana cannot hold them together. */
export function warnOfSameUids<
  Read extends { readonly dashboards: readonly Sourced[]; readonly warnings: readonly string[] },
>(inputs: Read): Read {
  const told = findSameUids(inputs.dashboards).map(describeSameUid);
  return told.length === 0 ? inputs : { ...inputs, warnings: [...inputs.warnings, ...told] };
}

/**
 * Leaves out copies that a build made: dashboards inside a ConfigMap or the like that equal another one to the last
 * value. Two JSON files with one uid stay: `up` refuses them.
 */
export function withoutCopies<Input extends Sourced>(
  dashboards: readonly Input[],
): {
  readonly kept: readonly Input[];
  readonly warnings: readonly string[];
} {
  const warnings: string[] = [];
  const left = new Set<Sourced>();
  for (const [, group] of groups(dashboards)) {
    if (group.length < 2) continue;
    const first = group.find(({ source }) => source.holding === undefined) ?? group[0]!;
    for (const other of group) {
      if (other === first || other.source.holding === undefined || !isSame(first, other)) continue;
      left.add(other);
      warnings.push(`passed over: ${other.source.file} is the same dashboard as ${first.source.file}`);
    }
  }
  return { kept: dashboards.filter((one) => !left.has(one)), warnings };
}

function isSame({ source: one }: Sourced, { source: other }: Sourced): boolean {
  return one.kind === other.kind && sameJson(one.model, other.model);
}

function groups<Input extends Sourced>(dashboards: readonly Input[]): Map<string, Input[]> {
  const byId = new Map<string, Input[]>();
  for (const one of dashboards) byId.set(one.source.source, [...(byId.get(one.source.source) ?? []), one]);
  return byId;
}
