import { ExpectedError } from "../errors.ts";
import type { QueryAnswer, QueryBackend, QuerySeries } from "./backend.ts";
import type { QueryTiming } from "./query-timing.ts";

/** A query could not be run because its server does not answer any more. */
export class Unreachable extends ExpectedError {
  readonly exitCode = 3;
}

/** Runs queries of one check: each text at each timing once, and none any more once the server is gone. */
export interface QueryRunner {
  run(expression: string, how: { readonly timing: QueryTiming; readonly instant: boolean }): Promise<readonly QuerySeries[]>;
}

/** Failures in a row without an answer after which a server counts as gone. */
const patience = 5;
const silent = new Set(["timeout", "refused", "dns", "reset", "network", "tls", "aborted"]);

/**
 * @param options.maxCached - answers that are kept for equal queries; the oldest go first. Default 200.
 * @throws {Unreachable} from `run` once the server did not answer five times in a row; else what the backend throws.
 */
export function createRunner(options: {
  readonly backend: QueryBackend;
  readonly maxCached?: number;
  readonly signal?: AbortSignal | undefined;
}): QueryRunner {
  const { backend, signal, maxCached = 200 } = options;
  const cache = new Map<string, Promise<readonly QuerySeries[]>>();
  let failures = 0;
  const ask = async (send: () => Promise<QueryAnswer>): Promise<readonly QuerySeries[]> => {
    if (failures >= patience)
      throw new Unreachable("not asked: the server did not answer several queries in a row", { code: "unreachable" });
    try {
      const answer = await send();
      failures = 0;
      return answer.series;
    } catch (error) {
      failures = error instanceof ExpectedError && silent.has(error.code) ? failures + 1 : 0;
      throw error;
    }
  };
  return {
    run(expression, { timing, instant }) {
      const { startMs, endMs, stepMs } = timing;
      const key = JSON.stringify([instant, startMs, endMs, stepMs, expression]);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const asked = ask(() =>
        instant ? backend.instant(expression, endMs, signal) : backend.range(expression, { startMs, endMs, stepMs }, signal),
      );
      cache.set(key, asked);
      const [oldest] = cache.keys();
      if (cache.size > maxCached && oldest !== undefined) cache.delete(oldest);
      return asked;
    },
  };
}
