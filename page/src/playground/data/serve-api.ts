import type { SpecAnswer } from "../../../../src/report/playground/playground-data.ts";
import { NoAnswer } from "./ask.ts";

/** The part of `dashpreview serve` that the playground uses, below the page's address. */
export const playgroundPath = "api/v1/playground/";

/** The headers of a request to it. */
export const serveHeaders = (token: string): Readonly<Record<string, string>> => ({
  "Content-Type": "application/json",
  Authorization: `Bearer ${token}`,
});

/** The token was not taken. */
export class NoToken extends Error {}

/**
 * Sends a spec: `check` gives its faults only, `spec` writes its history too.
 *
 * @throws {NoAnswer | NoToken}
 */
export async function sendSpec(path: "check" | "spec", text: string, token: string): Promise<SpecAnswer> {
  let response: Response;
  try {
    const body = JSON.stringify({ text });
    const signal = AbortSignal.timeout(60_000);
    response = await fetch(playgroundPath + path, {
      ...{ method: "POST", headers: serveHeaders(token), body, signal },
      ...{ redirect: "error", credentials: "omit" },
    });
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  if (response.status === 401) throw new NoToken();
  const answer = (await response.json().catch(() => ({}))) as SpecAnswer | { readonly detail?: unknown };
  if ("ok" in answer) return answer;
  const message = String(answer.detail ?? `The server answered ${response.status}.`);
  return { ok: false, problems: [{ message }] };
}

/**
 * The text of the spec that is served.
 *
 * @throws {NoAnswer | NoToken}
 */
export async function servedSpec(token: string): Promise<string> {
  const headers = { Accept: "application/yaml", ...(token === "" ? {} : { Authorization: `Bearer ${token}` }) };
  const options = { headers, redirect: "error", credentials: "omit", signal: AbortSignal.timeout(30_000) } as const;
  const response = await fetch("api/v1/spec", options).catch((error: unknown) => {
    throw new NoAnswer(String(error));
  });
  if (response.status === 401) throw new NoToken();
  if (!response.ok) throw new NoAnswer(`it answered ${response.status}`);
  return response.text();
}

/** The token in the page's address, behind `#token=`; the server prints an address with it. Empty without one. */
export function tokenInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
}
