import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { rootCertificates } from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { UsageError } from "../errors.ts";
import { headerSecrets, tenantSecret } from "../secrets/header-secrets.ts";
import { createRedactor, type Redactor } from "../secrets/redactor.ts";
import { secretOf } from "../secrets/secret.ts";
import { mayBeShown } from "../secrets/url-secrets.ts";
import { createExchange } from "./exchange.ts";
import { authHeader, checkHeaders } from "./headers.ts";
import { proxyFor } from "./proxy.ts";
import type { HttpConnectionOptions, HttpRequest, HttpResponse } from "./request.ts";

/** A server that can be asked. Holds its credentials where `inspect` and `JSON.stringify` do not find them. */
export interface HttpClient {
  /** The base URL without a slash at the end, fit for messages: it holds no credentials. */
  readonly url: string;
  /**
   * Sends one request, once. Not repeated: only the caller knows whether that is safe.
   *
   * @throws {HttpError} if there is no answer: code `refused`, `dns`, `reset`, `tls`, `timeout`, `too-large` or
   *   `network`.
   * @throws the signal's reason if it is aborted.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Takes this connection's own secrets out of what a server said: before it is cut, since a half of a secret is hard
   * to know again.
   */
  redact(text: string): string;
  /** Closes idle connections. */
  close(): void;
}

/**
 * A client for one server. Sends nothing yet.
 *
 * @throws {UsageError} if the URL is none, is not http or https, or holds credentials, a query or a fragment; if a
 *   header is reserved or has no valid name or value.
 */
export function createHttpClient(options: HttpConnectionOptions): HttpClient {
  const base = parseBaseUrl(options.url);
  const headers = {
    ...checkHeaders(options.headers ?? {}),
    ...options.ownHeaders,
    ...authHeader(options.auth),
    "User-Agent": options.userAgent ?? "dashpreview",
  };
  const agents = createAgents(base, options);
  const { timeoutMs = 30_000, maxResponseBytes = 64 * 1024 * 1024 } = options;
  return {
    url: base,
    send: createExchange({ base, headers, timeoutMs, maxResponseBytes, agents }),
    redact: ownRedactor(options).text,
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
    throw new UsageError(`${shownAddress(text)} is not a valid URL; expected something like http://localhost:9090`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new UsageError(
      `${shownAddress(text)}: only http and https are supported; expected something like http://localhost:9090`,
    );
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

/**
 * A host without a scheme is repeated; what is none may be a token that was given in the wrong place, or hold a
 * password.
 */
function shownAddress(text: string): string {
  return mayBeShown(text) ? `"${text}"` : "the address";
}

function ownRedactor({ auth, headers = {}, ownHeaders = {} }: HttpConnectionOptions): Redactor {
  const values = Object.entries(headers).flatMap(([name, value]) => headerSecrets(name, value));
  const own = Object.entries(ownHeaders).flatMap(([name, value]) =>
    /^(?:accept|x-github-api)/i.test(name) ? [] : [tenantSecret(value)],
  );
  const pairs = auth?.type === "basic" ? [{ user: auth.username, password: auth.password }] : [];
  const known = auth?.type === "bearer" ? [auth.token] : auth?.type === "basic" ? [auth.password] : [];
  return createRedactor({ secrets: [...known.map((text) => secretOf(text.trim())), ...values, ...own], pairs });
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
