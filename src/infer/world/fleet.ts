import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import type { Cause } from "./cause.ts";

/** The day's rhythm: quiet at night, most at 14:00 UTC. */
const day: Cause = { name: "day", per: [], value: { wave: { min: 0.4, max: 1, period: "24h", peak: "14:00" } } };
/** The mean of a member's load over a day. */
export const meanLoad = 0.7;
/** The walk of a member's load around the day's rhythm. */
const ownWalk = { start: 1, step: 0.005, min: 0.88, max: 1.12 };

/** Labels whose values are members of a fleet, from the nearest to a process to the farthest. */
const members = [
  ...["instance", "pod", "pod_name", "kubernetes_pod_name", "node", "nodename", "host", "hostname", "server", "broker"],
  ...["machine", "member", "container", "service", "app", "application", "job", "namespace", "cluster"],
];

/** The load of the members of a fleet, and what it is made of. */
export interface Load {
  readonly signal: SignalSpec;
  readonly causes: readonly Cause[];
}

/**
 * The load that series follow: one course for each value of the first label that all of them have and that tells them
 * apart, else for each of a label that all of them have, else one for all.
 */
export function loadOf(rows: readonly { readonly labels: ReadonlyMap<string, string> }[]): Load {
  const common = members.filter((label) => rows.every(({ labels }) => labels.has(label)));
  const label = common.find((name) => new Set(rows.map(({ labels }) => labels.get(name))).size > 1) ?? common[0];
  const name = label === undefined ? "load" : `load-${label}`;
  const load = { name, per: label === undefined ? [] : [label], value: { mul: [{ signal: day.name }, walk()] } };
  return { signal: { signal: name }, causes: [day, load] };
}

function walk(): SignalSpec {
  return { walk: { ...ownWalk } };
}
