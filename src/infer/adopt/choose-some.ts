import type { Candidate } from "./candidates.ts";

/** How {@link chooseSome} chooses. */
export interface ChoiceOptions {
  readonly most: number;
  /** Members of a fleet at most. */
  readonly members: number;
  /** True for a label of the pack that queries name. */
  readonly isAsked: (label: string) => boolean;
}

/** So many series of a metric are no burden: a count of them is what it is elsewhere. */
const few = 4;

/**
 * Some of many series, so that wholes stay whole: first fewer values of labels that no query names and of which an
 * entry has several (the third and fourth CPU), then of those that queries name, then fewer members. Members
 * stay even where they have up to twice as many series together.
 */
export function chooseSome<Item extends { readonly candidate: Candidate }>(
  items: readonly Item[],
  { most, members, isAsked }: ChoiceOptions,
): readonly Item[] {
  const place = ({ candidate }: Item, asked: boolean) =>
    Math.max(0, ...[...candidate.places].flatMap(([name, at]) => (isAsked(name) === asked ? [at] : [])));
  const member = ({ candidate }: Item) => candidate.member;
  const other = (item: Item) => place(item, false);
  const named = (item: Item) => place(item, true);
  const ifMany: readonly (readonly [of: (item: Item) => number, below: number])[] = [
    [other, 2],
    [named, 4],
  ];
  const ifTooMany: typeof ifMany = [
    [other, 1],
    [named, 2],
    [member, 2],
    [named, 1],
  ];
  const keep = (list: readonly Item[], [of, below]: (typeof ifMany)[number]) => {
    const kept = list.filter((item) => of(item) < below);
    return kept.length === 0 ? list : kept;
  };
  let chosen = keep(items, [member, members]);
  for (const step of ifMany) if (chosen.length > few) chosen = keep(chosen, step);
  for (const step of ifTooMany) if (chosen.length > (step[0] === member ? 2 * most : most)) chosen = keep(chosen, step);
  // One member alone has everything where the other has a part, such as the failures that another query asks for: a
  // second one may cost twice as much.
  if (chosen.length <= 2 * most && new Set(chosen.map(member)).size > 1) return chosen;
  if (chosen.length > most) chosen = keep(chosen, [member, 1]);
  return chosen.slice(0, most);
}
