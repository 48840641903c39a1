import { ExpectedError, GrafanaError, HttpError, UsageError } from "../errors.ts";
import { createHttpClient, type HttpConnectionOptions, type HttpRequest, type HttpResponse } from "../http/client.ts";
import { type DashboardApi, discoverDashboardApi } from "./dashboard-api.ts";
import { explainAnswer } from "./explain.ts";
import { quote } from "./quote.ts";

/** Where Grafana is and who asks. */
export interface GrafanaOptions
  extends Pick<HttpConnectionOptions, "url" | "auth" | "headers" | "caPem" | "env" | "userAgent" | "timeoutMs"> {
  /** The organisation's number, for a user who is in several; sent as `X-Grafana-Org-Id`. Default: the one that the token belongs to. */
  readonly org?: number;
  /** Waits `ms` milliseconds; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1), for jitter. Default: none. */
  readonly random?: () => number;
  /** Ends every request and every wait of this connection. */
  readonly signal?: AbortSignal;
}

/** One request, and in a few words what it is for: `listing the data sources`. The words begin the message of an error. */
export interface GrafanaRequest extends Omit<HttpRequest, "signal"> {
  readonly doing: string;
  /** Statuses that the caller handles itself. 2xx always are. */
  readonly accept?: readonly number[];
}

/** An answer whose body was JSON. */
export interface GrafanaAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A connection to one Grafana. Holds its credentials where `inspect` and `JSON.stringify` do not find them. */
export interface Grafana {
  /** The base URL without a slash at the end and without credentials. */
  readonly url: string;
  readonly org: number | undefined;
  /**
   * Sends one request. A GET is repeated (twice at most, with backoff and Retry-After up to 10 s) when there is no answer, or it is 429, 502, 503 or
   * 504; everything else is sent once: only the caller can find out what a lost answer did.
   *
   * @throws {GrafanaError} for any status that is neither 2xx nor accepted; `no-answer` if none came; `not-grafana` for a 2xx that is no JSON.
   */
  ask(request: GrafanaRequest): Promise<GrafanaAnswer>;
  /** Which versions of `/apis/dashboard.grafana.app` this server has; undefined where it has none that is usable. Asked once. */
  dashboardApi(): Promise<DashboardApi | undefined>;
  sleep(ms: number): Promise<void>;
  /** The same connection with another signal: to clean up after an interruption. */
  withSignal(signal: AbortSignal | undefined): Grafana;
  /** Closes idle connections. */
  close(): void;
}

const attempts = 3;

/**
 * A connection to Grafana; nothing is sent yet.
 *
 * @throws {UsageError} if the URL, a header, the token or the organisation cannot be sent.
 */
export function createGrafana({ org, sleep, random = () => 0, signal, ...http }: GrafanaOptions): Grafana {
  if (org !== undefined && (!Number.isSafeInteger(org) || org < 1))
    throw new UsageError(`--org ${org}: expected the number of an organisation`);
  const ownHeaders = { Accept: "application/json", ...(org === undefined ? {} : { "X-Grafana-Org-Id": String(org) }) };
  const client = createHttpClient({ ...http, ownHeaders });
  const redact = (text: string) => quote(text, client.redact);
  let discovery: Promise<DashboardApi | undefined> | undefined;

  const connect = (ownSignal: AbortSignal | undefined): Grafana => {
    const wait = (ms: number) => sleep(ms, ownSignal);
    const grafana: Grafana = {
      url: client.url,
      org,
      async ask({ doing, accept = [], ...request }) {
        const last = request.method === "GET" ? attempts : 1;
        for (let attempt = 1; ; attempt++) {
          const outcome = await client.send({ ...request, signal: ownSignal }).catch((error: unknown) => noAnswer(error, doing));
          const failure = outcome instanceof ExpectedError ? outcome : judge(outcome, doing, accept);
          if (!(failure instanceof GrafanaError)) return failure;
          if (attempt >= last || !isPassing(failure)) throw failure;
          await wait(backoffMs(attempt, outcome instanceof ExpectedError ? undefined : outcome.headers["retry-after"], random()));
        }
      },
      dashboardApi() {
        discovery ??= discoverDashboardApi(grafana).catch((error: unknown) => {
          discovery = undefined;
          throw error;
        });
        return discovery;
      },
      sleep: wait,
      withSignal: connect,
      close: () => client.close(),
    };
    return grafana;
  };
  return connect(signal);

  function noAnswer(error: unknown, doing: string): GrafanaError {
    if (!(error instanceof HttpError)) throw error;
    return new GrafanaError(`${doing}: ${redact(error.message)}`, { code: "no-answer" });
  }

  function judge(response: HttpResponse, doing: string, accept: readonly number[]): GrafanaAnswer | GrafanaError {
    const { status, headers } = response;
    const body = response.json();
    const wanted = (status >= 200 && status < 300) || accept.includes(status);
    if (wanted && body !== undefined) return { status, headers, body };
    return explainAnswer({ status, headers, body, doing: `${doing} at ${client.url}`, redact });
  }
}

function isPassing({ code, status }: GrafanaError): boolean {
  return code === "no-answer" || status === 429 || status === 502 || status === 503 || status === 504;
}

/** 0.25 s, 0.5 s, … with up to half of it on top; or what the server asks for in seconds, up to 10 s. */
function backoffMs(attempt: number, retryAfter: string | undefined, random: number): number {
  if (retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter)) return Math.min(Number(retryAfter), 10) * 1000;
  return 250 * 2 ** (attempt - 1) * (1 + random / 2);
}
