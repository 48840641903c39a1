import type { ReviewFacts } from "../../ci/hosts/host.ts";
import { readClock } from "../../grafana/clock.ts";
import { projectNames } from "../../identity/project-id.ts";
import { resultDocument } from "../../present/format-json.ts";
import { cleanup, leftovers } from "../../preview/cleanup/cleanup.ts";
import { reportRemoved } from "../../preview/review/report-removed.ts";
import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import { createProgress } from "../terminal/progress.ts";
import { reportNoPreview } from "./report-no-preview.ts";
import { orphanAgeMs, type RunServers } from "./sweep.ts";

/** How a review ended, if the host positively says that it did. */
export function endOf(facts: ReviewFacts | undefined): "closed" | "merged" | undefined {
  return facts?.state === "closed" || facts?.state === "merged" ? facts.state : undefined;
}

/** Asks the host whether the review has ended meanwhile; undefined also where it gives no answer. */
export async function endNow({ host, review }: Pick<RunServers, "host" | "review">) {
  if (host === undefined || review.number === undefined) return undefined;
  return host.readReview(review.number).then(endOf, () => undefined);
}

/**
 * `up` for a review that is over: nothing is made, what there is of it goes, kept previews excepted. A job that runs
 * again after the merge must not bring the preview back.
 *
 * @returns the exit code: 3 if anything is left.
 */
export async function runClosed(servers: RunServers, end: "closed" | "merged", context: CliContext): Promise<0 | 3> {
  const { request, review, grafana, prometheus, host } = servers;
  const { project, key } = review;
  const clock = await readClock(grafana, context.now);
  const result = await cleanup(
    {
      grafana,
      prometheus,
      owner: { ...projectNames(review), key },
      clock,
      which: "expired",
      overKeys: new Set([key]),
      closedReview: true,
      dryRun: request.dryRun,
      maxDelete: 0,
      orphanAgeMs,
      maxTtlMs: request.maxTtlMs,
    },
    { ...context, progress: createProgress(context) },
  );
  const lines = leftovers(result);
  const told =
    host === undefined || request.comment === "off" || request.dryRun
      ? []
      : await reportRemoved({
          grafana,
          host,
          names: projectNames(review),
          deleted: result.deleted,
          reason: () => end,
          deployments: request.deployment,
          nowMs: clock.nowMs,
          ...(lines.length === 0 ? {} : { left: new Map([[key, { reason: end, lines }]]) }),
        });
  const removed = result.deleted.map(({ uid, title }) => ({ uid, title }));
  const warnings = [...result.warnings, ...lines.map((line) => `not removed: ${line}`), ...told];
  const json = resultDocument({ project, key, state: "closed", dashboards: [], removed, warnings });
  const text = [
    `${project}.${key}: the review is ${end}: no preview is made, ${counted(removed.length, "preview")} removed`,
    ...removed.map(({ title }) => `removed ${plainLine(title)}`),
  ].join("\n");
  const summary = `The review is ${end}: there is nothing to preview.`;
  reportNoPreview({ request, key }, { json, text, summary, warnings }, context);
  return lines.length === 0 ? 0 : 3;
}
