import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { atBounds } from "../../world/walk-bounds.ts";
import type { CauseMove, ChangeCourse, Changes, SeriesChange } from "../incident-rule.ts";
import { type CauseGraph, isFor } from "./cause-graph.ts";
import { heldSignal } from "./moved-signal.ts";

/** The changes, and all series that follow causes which they move. What changes by itself stays as it is. */
export function withDependents(changes: Changes, graph: CauseGraph): Changes {
  const moves = [...changes.values()].flatMap(({ through = [] }) => through);
  if (moves.length === 0) return changes;
  const own = new Map<string, CauseMove>();
  for (const move of moves) {
    const course = JSON.stringify([move.cause, ...move.of]);
    if (!own.has(course)) own.set(course, move);
  }
  const all = new Map<string, SeriesChange>(changes);
  for (const move of own.values())
    for (const { key } of graph.dependentsOf(move.cause, move.of)) {
      const known = all.get(key);
      const isFirst = changes.get(key) === known;
      if (known === undefined) all.set(key, { through: [move], follows: move.leader });
      else if (known.through !== undefined)
        all.set(key, { ...known, through: isFirst ? [move] : [...known.through, move] });
    }
  return all;
}

/** A signal of a series as it is while moves of causes last, with walks at their bounds. */
export function heldThrough(
  signal: SignalSpec,
  labels: ReadonlyMap<string, string>,
  { moves, graph }: { readonly moves: readonly CauseMove[]; readonly graph: CauseGraph },
): SignalSpec {
  const own = moves.filter(({ of }) => isFor(labels, of));
  return graph.replaced(signal, new Map(own.map(({ cause, course }) => [cause, held(cause, course)])));
}

function held(cause: string, course: ChangeCourse): SignalSpec {
  return atBounds(heldSignal({ signal: cause }, course), "changed");
}
