import type { QueryAnswer, QueryBackend } from "../../templating/backend.ts";

/** Samples of answers that are kept. */
const usualSamples = 2_000_000;

/**
 * A backend that asks each query once: the views of a page differ in one variable, and most of their queries do not use
 * it. Answers that are too many together are forgotten, the oldest first; a failure is not kept.
 */
export function cachedBackend(backend: QueryBackend, maxSamples = usualSamples): QueryBackend {
  const kept = new Map<string, { readonly answer: Promise<QueryAnswer>; samples: number }>();
  let total = 0;
  const once = (key: string, ask: () => Promise<QueryAnswer>): Promise<QueryAnswer> => {
    const known = kept.get(key);
    if (known !== undefined) return known.answer;
    const entry = { answer: ask(), samples: 0 };
    kept.set(key, entry);
    entry.answer.then(
      ({ series }) => {
        entry.samples = series.reduce((sum, { values }) => sum + values.length, 1);
        total += entry.samples;
        for (const [oldest, { samples }] of kept) {
          if (total <= maxSamples) return;
          kept.delete(oldest);
          total -= samples;
        }
      },
      () => kept.delete(key),
    );
    return entry.answer;
  };
  return {
    ...backend,
    instant: (query, timeMs, signal) =>
      once(JSON.stringify([query, timeMs]), () => backend.instant(query, timeMs, signal)),
    range: (query, range, signal) =>
      once(JSON.stringify([query, range.startMs, range.endMs, range.stepMs]), () =>
        backend.range(query, range, signal),
      ),
  };
}
