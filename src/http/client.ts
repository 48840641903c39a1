import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { rootCertificates } from "node:tls";
import axios, { AxiosError, type AxiosInstance, type Method } from "axios";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { HttpError, UsageError } from "../errors.ts";
import { proxyFor } from "./proxy.ts";

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
  /** Sent with every request too, not checked against the reserved names: what the tool itself sets (tenant, organisation). */
  readonly ownHeaders?: Readonly<Record<string, string>>;
  /** PEM of certificate authorities to trust beside the system's. */
  readonly caPem?: string;
  /** The environment, for HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
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

/** A server that can be asked. Holds its credentials where `inspect` and `JSON.stringify` do not find them. */
export interface HttpClient {
  /** The base URL without a slash at the end, fit for messages: it holds no credentials. */
  readonly url: string;
  /**
   * Sends one request, once. Not repeated: only the caller knows whether that is safe.
   *
   * @throws {HttpError} if there is no answer: code `refused`, `dns`, `reset`, `tls`, `timeout`, `too-large` or `network`.
   * @throws the signal's reason if it is aborted.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Closes idle connections. */
  close(): void;
}

const reservedHeaders = new Set([
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "proxy-authorization",
  "retry-attempt",
  "transfer-encoding",
  "user-agent",
  "x-prometheus-remote-write-version",
  "x-scope-orgid",
  "x-grafana-org-id",
]);

/**
 * The one place that knows axios: every request has a timeout and a size limit, redirects are not followed (custom headers would go along),
 * and no error carries the request (axios' own errors print the Authorization header).
 *
 * @throws {UsageError} if the URL is none, is not http or https, or holds credentials, a query or a fragment; if a header is reserved or has no valid name or value.
 */
