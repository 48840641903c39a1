import type { HttpError } from "../errors.ts";
import type { HttpResponse } from "./request.ts";
import type { Repeat } from "./retry.ts";

/**
 * How far a read-only request may be retried after this status. 408, 425, 429, 502, 503, 504, 529 and Cloudflare's 520
 * to 524 come from proxies and servers that start, stop or are overloaded; the request itself may cause any other 5xx.
 */
export function repeatForStatus(status: number): Repeat {
  if ([408, 425, 429, 502, 503, 504, 529].includes(status) || (status >= 520 && status <= 524)) return "outage";
  return status >= 500 ? "fault" : "final";
}

/**
 * How far a read-only request without an answer may be retried. A request that timed out may time out again, and a
 * certificate does not become trusted.
 */
export function repeatForError({ code }: HttpError): Repeat {
  if (code === "tls" || code === "too-large") return "final";
  return code === "timeout" ? "fault" : "outage";
}

/**
 * Whether a request without an answer certainly did not reach the server. Then even a change may be sent again.
 */
export function neverArrived({ code }: HttpError): boolean {
  return code === "refused" || code === "dns";
}

/**
 * Whether the body of a 2xx is truncated: it is empty, or JSON that does not end. An HTML page is not truncated; it
 * comes from another program.
 */
export function isCutOff({ status, text, json }: HttpResponse): boolean {
  if (status < 200 || status > 299 || status === 204 || status === 205 || json() !== undefined) return false;
  return /^\s*(?:[[{]|$)/.test(text().slice(0, 1000));
}

/** The one with fewer retries. */
export function atMost(one: Repeat, other: Repeat): Repeat {
  return (["final", "fault", "outage"] as const).find((repeat) => repeat === one || repeat === other)!;
}
