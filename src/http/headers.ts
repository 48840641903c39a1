import { Buffer } from "node:buffer";
import { UsageError } from "../errors.ts";
import type { Auth } from "./request.ts";

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
 * Checks headers that the user sets.
 *
 * @throws {UsageError} if a name is reserved or invalid, or a value has characters that a header cannot carry.
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new UsageError(`header name "${name}" is not valid`);
    if (reservedHeaders.has(name.toLowerCase()))
      throw new UsageError(`header ${name} is set by dashpreview itself; use the flag for it`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UsageError(`the value of header ${name} has characters that a header cannot carry`);
  }
  return headers;
}

/**
 * The Authorization header; empty without credentials.
 *
 * @throws {UsageError} if the credentials cannot be sent in a header.
 */
export function authHeader(auth: Auth = { type: "none" }): Readonly<Record<string, string>> {
  if (auth.type === "none") return {};
  const value = auth.type === "bearer" ? auth.token : `${auth.username}:${auth.password}`;
  if (/[\r\n\0]/.test(value))
    throw new UsageError("a token, user name or password has a line break in it; check how it was set");
  if (auth.type === "bearer" && !/^[\x21-\x7e]+$/.test(value.trim()))
    throw new UsageError("a token is empty or has characters that no token has; check how it was set");
  return {
    Authorization: auth.type === "bearer" ? `Bearer ${value.trim()}` : `Basic ${Buffer.from(value).toString("base64")}`,
  };
}
