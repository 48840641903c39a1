import type { FoundIncident } from "./find-incident.ts";
import { isOfMember, speaksForMember, takesAway } from "./hit-members.ts";
import type { Changes, IncidentAlert, SeriesChange } from "./incident-rule.ts";
import { placeOf } from "./series-key.ts";
import type { SeriesWorld } from "./series-world.ts";

/** An alert with the changes that should make it fire. */
export interface SolvedAlert extends FoundIncident {
  readonly alert: IncidentAlert;
  /** It gets a time of its own, this many times as long as it should need. */
  readonly alone?: number;
  /** Its series do not move by themselves: a server said that the alert does not fire otherwise. */
  readonly steady?: true;
}

/** A part of an incident: changes that last for a while. */
export interface IncidentPhase {
  readonly lengthMs: number;
  readonly changes: Changes;
  /** Indexes of the alerts that should fire in it. */
  readonly alerts: readonly number[];
}

const minute = 60_000;
/** A range that is longer is not waited for. */
const maxRangeMs = 2 * 3_600_000;
/** A series that has no samples is there for so long. */
const lookbackMs = 5 * minute;

interface OpenPhase {
  lengthMs: number;
  readonly changes: Map<string, SeriesChange>;
  readonly reads: Set<string>;
  readonly alerts: number[];
  readonly alone: boolean;
}

/**
 * Puts alerts into phases: those whose changes go together are in one. An alert for which the changes of a phase do
 * already joins it. A member that has too much to do in one phase is down in a later one.
 */
export function planPhases(solved: readonly SolvedAlert[], world: SeriesWorld): IncidentPhase[] {
  const phases: OpenPhase[] = [];
  for (const [index, one] of solved.entries()) {
    if (one.changes.size === 0 && one.alone === undefined) continue;
    const known = (index: number) => solved[index]!.alert;
    const phase = one.alone === undefined ? phases.find((open) => fits(one, open, known, world)) : undefined;
    const lengthMs = neededMs(one);
    if (phase === undefined) {
      const { changes, reads } = one;
      const alone = one.alone !== undefined;
      phases.push({ lengthMs, changes: new Map(changes), reads: new Set(reads), alerts: [index], alone });
      continue;
    }
    phase.lengthMs = Math.max(phase.lengthMs, lengthMs);
    phase.alerts.push(index);
    const met = world.fires(one.alert.root, phase.changes);
    if (!met) for (const [key, change] of one.changes) phase.changes.set(key, change);
    for (const key of one.reads) phase.reads.add(key);
  }
  // First too much to do, then down.
  const isLast = (phase: OpenPhase) => phases.some((other) => goAndWork(phase.changes, other.changes, world));
  return [...phases.filter((phase) => !isLast(phase)), ...phases.filter(isLast)];
}

function fits(
  { alert, changes, reads }: SolvedAlert,
  phase: OpenPhase,
  known: (index: number) => IncidentAlert,
  world: SeriesWorld,
): boolean {
  if (phase.alone) return false;
  const touched = [...reads].some((key) => phase.changes.has(key));
  if (touched && world.fires(alert.root, phase.changes)) return true;
  // The worse of two states of the same thing.
  const worse = new Map([...phase.changes, ...changes]);
  if (touched && [alert, ...phase.alerts.map(known)].every(({ root }) => world.fires(root, worse))) return true;
  for (const [key, change] of changes) {
    const known = phase.changes.get(key);
    if (known === undefined ? phase.reads.has(key) : JSON.stringify(known) !== JSON.stringify(change)) return false;
  }
  for (const key of reads) if (phase.changes.has(key) && !changes.has(key)) return false;
  return !goAndWork(changes, phase.changes, world) && !goAndWork(phase.changes, changes, world);
}

/** Whether something changes at a member that is down: a member that is gone has nothing to do. */
function goAndWork(gone: Changes, others: Changes, world: SeriesWorld): boolean {
  const down = [...gone].filter(([key, change]) => isDown(key, change, world)).map(([key]) => world.labelsOf(key));
  if (down.length === 0) return false;
  return [...others].some(
    ([key, change]) =>
      !gone.has(key) &&
      !takesAway(key, change, world) &&
      down.some((member) => isOfMember(world.labelsOf(key), member)),
  );
}

/** Whether a change says that a member is down. */
function isDown(key: string, change: SeriesChange, world: SeriesWorld): boolean {
  return takesAway(key, change, world) && speaksForMember(world.usualOf(key).metric, placeOf(key)[1]);
}

/** How long the changes of an alert have to last: for `for`, the range and a few evaluations. */
export function neededMs({ alert, changes, rangeMs, alone = 1 }: SolvedAlert): number {
  const gone = [...changes.values()].some(({ missing }) => missing === true) ? lookbackMs : 0;
  const needed = alert.forMs + Math.min(rangeMs, maxRangeMs) + gone + 4 * alert.intervalMs + 2 * minute;
  return Math.ceil(needed / minute) * minute * alone;
}
