import type { Candidate } from "./candidates.ts";

/** How {@link chooseSome} chooses. */
export interface ChoiceOptions {
  readonly most: number;
  /** Members of a fleet at most. */
  readonly members: number;
  /** True for a label of the pack that queries name. */
  readonly isAsked: (label: string) => boolean;
  /** Left by other selectors of the same metric: a whole has the same parts everywhere. */
  readonly cuts?: Cuts;
}

/** How many values are left of labels that queries name, and of those that no query names; infinite: all. */
export interface Cuts {
  readonly named: number;
  readonly other: number;
}

interface Item {
  readonly candidate: Candidate;
}

/** So many series of a metric are no burden: a count of them is what it is elsewhere. */
const few = 4;

/**
 * Some of many series, so that wholes stay whole: first fewer values of labels that no query names and of which an
 * entry has several (the third and fourth CPU), then of those that queries name, then fewer members. Members
 * stay even where they have up to twice as many series together.
 */
export function chooseSome<One extends Item>(
  items: readonly One[],
  { most, members, isAsked, cuts }: ChoiceOptions,
): readonly One[] {
  const other = placeOf((name) => !isAsked(name));
  const named = placeOf(isAsked);
  const member = ({ candidate }: Item) => candidate.member;
  type Step = readonly [of: (item: Item) => number, below: number];
  const ifMany: readonly Step[] = [
    [other, 2],
    [named, 4],
  ];
  const ifTooMany: readonly (readonly [...Step, over: number])[] = [
    [named, 2, most],
    [other, 1, 2 * most],
    [member, 2, 2 * most],
    [named, 1, 2 * most],
  ];
  const keep = (list: readonly One[], [of, below]: Step) => {
    const kept = list.filter((item) => of(item) < below);
    return kept.length === 0 ? list : kept;
  };
  let chosen = keep(items, [member, members]);
  if (cuts !== undefined)
    for (const [of, below] of [
      [other, cuts.other],
      [named, cuts.named],
    ] as const)
      chosen = keep(chosen, [of, below]);
  for (const step of ifMany) if (chosen.length > few) chosen = keep(chosen, step);
  for (const [of, below, over] of ifTooMany) if (chosen.length > over) chosen = keep(chosen, [of, below]);
  // One member alone has everything where the other has a part, such as the failures that another query asks for: a
  // second one may cost twice as much.
  if (chosen.length <= 2 * most && new Set(chosen.map(member)).size > 1) return chosen;
  const last: readonly Step[] = [
    [member, 1],
    [other, 1],
    [named, 1],
  ];
  for (const step of last) if (chosen.length > most) chosen = keep(chosen, step);
  return chosen.slice(0, most);
}

/** How much a choice leaves of labels of which it does not take all values. */
export function cutsOf(all: readonly Item[], chosen: readonly Item[], isAsked: (label: string) => boolean): Cuts {
  const cut = (place: (item: Item) => number) => {
    const [before, after] = [all, chosen].map((list) => list.reduce((most, one) => Math.max(most, place(one)), 0));
    return after! < before! ? after! + 1 : Number.POSITIVE_INFINITY;
  };
  return { named: cut(placeOf(isAsked)), other: cut(placeOf((name) => !isAsked(name))) };
}

/** The place of an item's value in the list of a label, the farthest of several labels. */
function placeOf(isMeant: (label: string) => boolean) {
  return ({ candidate }: Item): number =>
    Math.max(0, ...[...candidate.places].flatMap(([name, at]) => (isMeant(name) ? [at] : [])));
}
