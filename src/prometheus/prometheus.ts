import type { HttpResponse } from "../http/request.ts";
import type { Repeat } from "../http/retry.ts";
import type { WriteVersion } from "./encode/write-version.ts";
import type { Receiver } from "./receivers.ts";

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
  /** The error message from the server: at most 500 characters. */
  readonly error: string;
  /** Whether it is from Prometheus' API, not from a proxy in front of it or a server that is shutting down. */
  readonly genuine: boolean;
}

/** Which version of remote write a server is sent. */
export interface RemoteWriteChoice {
  /** `auto`: 2 where the receiver takes it. */
  readonly wanted: WriteVersion | "auto";
  /** For `auto` what was found out, or is being; 1 after a refusal of version 2. */
  agreed?: Promise<WriteVersion> | undefined;
}

/**
 * A server that accepts remote write and answers queries. Its credentials are hidden from `inspect` and
 * `JSON.stringify`.
 */
export interface Prometheus {
  /** For messages: without credentials. */
  readonly url: string;
  readonly writeUrl: string;
  /** The kind of server, as far as is known; see {@link Prometheus.identify}. */
  readonly receiver: Receiver;
  /**
   * Finds out what kind of server it is, if nobody said so and no request has yet.
   *
   * @throws {PrometheusError} if there is no answer.
   */
  identify(options?: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number }): Promise<Receiver>;
  /** See `agreeOnVersion`. */
  readonly remoteWrite: RemoteWriteChoice;
  /** Milliseconds that a request may take when it does not say so itself. */
  readonly timeoutMs: number;
  /**
   * Asks the query API, and gives whatever status it answers in the end. Questions are asked again as the
   * connection's `retry` says.
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
    options: {
      readonly attempt: number;
      /** Default 1. */
      readonly version?: WriteVersion;
      readonly signal?: AbortSignal | undefined;
      readonly timeoutMs?: number;
    },
  ): Promise<HttpResponse>;
  close(): void;
}
