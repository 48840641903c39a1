import { HttpError, PrometheusError } from "../errors.ts";
import { createHttpClient, type HttpClient, type HttpConnectionOptions, type HttpResponse } from "../http/client.ts";
import { type Flavour, flavourOf } from "./flavour.ts";

/** Where Prometheus, or what takes its place, is and who asks. */
export interface PrometheusOptions
  extends Pick<HttpConnectionOptions, "url" | "auth" | "headers" | "caPem" | "env" | "userAgent" | "timeoutMs" | "maxSockets"> {
  /** Full address for remote write, where it is another one. Default: the flavour's path below `url`. */
  readonly writeUrl?: string;
  /** Default `prometheus`. */
  readonly flavour?: Flavour;
  /** Whose series: sent in the flavour's header. */
  readonly tenant?: string;
}

/** One question to the query API. */
export interface PrometheusRequest {
  readonly method: "GET" | "POST";
  /** Below `/api/v1`: `/query`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** An answer of any status. `data` is that of a `success`, else undefined. */
export interface PrometheusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
  /** What the server says went wrong: at most 500 characters. */
  readonly error: string;
}

/** A server that takes remote write and answers queries. Holds its credentials where `inspect` and `JSON.stringify` do not find them. */
export interface Prometheus {
  /** For messages: without credentials. */
  readonly url: string;
  readonly writeUrl: string;
  readonly flavour: Flavour;
  /** Milliseconds that a request may take when it does not say so itself. */
  readonly timeoutMs: number;
  /**
   * Asks the query API, once, whatever the status.
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
 * @throws {UsageError} if an address, a header or the credentials cannot be sent.
 */
export function createPrometheus({ url, writeUrl, flavour = "prometheus", tenant, ...http }: PrometheusOptions): Prometheus {
  const { queryPrefix, writePath, tenantHeader } = flavourOf(flavour);
  const ownHeaders = tenant === undefined ? {} : { [tenantHeader]: tenant };
  const client = createHttpClient({ ...http, url, ownHeaders });
  const writer = writeUrl === undefined ? client : createHttpClient({ ...http, url: writeUrl, ownHeaders });
  return {
    url: client.url,
    writeUrl: writeUrl === undefined ? `${client.url}${writePath}` : writer.url,
    flavour,
    timeoutMs: http.timeoutMs ?? 30_000,
    ask: (request) => ask(client, queryPrefix, request),
    async write(body, { attempt, signal, timeoutMs }) {
      const answer = await writer.send({
        method: "POST",
        path: writeUrl === undefined ? writePath : "",
        headers: attempt === 0 ? writeHeaders : { ...writeHeaders, "Retry-Attempt": String(attempt) },
        body,
        signal,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
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

async function ask(
  client: HttpClient,
  prefix: string,
  { method, path, parameters = {}, ...rest }: PrometheusRequest,
): Promise<PrometheusAnswer> {
  try {
    const request = { method, path: `${prefix}/api/v1${path}`, ...rest };
    const response = await client.send(method === "GET" ? { ...request, query: parameters } : { ...request, form: parameters });
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
            ? "the answer is none of Prometheus' API"
            : client.redact(response.text().slice(0, 4000)).slice(0, 200).trim(),
    };
  } catch (error) {
    throw error instanceof HttpError ? new PrometheusError(error.message, { code: error.code }) : error;
  }
}

/**
 * The `data` of a successful answer.
 *
 * @throws {PrometheusError} naming what was being done, for any other: `unauthorized`, `forbidden`, `not-found`, `bad-query`, `unavailable`, `unexpected`.
 */
export function requireData({ url }: Pick<Prometheus, "url">, doing: string, { status, data, error }: PrometheusAnswer): unknown {
  if (data !== undefined) return data;
  const { code, advice } = explainStatus(status);
  throw new PrometheusError(`${doing}: ${url} answered ${status}${error === "" ? "" : ` (${error})`}${advice}`, { code, status });
}

function explainStatus(status: number): { code: string; advice: string } {
  if (status === 401) return { code: "unauthorized", advice: "; check --prometheus-token, or user name and password" };
  if (status === 403) return { code: "forbidden", advice: "; these credentials may not do that" };
  if (status === 404)
    return { code: "not-found", advice: "; is the address right, with its sub-path, and does --receiver say what server it is?" };
  if (status === 400 || status === 422) return { code: "bad-query", advice: "" };
  if (status === 429 || status >= 500) return { code: "unavailable", advice: "; try again later" };
  return { code: "unexpected", advice: status < 300 ? "; is there a login page or a proxy in front of it?" : "" };
}
