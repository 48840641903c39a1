import { createHttpClient } from "../http/client.ts";
import type { HttpConnectionOptions } from "../http/request.ts";
import { Retrier, type RetryPolicy } from "../http/retry.ts";
import { defined } from "../json/defined.ts";
import { ask, type QueryApi } from "./ask.ts";
import type { Prometheus } from "./prometheus.ts";
import { type ReceiverName, receiverOf, tenantHeaders } from "./receivers.ts";

/** Address, credentials and retry policy of a Prometheus or another receiver. */
export interface PrometheusOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "clientCertificate" | "env" | "userAgent" | "timeoutMs" | "maxSockets"
  > {
  /** Full address for remote write, if different. Default: the receiver's path below `url`. */
  readonly writeUrl?: string;
  /** Kind of server. Default `prometheus`. */
  readonly receiver?: ReceiverName;
  /** The tenant, sent in the receiver's tenant header. */
  readonly tenant?: string;
  /** How queries are retried while the server does not answer. Default: no retries. */
  readonly retry?: RetryPolicy | undefined;
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
