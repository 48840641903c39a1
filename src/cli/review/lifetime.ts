import { hostOf } from "../../ci/hosts/hosts.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { reviewOf } from "../../preview/review/closed.ts";
import { reviewGraceMs } from "../../preview/review/renew-open.ts";
import { formatDuration } from "../../text/duration.ts";
import type { UpRequest } from "../commands/up/options.ts";

/** How long a preview lives. */
export interface Lifetime {
  /** Milliseconds from now. */
  readonly ttlMs: number;
  /** Sweeps renew it while its review is open. */
  readonly untilReview: boolean;
  readonly warnings: readonly string[];
}

/** If the run is killed before it can delete its preview, the next `up` or `cleanup` after this time does. */
const queueTtlMs = 3_600_000;
/** As `--ttl` is by default. */
const fixedTtlMs = 72 * 3_600_000;

/**
 * How long this run's preview lives: as `--ttl` says, at most an hour for a merge queue or merge train. `--ttl review`
 * needs a review that sweeps can ask about; any other preview lives as long as by default, with a warning.
 *
 * @param options.host - undefined without a token.
 */
export function lifetimeOf(
  { ttlMs, maxTtlMs }: Pick<UpRequest, "ttlMs" | "maxTtlMs">,
  { review, host }: { readonly review: Review; readonly host: object | undefined },
): Lifetime {
  const fixedMs = ttlMs === "review" ? fixedTtlMs : ttlMs;
  if (review.endsWithRun) return { ttlMs: Math.min(fixedMs, queueTtlMs), untilReview: false, warnings: [] };
  if (ttlMs !== "review") return { ttlMs, untilReview: false, warnings: [] };
  const { key, number } = review;
  const its = review.host === undefined || number === undefined ? undefined : hostOf(review.host);
  if (its === undefined || reviewOf({ key, review: number! }, its) !== number) {
    const why = its === undefined ? "this run belongs to no review" : `the key ${key} is not the review's own`;
    const warnings = [`--ttl review: ${why}, so the preview expires after ${formatDuration(fixedTtlMs)}`];
    return { ttlMs: fixedTtlMs, untilReview: false, warnings };
  }
  const graceMs = Math.min(reviewGraceMs, maxTtlMs);
  const warnings = [
    `--ttl review: this run has no token to ask ${its.name} about the review; unless another run does, the ` +
      `preview expires after ${formatDuration(graceMs)}`,
  ];
  return { ttlMs: graceMs, untilReview: true, warnings: host === undefined ? warnings : [] };
}
