import { HttpError, PrometheusError } from "../errors.ts";
import type { HttpClient } from "../http/client.ts";
import { atMost, isCutOff, neverArrived, repeatForError, repeatForStatus } from "../http/repeat.ts";
import type { HttpConnectionOptions, HttpResponse } from "../http/request.ts";
import {
  attemptMs,
  type Repeat,
  Retrier,
  type RetryPolicy,
  retryAfterMs,
  type Spent,
  spentText,
} from "../http/retry.ts";
import { defined } from "../json/defined.ts";
import { explainStatus } from "./explain-status.ts";
import { redirectText } from "./follow-redirects.ts";
import type { Receiver, ReceiverName } from "./receivers.ts";
import { SiteFinder } from "./site.ts";

/** Where Prometheus, or what takes its place, is and who asks. */
export interface PrometheusOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "env" | "userAgent" | "timeoutMs" | "maxSockets"
  > {
  /** Full address for remote write, if different. Default: the receiver's path below `url`. */
  readonly writeUrl?: string;
  /** What server it is; `auto`: recognised by its answers at the first request. Default `prometheus`. */
  readonly receiver?: ReceiverName | "auto";
  /** Whose series: sent in the receiver's header. */
  readonly tenant?: string;
  /** How long questions are asked again while the server does not answer. Default: not at all. */
  readonly retry?: RetryPolicy | undefined;
}

/** One question to the query API. */
export interface PrometheusRequest {
  readonly method: "GET" | "POST";
  /** Below `/api/v1`: `/query`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, to the last byte of the answer. */
  readonly timeoutMs?: number;
  /**
   * Whether it may be asked again. Default `outage`: a question until the connection's deadline, a change only if it
   * surely did not arrive. `fault`: twice at most, for what can be done without. `final`: once.
   */
  readonly repeat?: Repeat | undefined;
}

/** An answer of any status. `data` is that of a `success`, else undefined. */
export interface PrometheusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
  /** What the server says went wrong: at most 500 characters. */
  readonly error: string;
  /** It is an answer of Prometheus' API, and not of something that stands before it or of a server that goes down. */
  readonly genuine: boolean;
}

/**
 * A server that takes remote write and answers queries. Holds its credentials where `inspect` and `JSON.stringify` do
 * not find them.
 */
export interface Prometheus {
  /** For messages: without credentials. */
  readonly url: string;
  readonly writeUrl: string;
  /** What kind of server it is, as far as is known; see {@link Prometheus.identify}. */
  readonly receiver: Receiver;
  /**
   * Finds out what kind of server it is, if nobody said so and no request has yet.
   *
   * @throws {PrometheusError} if there is no answer.
   */
  identify(options?: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number }): Promise<Receiver>;
  /** Milliseconds that a request may take when it does not say so itself. */
  readonly timeoutMs: number;
  /**
   * Asks the query API, and gives whatever status it answers in the end. Questions are asked again as {@link
   * PrometheusOptions.retry} says.
   *
   * @throws {PrometheusError} if there is no answer.
   */
  ask(request: PrometheusRequest): Promise<PrometheusAnswer>;
  /**
   * Sends one remote-write request, once.
   *
   * @throws {HttpError} if there is no answer: it may have been stored all the same.
   */
  write(
    body: Uint8Array,
    options: { readonly attempt: number; readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number },
  ): Promise<HttpResponse>;
  close(): void;
}

/**
 * A connection; nothing is sent yet.
 *
 * @throws {UsageError} if an address, a header or the credentials cannot be sent, or the receiver takes no `tenant`.
 */
