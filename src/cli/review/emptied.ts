import type { RuleReview } from "../../alerts/review/compare-rules.ts";
import { ruleFindings, rulesFail } from "../../alerts/review/rule-findings.ts";
import { formatReviewComment } from "../../alerts/show/format-review-comment.ts";
import { ruleReviewJson } from "../../alerts/show/rule-review-json.ts";
import type { RemovedDashboard } from "../../ci/comment/comment-dashboards.ts";
import { removedComment } from "../../ci/comment/comment-text.ts";
import { noPreviewComment, removalText } from "../../ci/comment/no-preview-comment.ts";
import { syncComment } from "../../ci/comment/sync-comment.ts";
import { ExpectedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import { newRevision } from "../../identity/preview-identity.ts";
import { projectNames } from "../../identity/project-id.ts";
import { defined } from "../../json/defined.ts";
import { resultDocument } from "../../present/format-json.ts";
import { codeSpan } from "../../present/format-markdown.ts";
import { environmentName, removePictures, withoutKey } from "../../preview/review/report-removed.ts";
import type { SourceTree } from "../../preview/review/source-tree.ts";
import { deleteRevisions, keptNotes, removeSourceless } from "../../preview/up/retire.ts";
import type { UpResult } from "../../preview/up/up-result.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import { upExitCode } from "../rules/up-exit-code.ts";
import { ruleLines } from "../terminal/print-up.ts";
import { maxSummaryChars } from "./outputs.ts";
import { reportNoPreview } from "./report-no-preview.ts";
import type { RunServers } from "./sweep.ts";

/** The summary of a run whose review changes no dashboard. */
export const nothingChanged = "The review changes no dashboard: there is nothing to preview.";

/** The rules of a run without dashboards. */
type TestedRules = Pick<UpResult, "rules" | "rulesUntested" | "warnings">;

/**
 * `up` for a review that changes no dashboard (any more): its previews go, the comment says so, and how the review
 * changes alerts. Returns the exit code.
 */
export async function runEmptied(
  servers: RunServers & {
    readonly tree: SourceTree;
    readonly order: number;
    readonly tested?: TestedRules | undefined;
    readonly gone: readonly RemovedDashboard[];
  },
  context: CliContext,
): Promise<number> {
  const { request, review, grafana, tested, gone } = servers;
  const { project, key } = review;
  const { nowMs } = await readClock(grafana, context.now);
  const rules = tested?.rules;
  const emptied = request.dryRun
    ? { removed: [], warnings: [] }
    : await removePreviews({ ...servers, rules }, servers.order, nowMs);
  const warnings = [...emptied.warnings, ...(tested?.warnings ?? [])];
  const json = resultDocument({
    ...{ project, key, state: "empty", dashboards: [], ...emptied, warnings },
    ...defined({ rules: rules?.map(ruleReviewJson), rulesUntested: tested?.rulesUntested }),
  });
  const text = [
    `${project}.${key}: the review changes no dashboard${gone.length === 0 ? "" : " but those that it removes"}`,
    ...gone.map(({ title, source }) => `removes ${plainLine(title.trim() === "" ? source : `${title} (${source})`)}`),
    ...emptied.removed.map(({ title }) => `removed ${plainLine(title)}`),
    ...ruleLines({ rules }, context.out),
  ].join("\n");
  const alerts = rules === undefined ? "" : `\n\n${sectionsOf(rules, maxSummaryChars - 1000)}`;
  const what = gone.length === 0 ? nothingChanged : `In ${codeSpan(key)}, ${removalText(gone)}`;
  reportNoPreview({ request, key }, { json, text, summary: `${what}${alerts}`, warnings }, context);
  return upExitCode({ state: "empty", dashboards: [], ...tested }, request.failOn);
}

/** The alerts as sections of a comment with at most so many characters. */
function sectionsOf(rules: readonly RuleReview[], maxChars: number): string {
  const write = (alerts: number) => {
    const detail = { alerts, instances: alerts > 5 ? 5 : Math.min(alerts, 1), lines: alerts };
    return rules.map((one) => formatReviewComment(one, detail)).join("\n\n");
  };
  return [50, 20, 5].map(write).find((text) => text.length <= maxChars) ?? write(0);
}

/** Whether the review is about alerts: it changes some, or something is wrong with them. */
function isAboutAlerts({ alerts, removed, test }: RuleReview): boolean {
  return (
    removed.length > 0 ||
    alerts.some(({ change }) => change !== "unchanged" && change !== "unknown") ||
    rulesFail(ruleFindings(test), "error")
  );
}

/** Previews that were removed because their review no longer changes a dashboard. */
export interface EmptiedReview {
  readonly removed: readonly { readonly uid: string; readonly title: string }[];
  readonly warnings: readonly string[];
}

/**
 * Deletes every preview of a review that changes no dashboard (any more), and says so in the comment if there is one.
 * Those of a later run stay.
 *
 * @throws {ExpectedError} if Grafana or Prometheus fails, or with `--comment required` the host.
 */
export async function removePreviews(
  servers: RunServers & {
    readonly tree: Pick<SourceTree, "fateOf">;
    readonly rules?: readonly RuleReview[] | undefined;
    /** Dashboards that the review removes: worth a comment where there is none. */
    readonly gone?: readonly RemovedDashboard[] | undefined;
  },
  order: number,
  nowMs: number,
): Promise<EmptiedReview> {
  const { grafana, prometheus, review, host, request, tree, rules, gone = [] } = servers;
  const { project, key, number, formerProjects } = review;
  const run = { ...projectNames(review), key, revision: newRevision(nowMs), order };
  const { removed, kept, values, warnings } = await removeSourceless(grafana, run, new Set(), tree);
  const series = await deleteRevisions(
    { grafana, prometheus },
    { ...run, uids: [], gone: new Set(removed.map(({ uid }) => uid)) },
    values,
  );
  const told: string[] = [];
  if (host !== undefined && number !== undefined && request.comment !== "off" && kept.length === 0) {
    const mark = { project, key, order };
    const titles = removed.map(({ title }) => withoutKey(title, key));
    told.push(...(await removePictures(host, { number, key })));
    const room = host.maxCommentChars - 10_000;
    const about = rules?.some(isAboutAlerts) === true ? rules : [];
    try {
      await syncComment(host, {
        number,
        mark,
        formerProjects,
        ...(about.length > 0 || gone.length > 0
          ? {
              body: noPreviewComment({ mark, commit: review.commit, gone, titles, alerts: sectionsOf(about, room) }),
              create: true,
            }
          : { body: removedComment({ mark, reason: "empty", atMs: nowMs, titles }), create: false }),
      });
      if (request.deployment) await host.deployments?.remove(environmentName(key));
    } catch (error) {
      if (!(error instanceof ExpectedError) || request.comment === "required") throw error;
      told.push(`the comment was not written: ${error.message}`);
    }
  }
  return { removed, warnings: [...keptNotes(kept), ...warnings, ...series.warnings, ...told] };
}
