import { HttpError, PrometheusError } from "../errors.ts";
import { atMost, neverArrived, repeatForError } from "../http/repeat.ts";
import { attemptMs, describeEffort, type Retrier, type RetryEffort, retryAfterMs } from "../http/retry.ts";
import { readAnswer, repeatForAnswer } from "./answer.ts";
import type { PrometheusAnswer, PrometheusRequest } from "./prometheus.ts";
import type { SiteFinder } from "./site.ts";

/** The parts of a connection that {@link ask} needs. */
export interface QueryApi {
  readonly finder: SiteFinder;
  readonly retrier: Retrier;
  readonly now: () => number;
  /** Milliseconds for the first attempt at a question. */
  readonly questionMs: number;
  /** Milliseconds for one attempt where the request does not say. */
  readonly connectionMs: number;
}

/** Everything is a question, whatever its method, but what administers the server. */
const isChange = (path: string) => path.startsWith("/admin/");

/**
 * Asks the query API, again if the request may be repeated.
 *
 * @throws {PrometheusError} if there is no answer.
 */
export function ask(
  { finder, retrier, now, questionMs, connectionMs }: QueryApi,
  request: PrometheusRequest,
): Promise<PrometheusAnswer> {
  const { method, path, parameters = {}, repeat = "outage", timeoutMs, ...rest } = request;
  const body = method === "GET" ? { query: parameters } : { form: parameters };
  const ownMs = Math.min(timeoutMs ?? connectionMs, isChange(path) ? Number.POSITIVE_INFINITY : questionMs);
  return retrier.run<PrometheusAnswer>(
    async (attempt) => {
      try {
        const limit = attemptMs(ownMs, attempt);
        const { client, places } = await finder.find(request.signal, limit);
        const whole = `${isChange(path) ? places.admin : places.query}/api/v1${path}`;
        const response = await client.send({ ...rest, ...body, method, path: whole, timeoutMs: limit });
        const answer = readAnswer(response, client);
        const again = isChange(path) ? "final" : atMost(repeat, repeatForAnswer(response, answer));
        if (again === "final") return { done: true, value: answer };
        const waitMs = retryAfterMs(answer.headers["retry-after"], now());
        return {
          done: false,
          repeat: again,
          answered: true,
          reason: String(answer.status),
          waitMs,
          giveUp: () => answer,
        };
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const again = isChange(path) ? (neverArrived(error) ? "outage" : "final") : repeatForError(error);
        const giveUp = (spent: RetryEffort) => {
          throw new PrometheusError(error.message + describeEffort(spent), { code: error.code });
        };
        return { done: false, repeat: atMost(repeat, again), answered: false, reason: error.message, giveUp };
      }
    },
    { signal: request.signal },
  );
}
