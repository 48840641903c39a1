/** The credentials of a request. */
export type Auth =
  | { readonly type: "none" }
  | { readonly type: "bearer"; readonly token: string }
  | { readonly type: "basic"; readonly username: string; readonly password: string };

/** A certificate that proves who asks, and its key. */
export interface ClientCertificate {
  /** PEM of the certificate, followed by those between it and its authority. */
  readonly certPem: string;
  /** PEM of the private key. */
  readonly keyPem: string;
  /** Decrypts the key. Default: it is not encrypted. */
  readonly passphrase?: string;
}

/** Address, credentials and limits of a connection. */
export interface HttpConnectionOptions {
  /** Base URL, optionally with a sub-path; without credentials, query and fragment. */
  readonly url: string;
  /** Default: no credentials. */
  readonly auth?: Auth;
  /** Sent with every request; reserved names are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Headers that dashpreview itself sets with every request (tenant, organisation); reserved names are allowed.
   */
  readonly ownHeaders?: Readonly<Record<string, string>>;
  /** PEM of certificate authorities to trust in addition to those that Node trusts (`NODE_EXTRA_CA_CERTS` included). */
  readonly caPem?: string;
  /** Shown to the server of `url` if it asks for one, never to a proxy. Default: none. */
  readonly clientCertificate?: ClientCertificate;
  /** The environment, for HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default `dashpreview`. */
  readonly userAgent?: string;
  /** Default timeout of a request in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** Size limit of an answer in bytes. Default 64 MiB. */
  readonly maxResponseBytes?: number;
  /** Concurrent connections. Default 8. */
  readonly maxSockets?: number;
}

/** One request. `path` is below the base URL and begins with a slash. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** An array repeats the key. */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes or text, sent unchanged; see {@link HttpRequest.json} and {@link HttpRequest.form}. */
  readonly body?: Uint8Array | string;
  /** Sent as `application/json`. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of any status. Redirects are never followed, so they are answers too. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body as UTF-8. */
  text(): string;
  /** The body parsed as JSON; undefined if it is not JSON. */
  json(): unknown;
}
