import { ExpectedError } from "../../errors.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { isFault } from "../../templating/fault.ts";

/** Nothing more is asked: the server is gone, or the time for the check is over. */
class NotAsked extends ExpectedError {
  readonly exitCode = 3;
}

/** Faults in a row after which a server counts as gone. */
const patience = 5;

/** Lets a question through, or throws {@link NotAsked}. */
export type Guard = <T>(ask: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Makes a guard that does not wait for ever: after five faults in a row, and after `totalMs`, it throws {@link
 * NotAsked} (code `unreachable` or `deadline`) at once.
 *
 * @param options.signal - aborts what is under way; its reason is thrown.
 */
export function createGuard({ deadline, signal }: { deadline: AbortSignal; signal?: AbortSignal | undefined }): Guard {
  const both = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  let failures = 0;
  return async (ask) => {
    signal?.throwIfAborted();
    if (deadline.aborted) throw overdue();
    if (failures >= patience)
      throw new NotAsked("not asked: the server did not answer several queries in a row", { code: "unreachable" });
    try {
      const answer = await ask(both);
      failures = 0;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.aborted) throw overdue();
      failures = error instanceof ExpectedError && isFault(error) ? failures + 1 : 0;
      throw error;
    }
  };
}

function overdue(): NotAsked {
  return new NotAsked("the time for checking was over", { code: "deadline" });
}

/** A backend of which every question goes through a guard. */
export function guardBackend(backend: QueryBackend, guard: Guard): QueryBackend {
  return {
    instant: (query, timeMs) => guard((stop) => backend.instant(query, timeMs, stop)),
    range: (query, range) => guard((stop) => backend.range(query, range, stop)),
    labelNames: (scope) => guard((stop) => backend.labelNames(scope, stop)),
    labelValues: (label, scope) => guard((stop) => backend.labelValues(label, scope, stop)),
    series: (match, scope) => guard((stop) => backend.series(match, scope, stop)),
  };
}
