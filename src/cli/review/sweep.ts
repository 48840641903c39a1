import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { ExpectedError, InterruptedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { cleanup } from "../../preview/cleanup/cleanup.ts";
import type { RunContext } from "../../preview/context.ts";
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

/**
 * Deletes the project's expired previews: schedules are late, skipped and switched off, so every run does it too. A
 * failure is a warning.
 *
 * @returns warnings.
 */
export async function sweepExpired(
  { grafana, prometheus, review, host, request }: RunServers,
  context: RunContext,
): Promise<readonly string[]> {
  try {
    const { project } = review;
    const clock = await readClock(grafana, context.now);
    const maxTtlMs = request.maxTtlMs;
    const options = {
      grafana,
      prometheus,
      owner: { project },
      clock,
      which: "expired",
      dryRun: false,
      maxDelete: maxSwept,
      orphanAgeMs,
      maxTtlMs,
    } as const;
    const { deleted, failed, problems } = await cleanup(options, context);
    if (deleted.length > 0) context.progress.step(`deleted ${deleted.length} expired previews`);
    const others = deleted.filter(({ key }) => key !== review.key);
    const told =
      host === undefined || request.comment === "off"
        ? []
        : await tellRemoved({
            grafana,
            host,
            project,
            deleted: others,
            reason: () => "expired",
            deployments: request.deployment,
            nowMs: clock.nowMs,
          });
    return [
      ...problems.map((text) => `the sweep of expired previews did not do all: ${text}`),
      ...failed.map(({ title, reason }) => `expired preview "${title}" was not deleted: ${reason}`),
      ...told,
    ];
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return [`expired previews were not deleted: ${error.message}`];
  }
}
