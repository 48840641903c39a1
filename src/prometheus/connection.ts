import { createHttpClient } from "../http/client.ts";
import type { HttpConnectionOptions } from "../http/request.ts";
import { Retrier, type RetryPolicy } from "../http/retry.ts";
import { defined } from "../json/defined.ts";
import { type Asker, ask } from "./ask.ts";
import type { Prometheus } from "./prometheus.ts";
import { type ReceiverName, receiverOf, tenantHeaders } from "./receivers.ts";

/** Where Prometheus, or what takes its place, is and who asks. */
export interface PrometheusOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "env" | "userAgent" | "timeoutMs" | "maxSockets"
  > {
  /** Full address for remote write, if different. Default: the receiver's path below `url`. */
  readonly writeUrl?: string;
  /** Kind of server. Default `prometheus`. */
  readonly receiver?: ReceiverName;
  /** Whose series: sent in the receiver's header. */
  readonly tenant?: string;
  /** How long questions are asked again while the server does not answer. Default: not at all. */
  readonly retry?: RetryPolicy | undefined;
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
  const receiver = receiverOf(name);
  const { queryPrefix, writePath } = receiver;
  const ownHeaders = tenantHeaders(receiver, tenant);
  const client = createHttpClient({ ...http, url, ownHeaders });
  const writer = writeUrl === undefined ? client : createHttpClient({ ...http, url: writeUrl, ownHeaders });
  const timeoutMs = http.timeoutMs ?? 30_000;
  const asker: Asker = {
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
    ask: (request) => ask(asker, request),
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

/** For those who bring no clock. */
const once: RetryPolicy = { retryMs: 0, attempts: 1, now: () => 0, random: () => 0, sleep: async () => {} };
