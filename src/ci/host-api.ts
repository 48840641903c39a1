import { CiError, HttpError } from "../errors.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../http/client.ts";

/** A request and what it is for. */
export interface ApiRequest extends Pick<HttpRequest, "method" | "path" | "query" | "json" | "headers"> {
  /** For messages: `listing the comments of #12`. */
  readonly doing: string;
  /** Statuses that are an answer too; others that are not 2xx are errors. */
  readonly accept?: readonly number[];
  /** Whether it may be sent again after a failure without a clear answer. Default: all but POST. */
  readonly repeatable?: boolean;
}

/** An HTTP API of a review's host: bounded retries, errors in its own words. */
export interface HostApi {
  send(request: ApiRequest): Promise<HttpResponse>;
  /** All pages of a list of 100 each. @throws {CiError} `too-many` beyond 200 pages. */
  pages(request: ApiRequest): Promise<readonly unknown[]>;
  close(): void;
}

/** What {@link createHostApi} needs. */
export interface HostApiOptions {
  readonly client: HttpClient;
  readonly name: "GitHub" | "GitLab";
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Whether an answer says that there is another page. */
  readonly hasNext: (response: HttpResponse, items: number) => boolean;
  /** What to do about a refusal: which right is missing. */
  readonly advice: string;
}

const attempts = 4;
const pageSize = 100;
const maxPages = 200;
/** Longer than this nobody waits for a host: the next run does it. */
const maxWaitMs = 20_000;

/** Makes a {@link HostApi}. */
export function createHostApi(options: HostApiOptions): HostApi {
  const send = (request: ApiRequest) => sendRepeatedly(options, request);
  return {
    send,
    async pages(request) {
      const items: unknown[] = [];
      for (let page = 1; page <= maxPages; page++) {
        const response = await send({ ...request, query: { ...request.query, per_page: pageSize, page } });
        const list = response.json();
        if (!Array.isArray(list)) throw new CiError(`${options.name}: ${request.doing}: the answer is no list`, { code: "odd-answer" });
        items.push(...(list as unknown[]));
        if (list.length === 0 || !options.hasNext(response, list.length)) return items;
      }
      throw new CiError(`${options.name}: ${request.doing}: more than ${maxPages * pageSize} entries`, { code: "too-many" });
    },
    close: () => options.client.close(),
  };
}

async function sendRepeatedly(options: HostApiOptions, request: ApiRequest): Promise<HttpResponse> {
  const { client, signal, sleep, name } = options;
  const repeatable = request.repeatable ?? request.method !== "POST";
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= attempts;
    const response = await client.send({ ...request, signal }).catch((error: unknown) => {
      if (error instanceof HttpError) return error;
      throw error;
    });
    if (response instanceof HttpError) {
      // A refused connection took nothing in: then even a POST may be sent again.
      if (last || !(repeatable || response.code === "refused")) {
        throw new CiError(`${name}: ${request.doing}: ${response.message}`, { code: response.code });
      }
      await sleep(500 * 2 ** attempt, signal);
      continue;
    }
    const { status } = response;
    if ((status >= 200 && status < 300) || request.accept?.includes(status) === true) return response;
    const waitMs = retryAfterMs(response) ?? 500 * 2 ** attempt;
    const passing = isRateLimit(response) || (repeatable && status >= 500);
    if (last || !passing || waitMs > maxWaitMs) throw refused(options, request, response);
    await sleep(waitMs, signal);
  }
}

/** GitHub's secondary limit answers 403 too, and says when to come back. */
function isRateLimit({ status, headers }: HttpResponse): boolean {
  return status === 429 || (status === 403 && (headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0"));
}

function retryAfterMs({ headers }: HttpResponse): number | undefined {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function refused({ name, advice }: HostApiOptions, { doing }: ApiRequest, { status }: HttpResponse): CiError {
  const code =
    status === 401 || status === 403
      ? "forbidden"
      : status === 404
        ? "not-found"
        : status >= 500 || status === 429
          ? "unavailable"
          : "refused";
  const why = {
    forbidden: advice,
    "not-found": `it is not there, or ${advice}`,
    unavailable: "try again later",
    refused: "it was not accepted",
  }[code];
  return new CiError(`${name}: ${doing}: HTTP ${status}; ${why}`, { code, status });
}