export function createHttpClient(options: HttpConnectionOptions): HttpClient {
  const base = parseBaseUrl(options.url);
  const headers = {
    ...checkHeaders(options.headers ?? {}),
    ...options.ownHeaders,
    ...authHeader(options.auth),
    "User-Agent": options.userAgent,
  };
  const agents = createAgents(base, options);
  const timeoutMs = options.timeoutMs ?? 30_000;
  const instance = axios.create({
    adapter: "http",
    proxy: false,
    maxRedirects: 0,
    responseType: "arraybuffer",
    decompress: true,
    maxContentLength: options.maxResponseBytes ?? 64 * 1024 * 1024,
    maxBodyLength: 64 * 1024 * 1024,
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    ...agents,
  });
  return {
    url: base,
    send: (request) => send(instance, base, headers, timeoutMs, request),
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

function parseBaseUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // Whatever stands before an @ may be a password, and a query may hold a key.
    const shown = text.includes("@") || text.includes("?") ? "the address" : `"${text.slice(0, 200)}"`;
    throw new UsageError(`${shown} is no URL; expected something like http://localhost:9090`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new UsageError(`${url.protocol}//${url.host}: only http and https are spoken`);
  if (url.username !== "" || url.password !== "") {
    throw new UsageError(
      `${url.protocol}//…@${url.host}: put the user name and password into their own flags or variables, not into the URL`,
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new UsageError(
      `${url.protocol}//${url.host}${url.pathname}: an address must not have a query or a fragment; leave out what begins with ? or #`,
    );
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

function checkHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new UsageError(`header name "${name}" is not valid`);
    if (reservedHeaders.has(name.toLowerCase())) throw new UsageError(`header ${name} is set by dashpreview itself; use the flag for it`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UsageError(`the value of header ${name} has characters that a header cannot carry`);
  }
  return headers;
}

function authHeader(auth: Auth = { type: "none" }): Readonly<Record<string, string>> {
  if (auth.type === "none") return {};
  const value = auth.type === "bearer" ? auth.token : `${auth.username}:${auth.password}`;
  if (/[\r\n\0]/.test(value)) throw new UsageError("a token, user name or password has a line break in it; check how it was set");
  if (auth.type === "bearer" && !/^[\x21-\x7e]+$/.test(value.trim()))
    throw new UsageError("a token is empty or has characters that no token has; check how it was set");
  return { Authorization: auth.type === "bearer" ? `Bearer ${value.trim()}` : `Basic ${Buffer.from(value).toString("base64")}` };
}

function createAgents(base: string, { caPem, env, maxSockets = 8 }: HttpConnectionOptions) {
  // Given certificates take the place of the built-in ones, so those are given too.
  const trust = caPem === undefined ? {} : { ca: [...rootCertificates, caPem] };
  const common = { keepAlive: true, maxSockets, ...trust };
  const proxy = proxyFor(new URL(base), env ?? {});
  if (proxy === undefined) return { httpAgent: new HttpAgent(common), httpsAgent: new HttpsAgent(common) };
  const httpsAgent = new HttpsProxyAgent(proxy, common);
  // What it was made with counts for the proxy alone; this is for the server behind it.
  Object.assign(httpsAgent.options, trust);
  return { httpAgent: new HttpProxyAgent(proxy, common), httpsAgent };
}

async function send(
  instance: AxiosInstance,
  base: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  request: HttpRequest,
): Promise<HttpResponse> {
  request.signal?.throwIfAborted();
  const { data, type } = encodeBody(request);
  // axios' own timeout does not cover every phase; a signal does. Not AbortSignal.timeout and .any: they live on until the time is over.
  const aborter = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    aborter.abort();
  }, request.timeoutMs ?? timeoutMs);
  const stop = () => aborter.abort();
  request.signal?.addEventListener("abort", stop, { once: true });
  try {
    const response = await instance.request<unknown>({
      method: request.method as Method,
      url: base + request.path + encodeQuery(request.query),
      headers: { ...(type === undefined ? {} : { "Content-Type": type }), ...headers, ...request.headers },
      data,
      signal: aborter.signal,
    });
    return toResponse(response.status, response.headers as Record<string, unknown>, response.data);
  } catch (error) {
    request.signal?.throwIfAborted();
    const name = `${request.method} ${base}${request.path}`;
    if (timedOut) throw new HttpError(`${name}: no answer within ${(request.timeoutMs ?? timeoutMs) / 1000} s`, { code: "timeout" });
    throw describeFailure(name, error);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", stop);
  }
}

function encodeBody({ body, json, form }: HttpRequest): { data?: unknown; type?: string } {
  if (json !== undefined) return { data: JSON.stringify(json), type: "application/json" };
  if (form !== undefined) return { data: encodeParameters(form), type: "application/x-www-form-urlencoded" };
  if (body === undefined) return {};
  return { data: typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
}

function encodeQuery(query: HttpRequest["query"] = {}): string {
  const text = encodeParameters(query);
  return text === "" ? "" : `?${text}`;
}

function encodeParameters(parameters: NonNullable<HttpRequest["query"]>): string {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) encoded.append(name, one);
  }
  return encoded.toString();
}

function toResponse(status: number, rawHeaders: Record<string, unknown>, data: unknown): HttpResponse {
  const body = data instanceof Uint8Array ? data : new Uint8Array();
  const headers = Object.fromEntries(Object.entries(rawHeaders).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const text = () => Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  return {
    status,
    headers,
    body,
    text,
    json() {
      try {
        return JSON.parse(text()) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}

/** Says what happened without handing on axios' error: it holds the whole request. */
function describeFailure(name: string, error: unknown): unknown {
  if (!(error instanceof AxiosError)) return error;
  const code = error.code ?? "";
  if (code === "ECONNREFUSED")
    return new HttpError(`${name}: connection refused; is the server running at this address?`, { code: "refused" });
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return new HttpError(`${name}: the host name could not be resolved`, { code: "dns" });
  if (code === "ECONNRESET" || code === "EPIPE" || /socket hang up|aborted/.test(error.message)) {
    return new HttpError(`${name}: the connection was closed before the answer came`, { code: "reset" });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return new HttpError(`${name}: TLS failed (${code}); for a private certificate authority pass --ca-file`, { code: "tls" });
  }
  if (/maxContentLength|maxBodyLength/.test(error.message)) return new HttpError(`${name}: the answer is too large`, { code: "too-large" });
  return new HttpError(`${name}: no answer (${code || "network failure"})`, { code: "network" });
}
