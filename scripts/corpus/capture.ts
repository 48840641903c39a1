import type { QueryBackend, QuerySeries } from "../../src/check/backend.ts";

/** A backend that keeps the answers to queries. */
export interface Capture {
  readonly backend: QueryBackend;
  /** The last answer to a query. */
  answerTo(query: string): readonly QuerySeries[] | undefined;
}

/** Watches what a check asks. */
export function capture(inner: QueryBackend): Capture {
  const answers = new Map<string, readonly QuerySeries[]>();
  const keep = async <Answer extends { readonly series: readonly QuerySeries[] }>(query: string, answer: Promise<Answer>) => {
    const found = await answer;
    answers.set(query, found.series);
    return found;
  };
  return {
    answerTo: (query) => answers.get(query),
    backend: {
      ...inner,
      instant: (query, timeMs, signal) => keep(query, inner.instant(query, timeMs, signal)),
      range: (query, range, signal) => keep(query, inner.range(query, range, signal)),
    },
  };
}
