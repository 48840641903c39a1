import { OutOfSteps, startWork, withWork } from "../../promql/grammar/work.ts";
import { type Change, candidatesFor } from "./candidates.ts";
import { conditionsOf } from "./conditions-of.ts";
import type { Changes, IncidentAlert, SeriesChange } from "./incident-rule.ts";
import { type ChangeField, constantsOf, type Leaf, leavesOf, readsClock } from "./leaves.ts";
import { Likelihood } from "./likelihood.ts";
import type { SeriesWorld, WireEntry } from "./series-world.ts";

/** Changes of series that should make an alert fire. */
export interface FoundIncident {
  readonly changes: Changes;
  /** Series that the expression reads, and that must not be changed for another alert meanwhile. */
  readonly reads: ReadonlySet<string>;
  /** Those of which it counts alone how many there are. */
  readonly counted: ReadonlySet<string>;
  /** Those of which it reads how their values differ from one another. */
  readonly trends: ReadonlySet<string>;
  /** The longest range that it looks back over, in milliseconds. */
  readonly rangeMs: number;
}

/** Series that change together. */
interface Group {
  /** By key of the series; of one with several on the wire, the first. */
  readonly entries: readonly WireEntry[];
  readonly fields: ReadonlySet<ChangeField>;
}

interface Move {
  readonly group: Group;
  readonly change: Change;
}

/** Steps as promql/work.ts counts them, evaluations, and changes of one incident. */
const limits = {
  steps: 3_000_000,
  asked: 6000,
  likely: 3000,
  further: 100,
  moves: 4,
  groups: 24,
  pairs: 90,
  halvings: 6,
};

/** Options of {@link findIncident}. */
export interface FindOptions {
  /** So many solutions are passed over: a server said that they do not do. Default 0. */
  readonly skip?: number;
  /** Also what no system does, such as a limit that falls to 0. Default: only where nothing else does. */
  readonly anything?: boolean;
}

/**
 * Finds changes of a spec's series with which an alert's expression gives something: one change after the other, each
 * of which makes another of its conditions hold, the nearest to what is usual first; where none does, two at once.
 *
 * @returns undefined if none was found within the limits.
 */
export function findIncident(
  alert: IncidentAlert,
  world: SeriesWorld,
  { skip = 0, anything = false }: FindOptions = {},
): FoundIncident | undefined {
  const likely = anything ? undefined : search(alert, world, skip, true);
  return likely ?? search(alert, world, skip, false);
}

