import type { HostAnswer, HostRequest } from "./host-double.ts";
import type { OpenApi, Operation } from "./openapi.ts";

export type Json = Record<string, unknown>;

/** A request that a host's description knows. */
export interface DescribedCall {
  readonly operation: Operation;
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
  readonly accept: string;
  /** An answer; what the description does not allow of it is a violation. */
  reply(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): HostAnswer;
  /** A page of a list, with a link to the next one. */
  paged(items: readonly unknown[]): HostAnswer;
}

/** What {@link describedHost} needs. */
export interface DescribedHostSetup {
  readonly api: OpenApi;
  /** Path of the API on the server. */
  readonly prefix: string;
  /** The query parameter for a page's size, and what it is without one and at most. */
  readonly paging: { readonly sizeParameter: string; readonly size: number; readonly maxSize: number };
  violate(violation: string): void;
  answer(call: DescribedCall): HostAnswer;
}

/** The part that all doubles share whose host publishes a description: requests and answers are checked against it. */
export function describedHost({
  api,
  prefix,
  paging,
  violate,
  answer,
}: DescribedHostSetup): (request: HostRequest) => HostAnswer {
  return ({ method, url, body, type, accept }) => {
    const operation = url.pathname.startsWith(`${prefix}/`)
      ? api.find(method, url.pathname.slice(prefix.length))
      : undefined;
    if (operation === undefined) {
      violate(`${method} ${url.pathname}: no such operation`);
      return { status: 404, body: { message: "Not Found" } };
    }
    for (const wrong of operation.checkRequest(url.searchParams, body, type)) violate(`${operation.id}: ${wrong}`);
    const reply: DescribedCall["reply"] = (status, value, headers = {}) => {
      for (const wrong of operation.checkAnswer(status, value)) violate(`${operation.id}: ${wrong}`);
      return { status, body: value, headers };
    };
    const paged: DescribedCall["paged"] = (items) => {
      const size = Math.min(paging.maxSize, Number(url.searchParams.get(paging.sizeParameter) ?? paging.size));
      const page = Number(url.searchParams.get("page") ?? 1);
      const next = new URL(url);
      next.searchParams.set("page", String(page + 1));
      const link: Record<string, string> =
        page * size < items.length ? { Link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } : {};
      return reply(200, items.slice((page - 1) * size, page * size), link);
    };
    return answer({ operation, query: url.searchParams, body: body as Json | undefined, accept, reply, paged });
  };
}
