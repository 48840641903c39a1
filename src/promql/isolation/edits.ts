/** A text to insert into a query. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A span, and the texts before and after it. */
export interface Wrapped {
  readonly from: number;
  readonly to: number;
  readonly open: string;
  readonly close: string;
}

/** Applies insertions to a query. They must be sorted by `at`; at one offset, their order is kept. */
export function insertTexts(query: string, insertions: readonly Insertion[]): string {
  let text = "";
  let at = 0;
  for (const { at: next, text: inserted } of insertions) {
    text += query.slice(at, next) + inserted;
    at = next;
  }
  return text + query.slice(at);
}

/**
 * Merges matchers and wrappers into one sorted list. At one offset: first the matcher of the preceding name, then
 * closing wrappers, innermost first, then opening wrappers, outermost first.
 */
export function orderInsertions(matchers: readonly Insertion[], wrapped: readonly Wrapped[]): Insertion[] {
  if (wrapped.length === 0) return [...matchers].sort((a, b) => a.at - b.at);
  const outermostFirst = [...wrapped].sort((a, b) => a.from - b.from || b.to - a.to);
  const ranked = [
    ...matchers.map(({ at, text }) => ({ at, text, rank: 0 })),
    ...outermostFirst.toReversed().map(({ to, close }) => ({ at: to, text: close, rank: 1 })),
    ...outermostFirst.map(({ from, open }) => ({ at: from, text: open, rank: 2 })),
  ];
  return ranked.sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ at, text }) => ({ at, text }));
}
