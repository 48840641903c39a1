import { HttpError } from "../errors.ts";
import type { HttpClient } from "./client.ts";
import { repeatForError, repeatForStatus } from "./repeat.ts";
import type { HttpRequest, HttpResponse } from "./request.ts";
import { attemptMs, describeEffort, Retrier, type RetryEffort, type RetryPolicy, retryAfterMs } from "./retry.ts";

/**
 * Sends one read-only request with retries, for a server that gets no other requests.
 *
 * @returns the last answer, whatever its status.
 * @throws {HttpError} if there is no answer. The signal's reason if it is aborted.
 */
export function askRepeatedly(
  client: HttpClient,
  request: HttpRequest,
  policy: RetryPolicy & { readonly signal?: AbortSignal | undefined },
): Promise<HttpResponse> {
  const { signal, now } = policy;
  return new Retrier(policy).run<HttpResponse>(
    async (attempt) => {
      try {
        const response = await client.send({
          ...request,
          signal,
          timeoutMs: attemptMs(policy.attemptMs ?? 30_000, attempt),
        });
        const repeat = repeatForStatus(response.status);
        if (repeat === "final") return { done: true, value: response };
        const waitMs = retryAfterMs(response.headers["retry-after"], now());
        return { done: false, repeat, answered: true, reason: String(response.status), waitMs, giveUp: () => response };
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const giveUp = (spent: RetryEffort) => {
          throw new HttpError(error.message + describeEffort(spent), { code: error.code });
        };
        return { done: false, repeat: repeatForError(error), answered: false, reason: error.message, giveUp };
      }
    },
    { signal },
  );
}
