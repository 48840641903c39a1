import { HttpError, PrometheusError } from "../errors.ts";
import type { HttpConnectionOptions } from "../http/request.ts";
import { Retrier, type RetryPolicy } from "../http/retry.ts";
import { defined } from "../json/defined.ts";
import { ask, type QueryApi } from "./ask.ts";
import type { Prometheus, RemoteWriteChoice } from "./prometheus.ts";
import type { ReceiverName } from "./receivers.ts";
import { SiteFinder } from "./site.ts";

/** Address, credentials and retry policy of a Prometheus or another receiver. */
export interface PrometheusOptions
  extends Pick<
    HttpConnectionOptions,
    "url" | "auth" | "headers" | "caPem" | "clientCertificate" | "env" | "userAgent" | "timeoutMs" | "maxSockets"
  > {
  /** Full address for remote write, if different. Default: the receiver's path below `url`. */
  readonly writeUrl?: string;
  /** Kind of server; `auto`: recognised by its answers at the first request. Default `prometheus`. */
  readonly receiver?: ReceiverName | "auto";
  /** Of remote write; `auto`: 2 if the receiver takes it, else 1. Default 1. */
  readonly writeVersion?: RemoteWriteChoice["wanted"];
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
  writeVersion = 1,
  retry = once,
  ...http
}: PrometheusOptions): Prometheus {
  const finder = new SiteFinder({ ...http, url, name, ...defined({ writeUrl, tenant }) });
  const timeoutMs = http.timeoutMs ?? 30_000;
  const api: QueryApi = {
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
    remoteWrite: { wanted: writeVersion },
    timeoutMs,
    async identify({ signal, timeoutMs: ownMs = timeoutMs } = {}) {
      try {
        return (await finder.find(signal, ownMs)).receiver;
      } catch (error) {
        throw error instanceof HttpError ? new PrometheusError(error.message, { code: error.code }) : error;
      }
    },
    ask: (request) => ask(api, request),
    async write(body, { attempt, version = 1, signal, timeoutMs: ownMs }) {
      const { writer, writePath } = await finder.find(signal, ownMs ?? timeoutMs);
      const answer = await writer.send({
        method: "POST",
        path: writePath,
        headers: { ...writeHeaders[version], ...(attempt === 0 ? {} : { "Retry-Attempt": String(attempt) }) },
        body,
        signal,
        ...defined({ timeoutMs: ownMs }),
      });
      return { ...answer, text: () => writer.redact(answer.text().slice(0, 4000)) };
    },
    close: () => finder.close(),
  };
}

/**
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protocol
 */
const writeHeaders = {
  1: {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
  },
  2: {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf;proto=io.prometheus.write.v2.Request",
    "X-Prometheus-Remote-Write-Version": "2.0.0",
  },
} as const;

/** The default: one attempt, so no clock is needed. */
const once: RetryPolicy = { retryMs: 0, attempts: 1, now: () => 0, random: () => 0, sleep: async () => {} };
