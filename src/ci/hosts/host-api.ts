import { CiError, HttpError } from "../../errors.ts";
import type { HttpClient } from "../../http/client.ts";
import { isCutOff, neverArrived, repeatForError, repeatForStatus } from "../../http/repeat.ts";
import type { HttpRequest, HttpResponse } from "../../http/request.ts";
import {
  attemptMs,
  describeEffort,
  Retrier,
  type RetryEffort,
  type RetryPolicy,
  retryAfterMs,
} from "../../http/retry.ts";
import { isWebPage } from "../../http/server-words.ts";
import { explainRefusal, type Refusal } from "./explain-refusal.ts";
import { rateLimitOf } from "./rate-limit.ts";

/** A request and what it is for. */
export interface ApiRequest extends Pick<HttpRequest, "method" | "path" | "query" | "json" | "body" | "headers"> {
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
  /** All pages of a list. @throws {CiError} `too-many` beyond 200 pages. */
  pages(request: ApiRequest): Promise<readonly unknown[]>;
  close(): void;
}

/** Options of {@link createHostApi}. */
export interface HostApiOptions {
  readonly client: HttpClient;
  /** For messages: `GitHub`. */
  readonly name: string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** How long what may be repeated is tried again. Default: four attempts, and waits of 20 s at most. */
  readonly retry?: RetryPolicy | undefined;
  /** How many entries a page has, and the name of the query parameter for it. Default: `per_page` of 100. */
  readonly paging?: { readonly sizeParameter: string; readonly size: number };
  /** Whether an answer says that there is another page. */
  readonly hasNext: (response: HttpResponse, items: number) => boolean;
  /** Advice about a refusal: which permission is missing. */
  readonly advice: string;
  /** Better advice, from this host's own headers and words. */
  readonly ownAdvice?: Refusal["ownAdvice"];
}

/** Milliseconds that the first attempt may take. */
const firstAttemptMs = 20_000;
const defaultPaging = { sizeParameter: "per_page", size: 100 };
const maxPages = 200;

/** Makes a {@link HostApi}. */
export function createHostApi(options: HostApiOptions): HostApi {
  const retrier = new Retrier(options.retry ?? { ...withoutDeadline, sleep: options.sleep });
  const send = (request: ApiRequest) => sendRepeatedly(options, retrier, request);
  return {
    send,
    async pages(request) {
      const items: unknown[] = [];
      const { sizeParameter, size } = options.paging ?? defaultPaging;
      for (let page = 1; page <= maxPages; page++) {
        const response = await send({ ...request, query: { ...request.query, [sizeParameter]: size, page } });
        const list = response.json();
        if (!Array.isArray(list))
          throw new CiError(`${options.name}: ${request.doing}: the answer is no list`, { code: "odd-answer" });
        items.push(...(list as unknown[]));
        if (list.length === 0 || !options.hasNext(response, list.length)) return items;
      }
      throw new CiError(`${options.name}: ${request.doing}: more than ${maxPages * size} entries`, {
        code: "too-many",
      });
    },
    close: () => options.client.close(),
  };
}

/** Longer than this nobody waits for a host who brings no deadline: the next run does it. */
const withoutDeadline = { retryMs: 20_000, attempts: 4, now: () => 0, random: () => 1 };

function sendRepeatedly(options: HostApiOptions, retrier: Retrier, request: ApiRequest): Promise<HttpResponse> {
  const { client, signal, name, retry } = options;
  const repeatable = request.repeatable ?? request.method !== "POST";
  return retrier.run<HttpResponse>(
    async (attempt) => {
      try {
        const response = await client.send({ ...request, signal, timeoutMs: attemptMs(firstAttemptMs, attempt) });
        const { status, headers } = response;
        const accepted = (status >= 200 && status < 300) || request.accept?.includes(status) === true;
        // Whatever its status says, a login page or an ingress knows nothing about a review.
        const wanted = accepted && !isWebPage(response);
        const cutOff = wanted && request.method === "GET" && isCutOff(response);
        if (wanted && !cutOff) return { done: true, value: response };
        const limit = rateLimitOf(response);
        const repeat = limit ? "outage" : cutOff ? "fault" : repeatable ? repeatForStatus(status) : "final";
        const giveUp = () => {
          if (cutOff) return response;
          const { advice, ownAdvice } = options;
          throw explainRefusal({ name, doing: request.doing, response, redact: client.redact, advice, ownAdvice });
        };
        const waitMs = limit?.waitMs ?? retryAfterMs(headers["retry-after"], retry?.now() ?? 0);
        return { done: false, repeat, answered: true, reason: String(status), waitMs, giveUp };
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const giveUp = (spent: RetryEffort) => {
          throw new CiError(`${name}: ${request.doing}: ${error.message}${describeEffort(spent)}`, {
            code: error.code,
          });
        };
        // A refused connection took nothing in: then even a POST may be sent again.
        const repeat = repeatable ? repeatForError(error) : neverArrived(error) ? "outage" : "final";
        return { done: false, repeat, answered: false, reason: error.message, giveUp };
      }
    },
    { signal },
  );
}
