import { isPlaceLabel, isScopeLabel, unitOfLabel } from "../words/place-labels.ts";

/** Where a row stands: which of its values each label has there. */
export interface Position {
  /** Rows of other metrics with the same number go together. */
  readonly index: number;
  /** Which of a label's values; of labels that a dashboard opens with one value of, 0 is that one. */
  readonly place: (label: string) => number;
}

/** How many positions there are. */
export interface PositionOptions {
  /** Members of a fleet, and values of a label that tells its series apart. */
  readonly count: number;
  /** Beside the values that a dashboard opens with, others that its variables offer. */
  readonly alternatives: number;
  /** At least so many positions with the values that a dashboard opens with, if there is a label that may vary. */
  readonly least: number;
  /** Labels of which a dashboard opens with one value, in the order of its variables. */
  readonly opened: readonly string[];
  /** Labels that have one value only. */
  readonly single: ReadonlySet<string>;
}

/** The positions of a metric's rows. */
export interface Positions {
  /** With the values that a dashboard opens with. Never empty. */
  readonly first: readonly Position[];
  /** With others that its variables offer. */
  readonly others: readonly Position[];
}

/** Of each other value that a variable offers, so many members, and values of inner labels. */
const most = { members: 2, inner: 2 };

/** Labels that tell series apart, however many there are. */
const telling = /(id|idx|name|instance|device|pod|daemon|member)$/;

/**
 * The positions of a metric's rows: every member of a fleet with each of the values of its inner labels. Labels that a
 * dashboard opens with one value of stay at that one; behind come smaller copies of everything for the other values.
 */
export function positionsOf(labels: readonly string[], options: PositionOptions): Positions {
  const { count, alternatives, least, opened, single } = options;
  const units = new Set(opened.map(unitOfLabel));
  const isOpened = (label: string) => units.has(unitOfLabel(label));
  const free = labels.filter((label) => !isOpened(label) && !single.has(label));
  const members = free.some(isPlaceLabel) ? count : 1;
  const inner = free.some((label) => !isPlaceLabel(label)) ? (members > 1 ? Math.min(most.inner, count) : count) : 1;
  const turning = free.filter((label) => !isPlaceLabel(label)).sort();
  // Members differ in which values of their inner labels go together: all of them have most combinations, each has
  // every value.
  const turned = (label: string, member: number, one: number) => {
    const at = turning.indexOf(label);
    return at < 1 || inner < 2 ? one : (one + (member >> (at - 1))) % inner;
  };
  const first = blockOf({ members, inner }, 0, (label, member, one) =>
    isOpened(label) || single.has(label) ? 0 : isPlaceLabel(label) ? member : turned(label, member, one),
  );
  const varying = free.filter((label) => !isScopeLabel(label));
  const fine = varying.find((label) => telling.test(label)) ?? varying.at(-1);
  for (let index = first.length; index < least; index++)
    first.push({
      index,
      place: (label) =>
        label === fine ? index : isOpened(label) || single.has(label) || !isPlaceLabel(label) ? 0 : index % members,
    });
  const others: Position[] = [];
  const shifts = shiftsOf(opened);
  const size = { members: Math.min(members, most.members), inner: Math.min(inner, most.inner) };
  for (let other = 1; other <= alternatives && opened.length > 0; other++) {
    const shifted = other === 1 && alternatives > 1 ? shifts.last : shifts.all;
    const offset = members + (other - 1) * size.members;
    const place = (label: string, member: number, one: number) => {
      if (single.has(label)) return 0;
      if (isOpened(label)) return shifted.has(unitOfLabel(label)) ? other : 0;
      return isPlaceLabel(label) ? offset + member : size.inner === inner ? turned(label, member, one) : one;
    };
    others.push(...blockOf(size, first.length + others.length, place));
  }
  return { first, others };
}

function blockOf(
  size: { readonly members: number; readonly inner: number },
  from: number,
  placeOf: (label: string, member: number, inner: number) => number,
): Position[] {
  return Array.from({ length: size.members * size.inner }, (_, number) => {
    const [member, inner] = [number % size.members, Math.floor(number / size.members)];
    return { index: from + number, place: (label) => placeOf(label, member, inner) };
  });
}

/**
 * Labels, by their units, that take another value together: those of the last variable alone, so that there are several
 * of these in the same place, and all that are no scopes.
 */
function shiftsOf(opened: readonly string[]): {
  readonly last: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  const inside = opened.filter((label) => !isScopeLabel(label));
  const all = inside.length === 0 ? opened : inside;
  const last = all.at(-1);
  return {
    all: new Set(all.map(unitOfLabel)),
    last: new Set(last === undefined ? [] : [unitOfLabel(last)]),
  };
}
