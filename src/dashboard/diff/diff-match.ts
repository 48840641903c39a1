import type { PanelView } from "../view/panel-view.ts";

/** Panels of two states of a dashboard, paired. */
export interface PanelMatch {
  readonly pairs: readonly { readonly base: PanelView; readonly head: PanelView }[];
  readonly removed: readonly PanelView[];
  readonly added: readonly PanelView[];
}

/**
 * Properties that two panels may share, the strongest first. Ids come last, because copying and other tools reassign
 * them.
 */
const keys: readonly ((panel: PanelView) => string | undefined)[] = [
  // Two panels may share all that follows.
  ({ id, title, type, section, targets }) =>
    JSON.stringify([id, title, type, section, targets.map(({ query }) => query)]),
  ({ id, title, type, section }) => JSON.stringify([id, title, type, section]),
  ({ id, title, type }) => (id === undefined ? undefined : JSON.stringify([id, title, type])),
  ({ title, type, section }) => (title === "" ? undefined : JSON.stringify([title, type, section])),
  ({ title }) => (title === "" ? undefined : title),
  ({ id, type }) => (id === undefined ? undefined : JSON.stringify([id, type])),
  ({ id, title }) => (id === undefined || title !== "" ? undefined : String(id)),
];

/** Pairs panels by what they have in common; each is paired once, those that share a key in their order. */
export function matchPanels(base: readonly PanelView[], head: readonly PanelView[]): PanelMatch {
  const pairs: { base: PanelView; head: PanelView }[] = [];
  let removed = [...base];
  let added = [...head];
  for (const keyOf of keys) {
    const waiting = new Map<string, PanelView[]>();
    for (const panel of added) {
      const key = keyOf(panel);
      if (key === undefined) continue;
      const list = waiting.get(key) ?? [];
      list.push(panel);
      waiting.set(key, list);
    }
    for (const list of waiting.values()) list.reverse();
    const paired = new Set<PanelView>();
    removed = removed.filter((panel) => {
      const key = keyOf(panel);
      const other = key === undefined ? undefined : waiting.get(key)?.pop();
      if (other === undefined) return true;
      paired.add(other);
      pairs.push({ base: panel, head: other });
      return false;
    });
    added = added.filter((panel) => !paired.has(panel));
  }
  const order = new Map(base.map((panel, index) => [panel, index]));
  pairs.sort((one, other) => order.get(one.base)! - order.get(other.base)!);
  return { pairs, removed, added };
}

/**
 * Which of the pairs, given in the order of the base, are not in a longest run that keeps its order in the head: those
 * were moved.
 */
export function movedPairs(positions: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, position] of positions.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[ends[middle]!]! < position) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : ends[low - 1]!);
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) kept.add(at);
  return new Set(positions.flatMap((_, index) => (kept.has(index) ? [] : [index])));
}

/**
 * Rows and tabs that only got another title: all panels that stay went from one section to the other, which the other
 * state does not have.
 *
 * @returns the new section by the old one, each as JSON.
 */
export function renamedSections({ pairs, removed, added }: PanelMatch): ReadonlyMap<string, string> {
  const key = ({ section }: PanelView) => JSON.stringify(section);
  const old = new Set([...pairs.map(({ base }) => key(base)), ...removed.map(key)]);
  const now = new Set([...pairs.map(({ head }) => key(head)), ...added.map(key)]);
  const targets = new Map<string, string | undefined>();
  for (const { base, head } of pairs) {
    const [from, to] = [key(base), key(head)];
    if (from === to || now.has(from) || old.has(to)) continue;
    targets.set(from, targets.has(from) && targets.get(from) !== to ? undefined : to);
  }
  return new Map([...targets].flatMap(([from, to]): [string, string][] => (to === undefined ? [] : [[from, to]])));
}
