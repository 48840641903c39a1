import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { ExpectedError, InterruptedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { projectNames } from "../../identity/project-id.ts";
import { cleanup } from "../../preview/cleanup/cleanup.ts";
import type { RunContext } from "../../preview/context.ts";
import { listPreviews } from "../../preview/list.ts";
import { type ClosedReviews, closedReviews, reviewOf } from "../../preview/review/closed.ts";
import { tellRemoved } from "../../preview/review/tell-removed.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { UpRequest } from "../commands/up/options.ts";

/** Which servers a run of `up` works with. */
export interface RunServers {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  readonly review: Review;
  readonly host: ReviewHost | undefined;
  readonly request: UpRequest;
}

const maxSwept = 50;
const orphanAgeMs = 3_600_000;

/** Reviews that one run asks the host about. */
const maxAsked = 10;

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
    const closed = host === undefined ? undefined : await askAbout(host, { grafana, review, nowMs: clock.nowMs });
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
      ...(closed === undefined ? {} : { overKeys: new Set(closed.over.keys()) }),
    } as const;
    const { deleted, failed, problems } = await cleanup(options, context);
    if (deleted.length > 0)
      context.progress.step(`deleted ${deleted.length} previews that were expired or whose review is over`);
    const others = deleted.filter(({ key }) => key !== review.key);
    const told =
      host === undefined || request.comment === "off"
        ? []
        : await tellRemoved({
            grafana,
            host,
            names,
            deleted: others,
            reason: ({ key }) => closed?.over.get(key) ?? "expired",
            deployments: request.deployment,
            nowMs: clock.nowMs,
          });
    return [
      ...problems.map((text) => `the sweep of old previews did not do all: ${text}`),
      ...failed.map(({ title, reason }) => `old preview "${title}" was not deleted: ${reason}`),
      ...told,
    ];
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return [`old previews were not deleted: ${error.message}`];
  }
}

/** What the host says of the other reviews whose previews were saved least recently. */
async function askAbout(
  host: ReviewHost,
  { grafana, review, nowMs }: { grafana: Grafana; review: Review; nowMs: number },
): Promise<ClosedReviews> {
  const { previews } = await listPreviews(grafana, { owner: projectNames(review), nowMs });
  const { key } = review;
  const others = previews.filter((one) => one.state === "live" && one.key !== key && reviewOf(one, host) !== undefined);
  others.sort((one, other) => (one.createdAtMs ?? 0) - (other.createdAtMs ?? 0));
  const keys = new Set([...new Set(others.map((one) => one.key))].slice(0, maxAsked));
  return closedReviews(
    host,
    others.filter((one) => keys.has(one.key)),
  );
}
