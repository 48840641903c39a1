import { HttpError, PrometheusError } from "../errors.ts";
import { createHttpClient, type HttpClient } from "../http/client.ts";
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
import { type Receiver, type ReceiverName, receiverOf, tenantHeaders } from "./receivers.ts";

/** Address, credentials and retry policy of a Prometheus or another receiver. */
export interface PrometheusOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "env" | "userAgent" | "timeoutMs" | "maxSockets"
  > {
  /** Full address for remote write, if different. Default: the receiver's path below `url`. */
  readonly writeUrl?: string;
  /** The kind of server. Default `prometheus`. */
  readonly receiver?: ReceiverName;
  /** The tenant, sent in the receiver's tenant header. */
  readonly tenant?: string;
  /** How queries are retried while the server does not answer. Default: no retries. */
  readonly retry?: RetryPolicy | undefined;
}

/** One request to the query API. */
export interface PrometheusRequest {
  readonly method: "GET" | "POST";
  /** Path below `/api/v1`, such as `/query`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly signal?: AbortSignal | undefined;
  /** Timeout of one attempt in milliseconds, including the whole body. */
  readonly timeoutMs?: number;
  /**
   * How often the request may be retried. Default `outage`: a query until the connection's deadline, a change only if
   * it certainly did not arrive. `fault`: at most twice, for optional data. `final`: never.
   */
  readonly repeat?: Repeat | undefined;
}

/** An answer of any status. `data` is undefined unless its `status` is `success`. */
export interface PrometheusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
  /** The server's error message, at most 500 characters. */
  readonly error: string;
  /** True for an answer of Prometheus' API; false for one of a proxy, or of a server that is shutting down. */
  readonly genuine: boolean;
}

/**
 * A server that accepts remote write and answers queries. `inspect` and `JSON.stringify` do not show its credentials.
 */
export interface Prometheus {
  /** The address without credentials, for messages. */
  readonly url: string;
  readonly writeUrl: string;
  /** The kind of server. */
  readonly receiver: Receiver;
  /** Default timeout of a request in milliseconds. */
  readonly timeoutMs: number;
  /**
   * Sends a request to the query API and returns the final answer, whatever its status. Queries are retried as {@link
   * PrometheusOptions.retry} says.
   *
   * @throws {PrometheusError} if there is no answer.
   */
  ask(request: PrometheusRequest): Promise<PrometheusAnswer>;
  /**
   * Sends one remote-write request, once.
   *
   * @throws {HttpError} if there is no answer; the server may have stored the samples anyway.
   */
  write(
    body: Uint8Array,
    options: { readonly attempt: number; readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number },
  ): Promise<HttpResponse>;
  close(): void;
}

/**
 * Creates a connection. Sends nothing yet.
 *
 * @throws {UsageError} if an address, a header or the credentials cannot be sent, or the receiver does not support
 *   `tenant`.
 */
export function createPrometheus({
  url,
  writeUrl,
  receiver: name = "prometheus",
  tenant,
  retry = once,
  ...http
}: PrometheusOptions): Prometheus {
  const receiver = receiverOf(name);
  const { queryPrefix, writePath } = receiver;
  const ownHeaders = tenantHeaders(receiver, tenant);
  const client = createHttpClient({ ...http, url, ownHeaders });
  const writer = writeUrl === undefined ? client : createHttpClient({ ...http, url: writeUrl, ownHeaders });
  const timeoutMs = http.timeoutMs ?? 30_000;
  const api: QueryApi = {
    client,
    prefix: queryPrefix,
    retrier: new Retrier(retry),
    now: retry.now,
    questionMs: retry.attemptMs ?? Number.POSITIVE_INFINITY,
    connectionMs: timeoutMs,
  };
  return {
    url: client.url,
    writeUrl: writeUrl === undefined ? `${client.url}${writePath}` : writer.url,
    receiver,
    timeoutMs,
    ask: (request) => ask(api, request),
    async write(body, { attempt, signal, timeoutMs }) {
      const answer = await writer.send({
        method: "POST",
        path: writeUrl === undefined ? writePath : "",
        headers: attempt === 0 ? writeHeaders : { ...writeHeaders, "Retry-Attempt": String(attempt) },
        body,
        signal,
        ...defined({ timeoutMs }),
      });
      return { ...answer, text: () => writer.redact(answer.text().slice(0, 4000)) };
    },
    close() {
      client.close();
      writer.close();
    },
  };
}

/** @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol */
const writeHeaders = {
  "Content-Encoding": "snappy",
  "Content-Type": "application/x-protobuf",
  "X-Prometheus-Remote-Write-Version": "0.1.0",
} as const;

/** The default: one attempt, so no clock is needed. */
const once: RetryPolicy = { retryMs: 0, attempts: 1, now: () => 0, random: () => 0, sleep: async () => {} };

interface QueryApi {
  readonly client: HttpClient;
  readonly prefix: string;
  readonly retrier: Retrier;
  readonly now: () => number;
  /** Timeout of the first attempt at a query, in milliseconds. */
  readonly questionMs: number;
  /** Default timeout of any request, in milliseconds. */
  readonly connectionMs: number;
}

/** Only the admin API changes anything; all other requests are queries, whatever their method. */
const isChange = (path: string) => path.startsWith("/admin/");

function ask(
  { client, prefix, retrier, now, questionMs, connectionMs }: QueryApi,
  request: PrometheusRequest,
): Promise<PrometheusAnswer> {
  const { method, path, parameters = {}, repeat = "outage", timeoutMs, ...rest } = request;
  const body = method === "GET" ? { query: parameters } : { form: parameters };
  const ownMs = Math.min(timeoutMs ?? connectionMs, isChange(path) ? Number.POSITIVE_INFINITY : questionMs);
  return retrier.run<PrometheusAnswer>(
    async (attempt) => {
      try {
        const limit = attemptMs(ownMs, attempt);
        const response = await client.send({
          ...rest,
          ...body,
          method,
          path: `${prefix}/api/v1${path}`,
          timeoutMs: limit,
        });
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

/** A 503 with the API's own JSON means that the query took too long, and most likely will again. */
function repeatForAnswer(response: HttpResponse, { status, genuine }: PrometheusAnswer): Repeat {
  const again = repeatForStatus(status);
  if (again === "outage" && genuine && status !== 429) return "fault";
  return again === "final" && (isCutOff(response) || (status >= 200 && status < 300 && !genuine)) ? "fault" : again;
}

function readAnswer(response: HttpResponse, client: HttpClient): PrometheusAnswer {
  const body = response.json() as { status?: unknown; data?: unknown; error?: unknown } | undefined;
  const success = response.status >= 200 && response.status < 300;
  return {
    status: response.status,
    headers: response.headers,
    data: success && body?.status === "success" ? body.data : undefined,
    error:
      typeof body?.error === "string"
        ? client.redact(body.error.slice(0, 4000)).slice(0, 500)
        : success
          ? "the answer is not from Prometheus' API"
          : client.redact(response.text().slice(0, 4000)).slice(0, 200).trim(),
    genuine: body?.status === "success" || (body?.status === "error" && typeof body.error === "string"),
  };
}

/**
 * The `data` of a successful answer.
 *
 * @param doing - the purpose of the request; the error message begins with it.
 * @throws {PrometheusError} for any other answer: `unauthorized`, `forbidden`, `not-found`, `bad-query`,
 *   `unavailable`, `unexpected`.
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
