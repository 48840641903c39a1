import type { InferredMetric } from "../series/model.ts";
import type { Changes, IncidentAlert, SeriesChange } from "./incident-rule.ts";
import type { SeriesWorld } from "./series-world.ts";

/** Labels whose values are members of a fleet, from the nearest to a process to the farthest. */
const members = [
  ...["pod", "pod_name", "kubernetes_pod_name", "instance", "node", "nodename", "host", "hostname", "server", "broker"],
  ...["machine", "member", "container", "name", "queue", "topic", "device", "database", "datname", "service", "app"],
];
/** Of so many members one more has trouble. */
const many = 3;
/** So many are tried alone. */
const most = 6;

/**
 * The changes of a few members alone, where the alert fires with them: one has trouble, or two of several. Which one it
 * is is the same for all alerts; what is gone is at another end of the fleet than what has too much to do, as a member
 * that is not there does nothing.
 */
export function hitMembers({ root }: IncidentAlert, changes: Changes, world: SeriesWorld): Changes {
  const isGone = changes.size > 0 && [...changes].every(([key, change]) => takesAway(key, change, world));
  const few = isGone ? lastFew : firstFew;
  return members.reduce(
    (hit, label) => fewest(label, hit, { few, fires: (kept) => world.fires(root, kept) }, world),
    changes,
  );
}

/** Whether by a change something is no longer there: its series, or the 1 that says that it is. */
export function takesAway(key: string, { missing, level }: SeriesChange, world: SeriesWorld): boolean {
  if (missing === true) return true;
  const { metric, value } = world.usualOf(key);
  return level === 0 && value === 1 && (metric.kind === "gauge" || metric.kind === "info");
}

/** Members to try, the first ones that make the alert fire are hit. */
type Few = (sorted: readonly string[]) => readonly (readonly string[])[];

const firstFew: Few = (sorted) => {
  const singles = sorted.slice(0, most).map((one) => [one]);
  return sorted.length >= many ? [sorted.slice(0, 2), ...singles] : singles;
};
const lastFew: Few = (sorted) =>
  sorted
    .toReversed()
    .slice(0, most)
    .map((one) => [one]);

interface Trying {
  readonly few: Few;
  readonly fires: (kept: Changes) => boolean;
}

function fewest(label: string, changes: Changes, { few, fires }: Trying, world: SeriesWorld): Changes {
  const own = new Map([...changes.keys()].map((key) => [key, world.labelsOf(key).get(label)]));
  const values = new Set(own.values());
  if (values.has(undefined) || values.size < 2) return changes;
  for (const hit of few(([...values] as string[]).sort())) {
    const kept = new Map([...changes].filter(([key]) => hit.includes(own.get(key)!)));
    if (fires(kept)) return kept;
  }
  return changes;
}

/** Labels that say where a series was scraped. */
const targetLabels = ["job", "instance", "pod"];

/**
 * Whether a series is of the member that another one is of: what says where that was scraped says so of this too. A
 * series that names no member is of none.
 */
export function isOfMember(labels: ReadonlyMap<string, string>, member: ReadonlyMap<string, string>): boolean {
  const wanted = targetLabels.filter((name) => member.has(name));
  return wanted.some((name) => name !== "job") && wanted.every((name) => labels.get(name) === member.get(name));
}

/**
 * Whether a series says of all of its member whether it is there: that is called up, and another one of the same
 * member would speak of a part.
 */
export function speaksForMember({ name, series }: Pick<InferredMetric, "name" | "series">, place: number): boolean {
  const member = series[place]!.labels;
  return /(?:^|_)up$/.test(name) && series.filter(({ labels }) => isOfMember(labels, member)).length === 1;
}

/** The member that a series belongs to; undefined if its labels name none. */
export function memberOf(labels: ReadonlyMap<string, string>): string | undefined {
  const label = members.find((one) => labels.has(one));
  return label === undefined ? undefined : labels.get(label);
}
