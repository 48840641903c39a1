import type { HttpClient } from "../http/client.ts";
import type { HttpRequest, HttpResponse } from "../http/request.ts";

const mostHops = 3;

/**
 * Sends a request, and again where a 307 or 308 points within the same scheme, host and port: credentials go nowhere
 * else, so any other redirect is an answer.
 *
 * @param client - of an address without a path: those of requests are whole.
 * @throws {HttpError} as `HttpClient.send` does.
 */
export async function followRedirects(client: HttpClient, request: HttpRequest): Promise<HttpResponse> {
  const { origin } = new URL(client.url);
  let next = request;
  for (let hop = 0; ; hop++) {
    const response = await client.send(next);
    const target = redirectTarget(response, client.url + next.path);
    const follows = (response.status === 307 || response.status === 308) && target?.origin === origin;
    if (!follows || hop >= mostHops) return response;
    const { query, ...rest } = next;
    const path = target.pathname;
    next =
      target.search === "" && query !== undefined ? { ...rest, query, path } : { ...rest, path: path + target.search };
  }
}

/** `it redirects to https://…`, without query and credentials; empty for any other answer. */
export function redirectText({ status, headers }: Pick<HttpResponse, "status" | "headers">, asked: string): string {
  const target = redirectTarget({ status, headers }, asked);
  return target === undefined ? "" : `it redirects to ${target.origin}${target.pathname.slice(0, 200)}`;
}

function redirectTarget({ status, headers }: Pick<HttpResponse, "status" | "headers">, asked: string): URL | undefined {
  const location = headers["location"];
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, asked)) return undefined;
  const target = new URL(location, asked);
  return target.protocol === "http:" || target.protocol === "https:" ? target : undefined;
}
