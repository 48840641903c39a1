import type { Changes, IncidentAlert } from "./incident-rule.ts";
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
 * is is the same for all alerts.
 */
export function hitMembers({ root }: IncidentAlert, changes: Changes, world: SeriesWorld): Changes {
  return members.reduce((hit, label) => fewest(label, hit, (kept) => world.fires(root, kept), world), changes);
}

function fewest(label: string, changes: Changes, fires: (kept: Changes) => boolean, world: SeriesWorld): Changes {
  const own = new Map([...changes.keys()].map((key) => [key, world.labelsOf(key).get(label)]));
  const values = new Set(own.values());
  if (values.has(undefined) || values.size < 2) return changes;
  const sorted = ([...values] as string[]).sort();
  const singles = sorted.slice(0, most).map((one) => [one]);
  const few = sorted.length >= many ? [sorted.slice(0, 2), ...singles] : singles;
  for (const hit of few) {
    const kept = new Map([...changes].filter(([key]) => hit.includes(own.get(key)!)));
    if (fires(kept)) return kept;
  }
  return changes;
}

/** The member that a series belongs to; undefined if its labels name none. */
export function memberOf(labels: ReadonlyMap<string, string>): string | undefined {
  const label = members.find((one) => labels.has(one));
  return label === undefined ? undefined : labels.get(label);
}
