import type { Candidate } from "./candidates.ts";

/** How {@link chooseSome} chooses. */
export interface ChoiceOptions {
  readonly most: number;
  /** Members of a fleet at most. */
  readonly members: number;
  /** True for a label of the pack that queries name. */
  readonly isAsked: (label: string) => boolean;
}

/**
 * Some of many series, so that wholes stay whole: first fewer values of labels that no query names and of which an
 * entry has several (the third and fourth CPU), then of those that queries name, then fewer members.
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
  const always: readonly (readonly [of: (item: Item) => number, below: number])[] = [
    [member, members],
    [other, 2],
    [named, 4],
  ];
  const ifTooMany: typeof always = [
    [other, 1],
    [named, 2],
    [member, 2],
    [named, 1],
    [member, 1],
  ];
  const keep = (list: readonly Item[], [of, below]: (typeof always)[number]) => {
    const kept = list.filter((item) => of(item) < below);
    return kept.length === 0 ? list : kept;
  };
  let chosen = always.reduce(keep, items);
  for (const step of ifTooMany) if (chosen.length > most) chosen = keep(chosen, step);
  return chosen.slice(0, most);
}
