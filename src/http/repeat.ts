import type { HttpError } from "../errors.ts";
import type { HttpResponse } from "./request.ts";
import type { Repeat } from "./retry.ts";

/**
 * Whether a question that got this status may be asked again: proxies and servers that start, stop or have too much to
 * do say 408, 425, 429, 502, 503, 504, 529 and Cloudflare's 520 to 524; any other 5xx may be the question's own fault.
 */
export function repeatForStatus(status: number): Repeat {
  if ([408, 425, 429, 502, 503, 504, 529].includes(status) || (status >= 520 && status <= 524)) return "outage";
  return status >= 500 ? "fault" : "final";
}

/**
 * Whether a question that got no answer may be asked again. A server that lets a question wait may do so every time; a
 * certificate does not become trusted.
 */
export function repeatForError({ code }: HttpError): Repeat {
  if (code === "tls" || code === "too-large") return "final";
  return code === "timeout" ? "fault" : "outage";
}

/**
 * Whether a change that got no answer was surely not done: nobody was there to take it. Then it may be sent again
 * whatever it is.
 */
export function neverArrived({ code }: HttpError): boolean {
  return code === "refused" || code === "dns";
}

/**
 * Whether a 2xx was cut off on its way: nothing at all, or JSON that begins and does not end. A page of HTML is an
 * answer of something else.
 */
export function isCutOff({ status, text, json }: HttpResponse): boolean {
  if (status < 200 || status > 299 || status === 204 || status === 205 || json() !== undefined) return false;
  return /^\s*(?:[[{]|$)/.test(text().slice(0, 1000));
}

/** The more cautious of two. */
export function atMost(one: Repeat, other: Repeat): Repeat {
  return (["final", "fault", "outage"] as const).find((repeat) => repeat === one || repeat === other)!;
}
