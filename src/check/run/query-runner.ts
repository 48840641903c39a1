import type { QueryBackend, QuerySeries } from "../../templating/backend.ts";
import type { QueryTiming } from "../../templating/query-timing.ts";
import { inStableOrder } from "./stable-order.ts";

/** Runs the queries of one check, equal ones only once. The series of an instant query come in a stable order. */
export interface QueryRunner {
  run(
    expression: string,
    how: { readonly timing: QueryTiming; readonly instant: boolean },
  ): Promise<readonly QuerySeries[]>;
}

/**
 * @param options.maxSamples - samples of answers that are kept for equal queries; the oldest go first. Default a
 *   million.
 * @throws from `run` what the backend throws; a failure is kept as well.
 */
export function createRunner({
  backend,
  maxSamples = 1_000_000,
}: {
  backend: QueryBackend;
  maxSamples?: number;
}): QueryRunner {
  const cache = new Map<string, { answer: Promise<readonly QuerySeries[]>; samples: number }>();
  let kept = 0;
  const trim = () => {
    for (const [key, { samples }] of cache) {
      if (kept <= maxSamples && cache.size <= 5000) return;
      cache.delete(key);
      kept -= samples;
    }
  };
  return {
    run(expression, { timing: { startMs, endMs, stepMs }, instant }) {
      const key = JSON.stringify([instant, startMs, endMs, stepMs, expression]);
      const known = cache.get(key);
      if (known !== undefined) return known.answer;
      const asked = instant
        ? backend.instant(expression, endMs)
        : backend.range(expression, { startMs, endMs, stepMs });
      const answer = asked.then(({ series }) => (instant ? inStableOrder(series, expression) : series));
      const entry = { answer, samples: 0 };
      cache.set(key, entry);
      entry.answer.then(
        (series) => {
          if (cache.get(key) !== entry) return;
          entry.samples = series.reduce((sum, { values }) => sum + values.length, 0);
          kept += entry.samples;
          trim();
        },
        () => {},
      );
      return entry.answer;
    },
  };
}
