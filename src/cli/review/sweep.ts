import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { ExpectedError, InterruptedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { projectNames } from "../../identity/project-id.ts";
import { defined } from "../../json/defined.ts";
import { cleanup } from "../../preview/cleanup/cleanup.ts";
import type { RunContext } from "../../preview/context.ts";
import { listPreviews } from "../../preview/list.ts";
import { type ClosedReviews, closedReviews } from "../../preview/review/closed.ts";
import { renewOpen } from "../../preview/review/renew-open.ts";
import { reportRemoved } from "../../preview/review/report-removed.ts";
import { whomToAsk } from "../../preview/review/whom-to-ask.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { UpRequest } from "../commands/up/options.ts";

/** The servers and the review of one run of `up`. */
export interface RunServers {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  readonly review: Review;
  readonly host: ReviewHost | undefined;
  readonly request: UpRequest;
}

const maxSwept = 50;
/** Series that no dashboard shows are deleted after this long, in milliseconds: a run may still be writing them. */
export const orphanAgeMs = 3_600_000;

/**
 * Deletes the project's previews that are expired or whose review is over: schedules are late, skipped and switched
 * off, so every run does it too, for those that were not touched for longest. A failure is a warning.
 *
 * @returns warnings.
 */
export async function sweepDue(
  { grafana, prometheus, review, host, request }: RunServers,
  context: RunContext,
): Promise<readonly string[]> {
  try {
    const names = projectNames(review);
    const clock = await readClock(grafana, context.now);
    const maxTtlMs = request.maxTtlMs;
    const asked =
      host === undefined ? undefined : await askAbout(host, { grafana, review, nowMs: clock.nowMs, maxTtlMs });
    const closed = asked?.closed;
    const options = {
      grafana,
      prometheus,
      owner: names,
      clock,
      which: "expired",
      dryRun: false,
      maxDelete: maxSwept,
      orphanAgeMs,
      maxTtlMs,
      ...defined({ overKeys: closed && new Set(closed.over.keys()) }),
    } as const;
    const { deleted, failed, problems } = await cleanup(options, context);
    if (deleted.length > 0)
      context.progress.step(`deleted ${deleted.length} previews that were expired or whose review is over`);
    const others = deleted.filter(({ key }) => key !== review.key);
    const told =
      host === undefined || request.comment === "off"
        ? []
        : await reportRemoved({
            grafana,
            host,
            names,
            deleted: others,
            reason: ({ key }) => closed?.over.get(key) ?? "expired",
            deployments: request.deployment,
            nowMs: clock.nowMs,
          });
    return [
      ...(asked?.warnings ?? []),
      ...problems.map((text) => `the sweep of old previews did not do all: ${text}`),
      ...failed.map(({ title, reason }) => `old preview "${title}" was not deleted: ${reason}`),
      ...told,
    ];
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return [`old previews were not deleted: ${error.message}`];
  }
}

/**
 * Asks the host about other reviews, and renews the previews that live as long as theirs. What is renewed here is not
 * expired for the sweep that follows.
 */
async function askAbout(
  host: ReviewHost,
  { grafana, review, nowMs, maxTtlMs }: { grafana: Grafana; review: Review; nowMs: number; maxTtlMs: number },
): Promise<{ readonly closed: ClosedReviews; readonly warnings: readonly string[] }> {
  const owner = projectNames(review);
  const { previews } = await listPreviews(grafana, { owner, nowMs, maxTtlMs });
  const asked = whomToAsk(previews, { key: review.key, host });
  const closed = await closedReviews(host, asked);
  return { closed, warnings: await renewOpen({ grafana, owner, previews: asked, open: closed.open, nowMs, maxTtlMs }) };
}
