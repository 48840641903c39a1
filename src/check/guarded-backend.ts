import { ExpectedError } from "../errors.ts";
import type { QueryBackend } from "./backend.ts";

/** Nothing more is asked: the server is gone, or the time for the check is over. */
export class NotAsked extends ExpectedError {
  readonly exitCode = 3;
}

/** Failures in a row without an answer after which a server counts as gone. */
const patience = 5;
const silent = new Set(["timeout", "refused", "dns", "reset", "network", "tls"]);

/**
 * A backend that does not wait for ever: after five questions in a row without an answer, and after `totalMs`, it throws {@link NotAsked} (code
 * `unreachable` or `deadline`) at once.
 *
 * @param options.signal - aborts what is under way; its reason is thrown.
 */
export function guardBackend(
  backend: QueryBackend,
  { totalMs, signal }: { totalMs: number; signal?: AbortSignal | undefined },
): QueryBackend {
  const deadline = AbortSignal.timeout(totalMs);
  const both = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  let failures = 0;
  const guard = async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    if (deadline.aborted) throw new NotAsked("the time for checking was over", { code: "deadline" });
    if (failures >= patience) throw new NotAsked("not asked: the server did not answer several queries in a row", { code: "unreachable" });
    try {
      const answer = await ask(both);
      failures = 0;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.aborted) throw new NotAsked("the time for checking was over", { code: "deadline" });
      failures = error instanceof ExpectedError && silent.has(error.code) ? failures + 1 : 0;
      throw error;
    }
  };
  return {
    instant: (query, timeMs) => guard((stop) => backend.instant(query, timeMs, stop)),
    range: (query, range) => guard((stop) => backend.range(query, range, stop)),
    labelNames: (scope) => guard((stop) => backend.labelNames(scope, stop)),
    labelValues: (label, scope) => guard((stop) => backend.labelValues(label, scope, stop)),
    series: (match, scope) => guard((stop) => backend.series(match, scope, stop)),
  };
}
