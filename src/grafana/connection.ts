import { GrafanaError, HttpError, UsageError } from "../errors.ts";
import { createHttpClient } from "../http/client.ts";
import { isCutOff, neverArrived, repeatForError, repeatForStatus } from "../http/repeat.ts";
import type { HttpConnectionOptions, HttpResponse } from "../http/request.ts";
import {
  type Attempt,
  attemptMs,
  backoffMs,
  describeEffort,
  Retrier,
  type RetryEffort,
  type RetryPolicy,
  retryAfterMs,
} from "../http/retry.ts";
import { quote } from "../http/server-words.ts";
import { discoverDashboardApi } from "./dashboards/dashboard-api.ts";
import { explainAnswer } from "./explain.ts";
import type { DashboardApi, Grafana, GrafanaAnswer } from "./grafana.ts";
import { checkPublicUrl, findLinkBase, type LinkBase } from "./link-base.ts";

/** Address, credentials and retry policy of a Grafana. */
export interface GrafanaOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "clientCertificate" | "env" | "userAgent" | "timeoutMs"
  > {
  /**
   * The ID of the organisation, for a user who is in several; sent as `X-Grafana-Org-Id`. Default: the token's
   * organisation.
   */
  readonly org?: number;
  /** The base of links for people (`--grafana-public-url`). Default: Grafana's own address, else `url`. */
  readonly publicUrl?: string;
  /** Waits `ms` milliseconds; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1), for jitter. Default: no jitter. */
  readonly random?: () => number;
  /**
   * How reads are retried while Grafana does not answer. Default: three attempts, only after an outage, with waits of
   * at most 10 s.
   */
  readonly retry?: RetryPolicy | undefined;
  /** Ends every request and every wait of this connection. */
  readonly signal?: AbortSignal;
}

/**
 * Creates a connection to Grafana. Sends nothing yet.
 *
 * @throws {UsageError} if the URL, a header, the token or the organisation cannot be sent.
 */
export function createGrafana({
  org,
  publicUrl,
  sleep,
  random = () => 0,
  retry,
  signal,
  ...http
}: GrafanaOptions): Grafana {
  if (org !== undefined && (!Number.isSafeInteger(org) || org < 1))
    throw new UsageError(`--org ${org}: expected the ID of an organisation, a whole number`);
  const ownHeaders = { Accept: "application/json", ...(org === undefined ? {} : { "X-Grafana-Org-Id": String(org) }) };
  const client = createHttpClient({ ...http, ownHeaders });
  const given = publicUrl === undefined ? undefined : checkPublicUrl(publicUrl);
  const redact = (text: string) => quote(text, client.redact);
  const policy: RetryPolicy = retry ?? { retryMs: 10_000, attempts: 3, faultAttempts: 1, now: () => 0, random, sleep };
  const retrier = new Retrier(policy);
  let discovery: Promise<DashboardApi | undefined> | undefined;
  let links: Promise<LinkBase> | undefined;

  const connect = (ownSignal: AbortSignal | undefined): Grafana => {
    const grafana: Grafana = {
      url: client.url,
      org,
      ask: ({ doing, accept = [], question, repeatAnswer = () => "final", ...request }) => {
        const isQuestion = question ?? request.method === "GET";
        const firstMs = isQuestion ? policy.attemptMs : undefined;
        const ownMs = Math.min(request.timeoutMs ?? http.timeoutMs ?? 30_000, firstMs ?? Number.POSITIVE_INFINITY);
        return retrier.run<GrafanaAnswer>(
          async (attempt) => {
            const timeoutMs = attemptMs(ownMs, attempt);
            const outcome = await client.send({ ...request, timeoutMs, signal: ownSignal }).catch((error: unknown) => {
              if (error instanceof HttpError) return error;
              throw error;
            });
            if (outcome instanceof HttpError) return noAnswer(outcome, doing, isQuestion);
            const answer = judge(outcome, doing, accept);
            if (!(answer instanceof GrafanaError)) {
              const repeat = isQuestion ? repeatAnswer(answer) : "final";
              if (repeat === "final") return { done: true, value: answer };
              return {
                done: false,
                repeat,
                answered: true,
                reason: "its answer says that it failed",
                giveUp: () => answer,
              };
            }
            const repeat = !isQuestion ? "final" : isCutOff(outcome) ? "fault" : repeatForStatus(outcome.status);
            const giveUp = (spent: RetryEffort) => {
              throw new GrafanaError(answer.message + describeEffort(spent), {
                code: answer.code,
                status: outcome.status,
                json: answer.json,
              });
            };
            const waitMs = retryAfterMs(outcome.headers["retry-after"], policy.now());
            return { done: false, repeat, answered: true, reason: String(outcome.status), waitMs, giveUp };
          },
          { signal: ownSignal },
        );
      },
      dashboardApi() {
        discovery ??= discoverDashboardApi(grafana).catch((error: unknown) => {
          discovery = undefined;
          throw error;
        });
        return discovery;
      },
      linkBase() {
        links ??= findLinkBase(grafana, given).catch((error: unknown) => {
          links = undefined;
          throw error;
        });
        return links;
      },
      backOff: (failed) => sleep(backoffMs(failed - 1, policy.random()), ownSignal),
      withSignal: connect,
      close: () => client.close(),
    };
    return grafana;
  };
  return connect(signal);

  function noAnswer(error: HttpError, doing: string, isQuestion: boolean): Attempt<GrafanaAnswer> {
    const message = `${doing}: ${redact(error.message)}`;
    const giveUp = (spent: RetryEffort) => {
      throw new GrafanaError(message + describeEffort(spent), { code: "no-answer" });
    };
    const repeat = isQuestion ? repeatForError(error) : neverArrived(error) ? "outage" : "final";
    return { done: false, repeat, answered: false, reason: redact(error.message), giveUp };
  }

  function judge(response: HttpResponse, doing: string, accept: readonly number[]): GrafanaAnswer | GrafanaError {
    const { status, headers } = response;
    const body = response.json();
    const wanted = (status >= 200 && status < 300) || accept.includes(status);
    if (wanted && body !== undefined) return { status, headers, body };
    return explainAnswer({ response, body, doing: `${doing} at ${client.url}`, redact: client.redact });
  }
}
