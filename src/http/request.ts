/** How a request proves who asks. */
export type Auth =
  | { readonly type: "none" }
  | { readonly type: "bearer"; readonly token: string }
  | { readonly type: "basic"; readonly username: string; readonly password: string };

/** Where a server is and how to ask it. */
export interface HttpConnectionOptions {
  /** Base URL, a sub-path allowed, without credentials, query or fragment. */
  readonly url: string;
  /** Default none. */
  readonly auth?: Auth;
  /** Sent with every request; reserved names are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Sent with every request too, not checked against the reserved names: what the tool itself sets (tenant,
   * organisation).
   */
  readonly ownHeaders?: Readonly<Record<string, string>>;
  /** PEM of certificate authorities to trust beside the system's. */
  readonly caPem?: string;
  /** The environment, for HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default `dashpreview`. */
  readonly userAgent?: string;
  /** Milliseconds that a request may take when it does not say so itself. Default 30,000. */
  readonly timeoutMs?: number;
  /** Bytes of an answer that are read at most. Default 64 MiB. */
  readonly maxResponseBytes?: number;
  /** Connections at once. Default 8. */
  readonly maxSockets?: number;
}

/** One request. `path` is below the base URL and begins with a slash. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** A repeated key is an array. */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes or text go as they are; see {@link HttpRequest.json} and {@link HttpRequest.form}. */
  readonly body?: Uint8Array | string;
  /** Sent as `application/json`. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Any answer, whatever its status. Redirects are answers too: they are never followed. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body as UTF-8. */
  text(): string;
  /** The body as JSON; undefined if it is none. */
  json(): unknown;
}
