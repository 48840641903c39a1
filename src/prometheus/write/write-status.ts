import { retryAfterMs } from "../../http/retry.ts";

/** What an answer to a remote write means for the sender. */
export type WriteVerdict =
  | { readonly state: "stored" }
  /** Later: `waitMs` is what Retry-After asks for. */
  | { readonly state: "later"; readonly waitMs: number | undefined; readonly reason: string }
  /**
   * Already stored, as far as the words tell: a duplicate or an out-of-order sample. Final unless an earlier answer was
   * lost.
   */
  | { readonly state: "repeated"; readonly reason: string }
  /** Never. The reason is the server's. */
  | { readonly state: "refused"; readonly reason: string };

/** What {@link judgeWrite} looks at. */
export interface WriteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): string;
}

/**
 * Judges an answer by the specification's rules (2xx stored, 429 and 5xx later, other 4xx never), with what real
 * servers do differently: some 500s are final (facts 6, 13a), 529 means later, and Thanos says 409 for conflicts.
 *
 * @param nowMs - for a Retry-After that is a date.
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#retries--backoff
 */
export function judgeWrite(answer: WriteAnswer, nowMs: number): WriteVerdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { state: "stored" };
  const said = answer.text().slice(0, 300).trim();
  const reason = `${status}${said === "" ? "" : ` ${said}`}`;
  if (
    /too old sample|native histograms are disabled|histogram spans|observations found in buckets|empty labelset/.test(
      said,
    )
  )
    return { state: "refused", reason };
  if (status === 429 || status === 529 || (status >= 500 && status <= 599))
    return { state: "later", waitMs: retryAfterMs(answer.headers["retry-after"], nowMs), reason };
  if (status === 409 || /out of order|duplicate sample/.test(said)) return { state: "repeated", reason };
  return { state: "refused", reason };
}
