import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { UsageError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { headerSecrets, tenantSecret } from "../secrets/header-secrets.ts";
import { createRedactor, type Redactor } from "../secrets/redactor.ts";
import { secretOf } from "../secrets/secret.ts";
import { mayBeShown } from "../secrets/url-secrets.ts";
import { createExchange } from "./exchange.ts";
import { authHeader, checkHeaders } from "./headers.ts";
import { proxyFor } from "./proxy.ts";
import type { HttpConnectionOptions, HttpRequest, HttpResponse } from "./request.ts";
import { secureContextFor } from "./trust.ts";

/** A client for one server. `inspect` and `JSON.stringify` do not show its credentials. */
export interface HttpClient {
  /** The base URL without trailing slash and without credentials, for messages. */
  readonly url: string;
  /**
   * Sends one request, once. It does not retry, because only the caller knows whether that is safe.
   *
   * @throws {HttpError} if there is no answer: code `refused`, `dns`, `reset`, `tls`, `timeout`, `too-large` or
   *   `network`.
   * @throws the signal's reason if it is aborted.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Removes this connection's secrets from a server's text. Call it before truncating the text, because half a secret
   * is hard to recognise.
   */
  redact(text: string): string;
  /** Closes idle connections. */
  close(): void;
}

/**
 * Creates a client. Sends nothing yet.
 *
 * @throws {UsageError} if the URL is invalid, is not http or https, or has credentials, a query or a fragment; if a
 *   header is reserved or has an invalid name or value.
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
    throw new UsageError(
      `${shownAddress(text)} is not a valid URL; it begins with http:// or https://, as http://localhost:9090 does`,
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new UsageError(`${shownAddress(text)} must begin with http:// or https://, such as http://localhost:9090`);
  if (url.username !== "" || url.password !== "") {
    throw new UsageError(
      `${url.protocol}//…@${url.host}: the URL must not contain a user name or password; use their own flags ` +
        "or variables",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new UsageError(
      `${url.protocol}//${url.host}${url.pathname}: the URL must not have a query or fragment; remove the ` +
        "part from ? or # on",
    );
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

/**
 * The address for an error message. A text that does not look like an address is not shown, because it may be a token
 * in the wrong place, or contain a password.
 */
function shownAddress(text: string): string {
  return mayBeShown(text) ? `"${text}"` : "the address";
}

function ownRedactor({ auth, headers = {}, ownHeaders = {}, clientCertificate }: HttpConnectionOptions): Redactor {
  const values = Object.entries(headers).flatMap(([name, value]) => headerSecrets(name, value));
  const own = Object.entries(ownHeaders).flatMap(([name, value]) =>
    /^(?:accept|x-github-api)/i.test(name) ? [] : [tenantSecret(value)],
  );
  const pairs = auth?.type === "basic" ? [{ user: auth.username, password: auth.password }] : [];
  const known = auth?.type === "bearer" ? [auth.token] : auth?.type === "basic" ? [auth.password] : [];
  const passphrases = clientCertificate?.passphrase === undefined ? [] : [secretOf(clientCertificate.passphrase)];
  return createRedactor({
    secrets: [...passphrases, ...known.map((text) => secretOf(text.trim())), ...values, ...own],
    pairs,
  });
}

function createAgents(base: string, { caPem, clientCertificate, env, maxSockets = 8 }: HttpConnectionOptions) {
  const common = { keepAlive: true, maxSockets };
  const own = defined({ secureContext: secureContextFor(defined({ caPem, clientCertificate, env })) });
  const proxy = proxyFor(new URL(base), env ?? {});
  if (proxy === undefined)
    return { httpAgent: new HttpAgent(common), httpsAgent: new HttpsAgent({ ...common, ...own }) };
  // An https proxy may have a certificate of the same authority; the client certificate is not for it.
  const toProxy = { ...common, ...defined({ secureContext: secureContextFor(defined({ caPem, env })) }) };
  const httpsAgent = new HttpsProxyAgent(proxy, toProxy);
  // The agent's own options apply to the proxy; these apply to the server behind it.
  Object.assign(httpsAgent.options, own);
  return { httpAgent: new HttpProxyAgent(proxy, toProxy), httpsAgent };
}
