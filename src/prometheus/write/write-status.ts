import { retryAfterMs } from "../../http/retry.ts";
import { redirectText } from "../follow-redirects.ts";
import { errorIdIn } from "./limits.ts";
import { isTooOld } from "./too-old.ts";

/** The meaning of an answer to a remote write for the sender. */
export type WriteVerdict =
  | { readonly state: "stored" }
  /** Retry later; `waitMs` comes from Retry-After. */
  | { readonly state: "later"; readonly waitMs: number | undefined; readonly reason: string }
  /**
   * Probably stored already: the text names a duplicate or an out-of-order sample. A refusal, unless an earlier answer
   * was lost.
   */
  | { readonly state: "repeated"; readonly reason: string }
  /** Refused for good, with the server's reason. */
  | { readonly state: "refused"; readonly reason: string };

/**
 * The samples that a receiver says it has written, floats and histograms; undefined if it does not say so, as one does
 * that knows version 1 only.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#required-written-response-headers
 */
export function writtenCount({ headers }: Pick<WriteAnswer, "headers">): number | undefined {
  const [samples, histograms] = ["samples", "histograms"].map(
    (what) => headers[`x-prometheus-remote-write-${what}-written`],
  );
  if (samples === undefined && histograms === undefined) return undefined;
  const count = Number(samples ?? 0) + Number(histograms ?? 0);
  return Number.isSafeInteger(count) ? count : undefined;
}

/** The parts of an answer that {@link judgeWrite} reads. */
export interface WriteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): string;
}

/**
 * Classifies an answer by the specification (2xx stored, 429 and 5xx later, other 4xx refused), with exceptions for
 * real servers: some 500s are final, 529 means later, and Thanos answers 409 for conflicts.
 *
 * @param nowMs - Unix milliseconds, for a Retry-After that is a date.
 * @param sent - samples of a request of version 2: the answer says how many of them were written.
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#retries--backoff
 */
export function judgeWrite(answer: WriteAnswer, nowMs: number, sent?: number): WriteVerdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return sent === undefined ? { state: "stored" } : judgeCount(answer, sent);
  const text = answer.text();
  const redirect = redirectText(answer, "http://receiver");
  const said = redirect === "" ? text.slice(0, 300).trim() : redirect;
  const id = errorIdIn(text);
  const withId = id === undefined || said.includes(id) ? said : `${said}… (${id})`;
  const reason = `${status}${withId === "" ? "" : ` ${withId}`}`;
  // Waiting does not make room below a limit of active series, although Mimir says 429.
  if (
    /too old sample|native histograms are disabled|histogram spans|observations found in buckets/.test(withId) ||
    /empty labelset|err-mimir-max-active-series/.test(withId) ||
    (status < 500 && isTooOld(withId))
  )
    return { state: "refused", reason };
  if (status === 429 || status === 529 || (status >= 500 && status <= 599))
    return { state: "later", waitMs: retryAfterMs(answer.headers["retry-after"], nowMs), reason };
  if (status === 409 || isRepeat(withId)) return { state: "repeated", reason };
  return { state: "refused", reason };
}

function judgeCount(answer: WriteAnswer, sent: number): WriteVerdict {
  const written = writtenCount(answer);
  if (written === undefined)
    return { state: "refused", reason: `${answer.status} without the number of samples written: no remote write 2.0` };
  if (written >= sent) return { state: "stored" };
  return { state: "repeated", reason: `${answer.status}, but only ${written} of ${sent} samples were written` };
}

/**
 * Whether a refusal says that the samples, or newer ones of the series, are there already. Mimir says
 * `err-mimir-sample-out-of-order` and `err-mimir-sample-duplicate-timestamp`.
 */
export function isRepeat(reason: string): boolean {
  return (
    !isTooOld(reason) &&
    /^409\b|out of order|duplicate sample|sample-out-of-order|sample-duplicate-timestamp/.test(reason)
  );
}
