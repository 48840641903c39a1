import type { HttpResponse } from "../../http/request.ts";
import { retryAfterMs } from "../../http/retry.ts";
import { formatDuration } from "../../text/duration.ts";

/** A host that wants fewer requests. */
export interface RateLimit {
  /** `quota`: the token's requests for the hour are used up; `burst`: too many in a short time. */
  readonly kind: "quota" | "burst";
  /** Milliseconds until requests are taken again; undefined if the host does not say. */
  readonly waitMs: number | undefined;
}

/** GitHub asks for at least a minute after its secondary limit, whose answer may come without Retry-After. */
const secondaryWaitMs = 60_000;

/**
 * The limit that an answer reports; undefined if it is another refusal. GitHub reports both of its limits by 403 too.
 * Times are counted from the answer's own `Date`, whatever this machine's clock says.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 * @see https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers
 */
export function rateLimitOf(response: HttpResponse): RateLimit | undefined {
  const { status, headers } = response;
  if (status !== 403 && status !== 429) return undefined;
  const dateMs = Date.parse(headers["date"] ?? "");
  const after = retryAfterMs(headers["retry-after"], Number.isNaN(dateMs) ? 0 : dateMs);
  if ((headers["x-ratelimit-remaining"] ?? headers["ratelimit-remaining"]) === "0") {
    const reset = Number(headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"] ?? Number.NaN) * 1000;
    const untilReset = Number.isNaN(reset) || Number.isNaN(dateMs) ? undefined : Math.max(0, reset - dateMs);
    return { kind: "quota", waitMs: after ?? untilReset };
  }
  if (/secondary rate limit|abuse detection/i.test(response.text().slice(0, 4000)))
    return { kind: "burst", waitMs: after ?? secondaryWaitMs };
  return status === 429 || after !== undefined ? { kind: "burst", waitMs: after } : undefined;
}

/** Advice that goes on a sentence. */
export function limitAdvice({ kind, waitMs }: RateLimit): string {
  const when =
    waitMs === undefined ? "try again later" : `try again in ${formatDuration(Math.ceil(waitMs / 1000) * 1000)}`;
  return kind === "quota"
    ? `the request quota of this token is used up: ${when}, or use a token of its own`
    : `too many requests in a short time: ${when}`;
}
