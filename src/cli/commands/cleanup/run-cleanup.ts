import type { ReviewHost } from "../../../ci/hosts/host.ts";
import type { Review } from "../../../ci/hosts/review-shape.ts";
import { UsageError } from "../../../errors.ts";
import { readClock } from "../../../grafana/clock.ts";
import type { Grafana } from "../../../grafana/grafana.ts";
import { projectNames } from "../../../identity/project-id.ts";
import { defined } from "../../../json/defined.ts";
import { type CleanupResult, cleanup, leftovers } from "../../../preview/cleanup/cleanup.ts";
import { type ListedPreview, listPreviews } from "../../../preview/list.ts";
import { hasOtherProjects } from "../../../preview/other-projects.ts";
import { type ClosedReviews, closedReviews, reviewOf } from "../../../preview/review/closed.ts";
import { renewOpen } from "../../../preview/review/renew-open.ts";
import { type Leftover, reportRemoved } from "../../../preview/review/report-removed.ts";
import { isAskable } from "../../../preview/review/whom-to-ask.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom, optionalPrometheusFrom } from "../../flags/servers.ts";
import { hostFrom, tokenAdvice } from "../../review/host.ts";
import { identified, pathOnlyNote } from "../../review/identified.ts";
import { createProgress } from "../../terminal/progress.ts";
import { cleanupJson, cleanupText } from "./cleanup-text.ts";
import type { CleanupRequest } from "./options.ts";

/** Runs `cleanup`. Returns the exit code. */
export async function runCleanup(request: CleanupRequest, context: CliContext): Promise<number> {
  const { review, unasked } = await identified(reviewFrom(request, context), request, context);
  const oneKey = request.key !== undefined || request.name !== undefined;
  const everybody = request.allProjects;
  if (everybody && oneKey) throw new UsageError("--all-projects and --key exclude each other");
  if (everybody && request.closed)
    throw new UsageError(
      "--all-projects and --closed exclude each other: only this project's reviews can be asked about",
    );
  if (request.all && request.closed)
    throw new UsageError("--all and --closed exclude each other: --all takes every preview, whatever its review");
  const host = hostFrom(request, review, context);
  if (request.closed && host === undefined)
    throw new UsageError(`--closed asks the host about every review: ${tokenAdvice(review)}`);
  const grafana = grafanaFrom(request, context);
  const prometheus = optionalPrometheusFrom(request, context);
  try {
    const clock = await readClock(grafana, context.now);
    const { nowMs } = clock;
    const owner = everybody ? {} : { ...projectNames(review), ...(oneKey ? { key: review.key } : {}) };
    const maxTtlMs = request.maxTtlMs;
    const closed = request.closed
      ? await askHost(
          host!,
          grafana,
          { owner, nowMs, maxTtlMs },
          { key: oneKey ? review.key : undefined, dryRun: request.dryRun },
        )
      : undefined;
    const end = oneKey ? closed?.over.get(review.key) : undefined;
    const result = await cleanup(
      {
        grafana,
        prometheus,
        owner,
        clock,
        which: request.all || (oneKey && !request.closed) ? "all" : "expired",
        ...defined({ overKeys: closed && new Set(closed.over.keys()) }),
        closedReview: end !== undefined,
        dryRun: request.dryRun || (everybody && !request.yes),
        maxDelete: request.maxDelete,
        orphanAgeMs: request.orphanAgeMs,
        maxTtlMs,
        unproven: request.unprovenSeries,
      },
      { ...context, progress: createProgress(context) },
    );
    const lines = end === undefined ? [] : leftovers(result);
    const left = end === undefined || lines.length === 0 ? undefined : new Map([[review.key, { reason: end, lines }]]);
    const told = await tell(result, { request, review, host, grafana, closed, nowMs, left });
    // With --closed the exit code says so too.
    const otherName =
      unasked !== undefined &&
      !everybody &&
      (request.closed || (await hasOtherProjects(grafana, projectNames(review))));
    const notes = [
      ...(everybody && !request.yes
        ? ["nothing was deleted: pass --yes to delete these previews of every project"]
        : []),
      ...(prometheus === undefined
        ? ["series were left alone: pass --prometheus-url to have those of deleted previews deleted too"]
        : []),
      ...(closed?.failed ?? []).map((reason) => `${reason}; previews of that review stay`),
      ...(otherName ? [pathOnlyNote(unasked)] : []),
      ...(closed?.warnings ?? []),
      ...told,
    ];
    if (request.output === "json") context.out.json(cleanupJson(result, notes));
    else context.out.write(cleanupText(result, notes, context));
    return result.failed.length > 0 ||
      result.problems.length > 0 ||
      lines.length > 0 ||
      (closed?.failed.length ?? 0) > 0 ||
      // Previews of closed reviews may stand under a name that nobody could ask for.
      (request.closed && unasked !== undefined) ||
      (request.comment === "required" && told.length > 0)
      ? 3
      : 0;
  } finally {
    grafana.close();
    prometheus?.close();
    host?.close();
  }
}

/** Asks the host about every review, and renews the previews that live as long as theirs. */
async function askHost(
  host: ReviewHost,
  grafana: Grafana,
  options: Parameters<typeof listPreviews>[1],
  { key, dryRun }: { readonly key: string | undefined; readonly dryRun: boolean },
): Promise<ClosedReviews & { readonly warnings: readonly string[] }> {
  const { previews } = await listPreviews(grafana, options);
  const asked = previews.filter(isAskable);
  // A review without a preview may have left series behind.
  const closed = await closedReviews(host, key !== undefined && asked.length === 0 ? [{ key }] : asked);
  if (dryRun) return { ...closed, warnings: [] };
  return { ...closed, warnings: await renewOpen({ grafana, ...options, previews: asked, open: closed.open }) };
}

/**
 * Why somebody asked: an environment is stopped when its merge request is merged. Only for the comment: the preview is
 * gone.
 */
async function stateNow(host: ReviewHost, preview: ListedPreview): Promise<"closed" | "merged" | undefined> {
  const number = reviewOf(preview, host);
  const state =
    number === undefined
      ? undefined
      : await host.readReview(number).then(
          (facts) => facts.state,
          () => undefined,
        );
  return state === "closed" || state === "merged" ? state : undefined;
}

/** The comments of reviews whose previews are gone now. Returns warnings. */
async function tell(
  { deleted, dryRun }: CleanupResult,
  options: {
    readonly request: CleanupRequest;
    readonly review: Review;
    readonly host: ReviewHost | undefined;
    readonly grafana: Grafana;
    readonly closed: ClosedReviews | undefined;
    readonly nowMs: number;
    readonly left: ReadonlyMap<string, Leftover> | undefined;
  },
): Promise<readonly string[]> {
  const { request, review, host, grafana, closed, nowMs, left } = options;
  if (dryRun || host === undefined || request.comment === "off") return [];
  const [first] = deleted;
  const asked =
    closed === undefined && first !== undefined && first.state !== "expired" ? await stateNow(host, first) : undefined;
  const reason = ({ key, state }: ListedPreview) => {
    const known =
      closed?.over.get(key) ??
      (key === first?.key ? asked : undefined) ??
      (key === review.key ? review.closed : undefined);
    return known ?? (state === "expired" ? ("expired" as const) : ("asked" as const));
  };
  return reportRemoved({
    grafana,
    host,
    names: projectNames(review),
    deleted,
    reason,
    deployments: request.deployment,
    nowMs,
    ...defined({ left }),
  });
}
