import type { QueryBackend, QuerySeries } from "../../src/templating/backend.ts";

/** A backend that keeps the answers to queries. */
export interface Capture {
  readonly backend: QueryBackend;
  /** The answers to a query, for all times that it was asked for. */
  answerTo(query: string): readonly QuerySeries[] | undefined;
  /** The last moment, in Unix milliseconds, at which a range query was evaluated; undefined if it was not asked. */
  lastMomentOf(query: string): number | undefined;
}

/** Watches what a check asks. */
export function capture(inner: QueryBackend): Capture {
  const answers = new Map<string, QuerySeries[]>();
  const keep = async <Answer extends { readonly series: readonly QuerySeries[] }>(
    query: string,
    answer: Promise<Answer>,
  ) => {
    const found = await answer;
    answers.set(query, [...(answers.get(query) ?? []), ...found.series].slice(0, 10_000));
    return found;
  };
  const lastMs = new Map<string, number>();
  return {
    lastMomentOf: (query) => lastMs.get(query),
    answerTo: (query) => answers.get(query),
    backend: {
      ...inner,
      instant: (query, timeMs, signal) => keep(query, inner.instant(query, timeMs, signal)),
      range(query, range, signal) {
        const { startMs, endMs, stepMs } = range;
        lastMs.set(query, startMs + Math.floor((endMs - startMs) / stepMs) * stepMs);
        return keep(query, inner.range(query, range, signal));
      },
    },
  };
}
