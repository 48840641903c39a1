import { Buffer } from "node:buffer";
import type { Agent as HttpAgent } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import axios, { AxiosError, AxiosHeaders, type AxiosRequestConfig, type InternalAxiosRequestConfig } from "axios";
import { HttpError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { encodeBody, encodeQuery } from "./encode-request.ts";
import type { HttpRequest, HttpResponse } from "./request.ts";
import { DecompressionError, unpack } from "./unpack.ts";

/** Options shared by every request of a client. */
export interface ExchangeOptions {
  /** The base URL without trailing slash. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Default timeout of a request in milliseconds. */
  readonly timeoutMs: number;
  /** Size limit of an answer in bytes. */
  readonly maxResponseBytes: number;
  readonly agents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };
}

/**
 * The only code that uses axios. Every request has a timeout and a size limit, redirects are not followed (custom
 * headers would go along), and errors do not contain the request (axios' own errors print the Authorization header).
 *
 * @returns a function that sends one request, once; it throws like `HttpClient.send`.
 */
export function createExchange({
  agents,
  maxResponseBytes,
  ...common
}: ExchangeOptions): (request: HttpRequest) => Promise<HttpResponse> {
  const settings = axios.mergeConfig(axios.defaults as AxiosRequestConfig, {
    proxy: false,
    maxRedirects: 0,
    responseType: "arraybuffer",
    // axios' own decompression accepts a truncated answer as complete.
    decompress: false,
    maxContentLength: maxResponseBytes,
    maxBodyLength: 64 * 1024 * 1024,
    validateStatus: () => true,
    ...agents,
  });
  const encodings = isNear(common.base) ? "identity" : "gzip, deflate, br";
  return (request) => send(settings, { ...common, maxResponseBytes, encodings }, request);
}

/**
 * Whether a server is on this machine, or in a network where names have no dots, as containers have them: there,
 * compressing an answer takes both sides longer than sending it.
 */
function isNear(base: string): boolean {
  const { hostname } = new URL(base);
  return hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname) || !/[.:]/.test(hostname);
}

/**
 * axios' adapter without an instance around it: merging, transforming and intercepting took a third of a request's CPU
 * time, and nothing here needs them.
 */
const exchange = axios.getAdapter("http");

async function send(
  settings: AxiosRequestConfig,
  { base, headers, timeoutMs, maxResponseBytes, encodings }: Omit<ExchangeOptions, "agents"> & { encodings: string },
  request: HttpRequest,
): Promise<HttpResponse> {
  request.signal?.throwIfAborted();
  const { data, type } = encodeBody(request);
  // axios' own timeout does not cover every phase; a signal does. AbortSignal.timeout and .any would stay in memory
  // until the time is up.
  const aborter = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    aborter.abort();
  }, request.timeoutMs ?? timeoutMs);
  const stop = () => aborter.abort();
  request.signal?.addEventListener("abort", stop, { once: true });
  try {
    const response = await exchange({
      ...settings,
      method: request.method,
      url: base + request.path + encodeQuery(request.query),
      headers: new AxiosHeaders({
        Accept: "application/json, */*",
        "Accept-Encoding": encodings,
        ...defined({ "Content-Type": type }),
        ...headers,
        ...request.headers,
      }),
      data,
      signal: aborter.signal,
    } as InternalAxiosRequestConfig);
    const encoding = String((response.headers as Record<string, unknown>)["content-encoding"] ?? "");
    return toResponse(
      response.status,
      response.headers as Record<string, unknown>,
      await unpack(response.data, encoding, maxResponseBytes),
    );
  } catch (error) {
    request.signal?.throwIfAborted();
    const name = `${request.method} ${base}${request.path}`;
    if (timedOut)
      throw new HttpError(`${name}: no answer within ${Math.round((request.timeoutMs ?? timeoutMs) / 100) / 10} s`, {
        code: "timeout",
      });
    throw describeFailure(name, error);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", stop);
  }
}

function toResponse(status: number, rawHeaders: Record<string, unknown>, data: unknown): HttpResponse {
  const body = data instanceof Uint8Array ? data : new Uint8Array();
  const headers = Object.fromEntries(
    Object.entries(rawHeaders).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
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

/** Describes the failure without axios' error, which contains the whole request. */
function describeFailure(name: string, error: unknown): unknown {
  if (error instanceof DecompressionError) return new HttpError(`${name}: ${error.message}`, { code: error.code });
  if (!(error instanceof AxiosError)) return error;
  const code = error.code ?? "";
  if (code === "ECONNREFUSED")
    return new HttpError(`${name}: connection refused; is the server running at this address?`, { code: "refused" });
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new HttpError(`${name}: the host name could not be resolved`, { code: "dns" });
  if (code === "ECONNRESET" || code === "EPIPE" || /socket hang up|aborted/.test(error.message)) {
    return new HttpError(`${name}: the connection was closed before the answer came`, { code: "reset" });
  }
  if (code === "EPROTO" && /wrong version number|packet length too long|http request/i.test(error.message))
    return new HttpError(`${name}: TLS failed; ${tlsAdvice("WRONG_VERSION_NUMBER")}`, { code: "tls" });
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code))
    return new HttpError(`${name}: TLS failed (${code}); ${tlsAdvice(code)}`, { code: "tls" });
  if (/maxContentLength|maxBodyLength/.test(error.message))
    return new HttpError(`${name}: the answer is too large`, { code: "too-large" });
  return new HttpError(`${name}: no answer (${code || "network failure"})`, { code: "network" });
}

/** Advice about a failed handshake, by its cause. */
function tlsAdvice(code: string): string {
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN/.test(code))
    return "the server wants a client certificate, or another one: pass --client-cert and --client-key";
  if (code === "CERT_HAS_EXPIRED") return "the server's certificate has expired";
  if (code === "CERT_NOT_YET_VALID") return "the server's certificate is not valid yet: is this machine's clock right?";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "the server's certificate is for another name";
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/.test(code))
    return "does this port speak https? if not, begin the address with http://";
  return "for a private certificate authority pass --ca-file";
}