function search(
  alert: IncidentAlert,
  world: SeriesWorld,
  skip: number,
  likelyOnly: boolean,
): FoundIncident | undefined {
  try {
    return withWork(startWork(likelyOnly ? 2 * limits.steps : limits.steps), () =>
      new Search(alert, world, skip, likelyOnly).run(),
    );
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}

class Search {
  readonly #alert: IncidentAlert;
  readonly #world: SeriesWorld;
  readonly #leaves: readonly Leaf[];
  readonly #conditions: ReturnType<typeof conditionsOf>;
  readonly #likely: Likelihood | undefined;
  #left: number;
  #skip: number;
  /** With what was looked at last the alert fires, but a share would be more than all. */
  #isTooMuch = false;
  /** Between what is too little and what is too much for them was looked already. */
  readonly #halved = new Set<Group>();

  constructor(alert: IncidentAlert, world: SeriesWorld, skip: number, likelyOnly: boolean) {
    this.#left = likelyOnly ? limits.likely : limits.asked;

    this.#alert = alert;
    this.#world = world;
    this.#skip = skip;
    this.#leaves = leavesOf(alert.root, world);
    this.#conditions = conditionsOf(alert.root);
    const keys = this.#leaves.flatMap(({ selector }) => world.entries(selector)).map(({ key }) => key);
    this.#likely = likelyOnly ? new Likelihood(alert.root, world, keys) : undefined;
  }

  run(): FoundIncident | undefined {
    const entries = this.#leaves.map(({ selector }) => this.#world.entries(selector));
    const reads = new Set(entries.flat().map(({ key }) => key));
    const ofTrends = entries.filter((_, index) => this.#leaves[index]!.isTrend);
    const trends = new Set(ofTrends.flat().map(({ key }) => key));
    const valued = new Set(entries.filter((_, index) => !this.#leaves[index]!.isCounted).flatMap(keysOf));
    const counted = new Set([...reads].filter((key) => !valued.has(key)));
    const rangeMs = this.#leaves.reduce((most, one) => Math.max(most, one.rangeMs), 0);
    const moves = this.#moves(entries);
    let changes: Changes = new Map();
    let score = this.#score(changes);
    for (let step = 0; step < limits.moves && score < this.#conditions.length; step++) {
      const better = this.#best(moves, changes, score) ?? this.#pair(moves, changes, score);
      if (better === undefined) return undefined;
      ({ changes, score } = better);
    }
    return score < this.#conditions.length ? undefined : { changes, reads, counted, trends, rangeMs };
  }

  /** How many conditions hold; the last one is the whole, without which it is not enough. */
  #score(changes: Changes): number {
    this.#left--;
    this.#isTooMuch = false;
    if (this.#likely?.mayBe(changes) === false) return 0;
    const world = this.#world.where(changes);
    const whole = world.count(this.#alert.root) > 0;
    if (whole && this.#likely?.isWithinWholes(world) === false) {
      this.#isTooMuch = true;
      return 0;
    }
    if (whole) return this.#skip > 0 && changes.size > 0 && this.#skip-- > 0 ? 0 : this.#conditions.length;
    const parts = this.#conditions.slice(0, -1);
    return parts.filter((part) => part !== this.#alert.root && world.count(part) > 0).length;
  }

  /** The first move that makes all conditions hold, else the first that makes one more hold. */
  #best(moves: readonly Move[], changes: Changes, score: number) {
    let best: { readonly changes: Changes; readonly score: number } | undefined;
    let further = this.#likely === undefined ? Number.POSITIVE_INFINITY : limits.further;
    for (const move of moves) {
      if (this.#left <= 0 || (best !== undefined && further-- <= 0)) break;
      const tried = apply(move, changes);
      const reached = this.#score(tried);
      if (reached === this.#conditions.length) return { changes: tried, score: reached };
      const less = this.#isTooMuch ? this.#lessThan(tried, move.group) : undefined;
      if (less !== undefined) return { changes: less, score: this.#conditions.length };
      if (reached > (best?.score ?? score)) best = { changes: tried, score: reached };
    }
    return best;
  }

  /** Changes of a group that are enough, between what it usually is and what is too much. */
  #lessThan(tooMuch: Changes, group: Group): Changes | undefined {
    if (this.#halved.has(group)) return undefined;
    this.#halved.add(group);
    let [low, high] = [0, 1];
    for (let step = 0; step < limits.halvings; step++) {
      const part = (low + high) / 2;
      const tried = new Map(tooMuch);
      for (const entry of group.entries) tried.set(entry.key, partOf(part, entry, tooMuch.get(entry.key)!));
      if (this.#score(tried) === this.#conditions.length) return tried;
      if (this.#isTooMuch) high = part;
      else low = part;
    }
    return undefined;
  }

  /** Two moves of different series, of which neither helps alone. */
  #pair(moves: readonly Move[], changes: Changes, score: number) {
    const few = spread(moves, limits.pairs);
    for (const first of few)
      for (const second of few) {
        if (first === second || this.#left <= 0) continue;
        const tried = apply(second, apply(first, changes));
        const reached = this.#score(tried);
        if (reached > score) return { changes: tried, score: reached };
      }
    return undefined;
  }

  #moves(entries: readonly (readonly WireEntry[])[]): Move[] {
    const groups = this.#groups(entries);
    const { root } = this.#alert;
    const constants = constantsOf(root);
    const clockSeconds = readsClock(root) ? this.#world.nowSeconds : undefined;
    const levels = [...new Set(groups.flatMap(({ entries: [first] }) => (first === undefined ? [] : [first.value])))];
    const each = groups.map((group) =>
      [...group.fields].flatMap((field) =>
        candidatesFor(field, { constants, clockSeconds, levels, fine: this.#likely !== undefined }).map(
          (change): Move => ({ group, change }),
        ),
      ),
    );
    // The nearest candidates of all groups before the next ones.
    const longest = Math.max(0, ...each.map(({ length }) => length));
    return Array.from({ length: longest }, (_, place) => each.flatMap((list) => list[place] ?? [])).flat();
  }

  /** Series of a metric that the same selectors select; then those of its first row alone. */
  #groups(entries: readonly (readonly WireEntry[])[]): Group[] {
    const seen = new Map<string, { entry: WireEntry; leaves: number[] }>();
    for (const [leaf, list] of entries.entries())
      for (const entry of list) {
        const known = seen.get(entry.key) ?? { entry, leaves: [] };
        if (known.leaves.at(-1) !== leaf) known.leaves.push(leaf);
        seen.set(entry.key, known);
      }
    const groups = new Map<string, { entries: WireEntry[]; fields: Set<ChangeField> }>();
    for (const { entry, leaves } of seen.values()) {
      const id = `${entry.metric.name} ${leaves.join()}`;
      const group = groups.get(id) ?? { entries: [], fields: new Set() };
      groups.set(id, group);
      group.entries.push(entry);
      for (const leaf of leaves) for (const field of this.#leaves[leaf]!.fields) group.fields.add(field);
    }
    const whole = [...groups.values()];
    const firsts = whole.flatMap(({ entries: all, fields }): Group[] => {
      const row = Math.min(...all.map((entry) => entry.row));
      const first = all.filter((entry) => entry.row === row);
      return first.length === all.length ? [] : [{ entries: first, fields }];
    });
    const byMetric = new Map<string, Group>();
    for (const { entries: all, fields } of whole) {
      const name = all[0]!.metric.name;
      const known = byMetric.get(name);
      byMetric.set(name, {
        entries: [...(known?.entries ?? []), ...all],
        fields: new Set([...(known?.fields ?? []), ...fields]),
      });
    }
    const together = [...byMetric.values()].filter(
      ({ entries: all }) => !whole.some((one) => one.entries.length === all.length && one.entries[0] === all[0]),
    );
    return [...whole, ...firsts, ...together].slice(0, limits.groups);
  }
}

function apply({ group, change }: Move, changes: Changes): Changes {
  const changed = new Map<string, SeriesChange>(changes);
  for (const entry of group.entries) changed.set(entry.key, change(entry, changed.get(entry.key) ?? {}));
  return changed;
}

/** A part of the way from what a series usually is to what a change makes of it. */
function partOf(part: number, { value, rate: usualRate }: WireEntry, change: SeriesChange): SeriesChange {
  const { level, rate } = change;
  const between = (usual: number, to: number) => Number((usual + (to - usual) * part).toPrecision(4));
  return {
    ...change,
    ...(level !== undefined && Number.isFinite(value) && { level: between(value, level) }),
    ...(rate !== undefined && level === undefined && { rate: between(usualRate, rate) }),
  };
}

/** So many of a list at most, evenly spread, the first ones always. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, index) => index < most / 3 || index % step === 0).slice(0, most);
}

const keysOf = (entries: readonly { readonly key: string }[]) => entries.map(({ key }) => key);