export function createPrometheus({
  url,
  writeUrl,
  receiver: name = "prometheus",
  tenant,
  retry = once,
  ...http
}: PrometheusOptions): Prometheus {
  const finder = new SiteFinder({ ...http, url, name, ...defined({ writeUrl, tenant }) });
  const timeoutMs = http.timeoutMs ?? 30_000;
  const asker: Asker = {
    finder,
    retrier: new Retrier(retry),
    now: retry.now,
    questionMs: retry.attemptMs ?? Number.POSITIVE_INFINITY,
    connectionMs: timeoutMs,
  };
  return {
    url: finder.url,
    get writeUrl() {
      return finder.site.writeUrl;
    },
    get receiver() {
      return finder.site.receiver;
    },
    timeoutMs,
    async identify({ signal, timeoutMs: ownMs = timeoutMs } = {}) {
      try {
        return (await finder.find(signal, ownMs)).receiver;
      } catch (error) {
        throw error instanceof HttpError ? new PrometheusError(error.message, { code: error.code }) : error;
      }
    },
    ask: (request) => ask(asker, request),
    async write(body, { attempt, signal, timeoutMs: ownMs }) {
      const { writer, writePath } = await finder.find(signal, ownMs ?? timeoutMs);
      const answer = await writer.send({
        method: "POST",
        path: writePath,
        headers: attempt === 0 ? writeHeaders : { ...writeHeaders, "Retry-Attempt": String(attempt) },
        body,
        signal,
        ...defined({ timeoutMs: ownMs }),
      });
      return { ...answer, text: () => writer.redact(answer.text().slice(0, 4000)) };
    },
    close: () => finder.close(),
  };
}

/** @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol */
const writeHeaders = {
  "Content-Encoding": "snappy",
  "Content-Type": "application/x-protobuf",
  "X-Prometheus-Remote-Write-Version": "0.1.0",
} as const;

/** For those who bring no clock. */
const once: RetryPolicy = { retryMs: 0, attempts: 1, now: () => 0, random: () => 0, sleep: async () => {} };

interface Asker {
  readonly finder: SiteFinder;
  readonly retrier: Retrier;
  readonly now: () => number;
  /** Milliseconds for the first attempt at a question, and for anything. */
  readonly questionMs: number;
  readonly connectionMs: number;
}

/** Everything is a question, whatever its method, but what administers the server. */
const isChange = (path: string) => path.startsWith("/admin/");

function ask(
  { finder, retrier, now, questionMs, connectionMs }: Asker,
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
        const giveUp = (spent: Spent) => {
          throw new PrometheusError(error.message + spentText(spent), { code: error.code });
        };
        return { done: false, repeat: atMost(repeat, again), answered: false, reason: error.message, giveUp };
      }
    },
    { signal: request.signal },
  );
}

/** A 503 in the API's own words is a query that took too long: asked again it most likely does again. */
function repeatForAnswer(response: HttpResponse, { status, genuine }: PrometheusAnswer): Repeat {
  const again = repeatForStatus(status);
  if (again === "outage" && genuine && status !== 429) return "fault";
  return again === "final" && (isCutOff(response) || (status >= 200 && status < 300 && !genuine)) ? "fault" : again;
}

function readAnswer(response: HttpResponse, client: HttpClient): PrometheusAnswer {
  const body = response.json() as { status?: unknown; data?: unknown; error?: unknown } | undefined;
  const success = response.status >= 200 && response.status < 300;
  const redirect = redirectText(response, client.url);
  return {
    status: response.status,
    headers: response.headers,
    data: success && body?.status === "success" ? body.data : undefined,
    error:
      typeof body?.error === "string"
        ? client.redact(body.error.slice(0, 4000)).slice(0, 500)
        : success
          ? "the answer is not from Prometheus' API"
          : client
              .redact(redirect === "" ? response.text().slice(0, 4000) : redirect)
              .slice(0, 200)
              .trim(),
    genuine: body?.status === "success" || (body?.status === "error" && typeof body.error === "string"),
  };
}

/**
 * The `data` of a successful answer.
 *
 * @throws {PrometheusError} naming what was being done, for any other: `unauthorized`, `forbidden`, `not-found`,
 *   `bad-query`, `unavailable`, `unexpected`.
 */
export function requireData(
  { url, receiver }: Pick<Prometheus, "url" | "receiver">,
  doing: string,
  { status, data, error }: PrometheusAnswer,
): unknown {
  if (data !== undefined) return data;
  const { code, advice } = explainStatus(status, receiver);
  throw new PrometheusError(`${doing}: ${url} answered ${status}${error === "" ? "" : ` (${error})`}${advice}`, {
    code,
    status,
  });
}
