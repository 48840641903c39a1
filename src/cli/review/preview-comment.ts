import { findingsOf } from "../../alerts/review/rule-findings.ts";
import { formatReviewComment } from "../../alerts/show/format-review-comment.ts";
import type { DashboardChanges, RemovedDashboard } from "../../ci/comment/comment-dashboards.ts";
import { shellWord } from "../../ci/comment/comment-parts.ts";
import type { CommentPictures } from "../../ci/comment/comment-pictures.ts";
import { type PreviewComment, previewComment } from "../../ci/comment/comment-text.ts";
import type { OwnCommand } from "../../ci/comment/own-command.ts";
import { hostOf } from "../../ci/hosts/hosts.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { withoutKey } from "../../preview/review/report-removed.ts";
import type { UpResult } from "../../preview/up/up-result.ts";
import { counted } from "../../text/counted.ts";
import { withoutScenario } from "../../text/scenario-title.ts";
import type { UpRequest } from "../commands/up/options.ts";

/** The parts of the comment. */
export interface CommentParts {
  readonly result: UpResult;
  readonly review: Review;
  readonly changes: ReadonlyMap<string, DashboardChanges>;
  readonly request: UpRequest;
  /** Dashboards that the review removes. */
  readonly gone: readonly RemovedDashboard[];
  readonly pictures?: CommentPictures | undefined;
  /** Of the run; the clock's where CI gives none. */
  readonly order: number;
  /** How to run the program again. */
  readonly own: OwnCommand;
}

/** The comment's content from what `up` did. */
function toComment({ result, review, changes, gone, pictures, request, order, own }: CommentParts): PreviewComment {
  const endless = request.liveMs !== undefined;
  return {
    mark: { project: result.project, key: result.key, order },
    commit: review.commit,
    expiresAtMs: result.expiresAtMs,
    ...(result.untilReview ? { untilReview: true as const } : {}),
    dashboards: result.dashboards.map(({ title, scenario, source, url, opensOn, check, notices }) => ({
      title: withoutScenario(withoutKey(title, result.key), scenario),
      scenario,
      source,
      url,
      opensOn: endless ? undefined : opensOn,
      check,
      changes: changes.get(source),
      notices: notices.map((notice) => ({ place: describePart(notice), reason: notice.reason })),
    })),
    gone,
    removed: result.removed.map(({ title, otherScenario }) => {
      const plain = withoutKey(title, result.key);
      return otherScenario === true ? `${plain}: not asked for any more` : plain;
    }),
    warnings: result.warnings,
    pictures,
    alerts: result.rules && ((detail) => result.rules!.map((one) => formatReviewComment(one, detail)).join("\n\n")),
    reproduce: reproduce({ review, request, result, own }),
  };
}

/** The text with at most so many characters. */
export function commentText(parts: CommentParts, maxChars: number): string {
  return previewComment(toComment(parts), { maxChars });
}

/** One line about all dashboards: for a commit status. */
export function summarize({ dashboards, rules }: UpResult): string {
  const sum = (state: "empty" | "error" | "unchecked") =>
    dashboards.reduce((total, { check }) => total + (check?.panels[state] ?? 0), 0);
  const [empty, error, unchecked] = [sum("empty"), sum("error"), sum("unchecked")];
  const whole = dashboards.filter(({ check, action }) => check === undefined && action !== "planned").length;
  const sources = new Set(dashboards.map(({ source }) => source)).size;
  const scenarios = new Set(dashboards.flatMap(({ scenario }) => scenario ?? [])).size;
  const wrong = findingsOf(rules ?? []).filter(({ state }) => state === "error").length;
  const parts = [
    scenarios > 1
      ? `${counted(sources, "dashboard")} in ${scenarios} scenarios`
      : counted(dashboards.length, "dashboard"),
    ...(empty > 0 ? [`${counted(empty, "panel")} without data`] : []),
    ...(error > 0 ? [`${counted(error, "panel")} with an error`] : []),
    ...(unchecked > 0 ? [`${counted(unchecked, "panel")} not checked`] : []),
    ...(wrong > 0 ? [`${counted(wrong, "finding")} about alerts`] : []),
    ...(whole > 0 ? [`${counted(whole, "dashboard")} not checked`] : []),
  ];
  return parts.join(", ");
}

function describePart({
  panel,
  variable,
  annotation,
  refId,
}: UpResult["dashboards"][number]["notices"][number]): string {
  if (variable !== undefined) return `variable $${variable}`;
  if (annotation !== undefined) return `annotation ${annotation}`;
  const name = panel ?? "dashboard";
  return refId === undefined ? name : `${name}, query ${refId}`;
}

function reproduce({
  review: { host, number, commit },
  request,
  result: { dashboards },
  own,
}: Pick<CommentParts, "review" | "request" | "result" | "own">): string[] {
  const fetch =
    host === undefined || number === undefined
      ? []
      : [`git fetch ${shellWord(`${host.serverUrl}/${host.repository}`)} ${hostOf(host).headRef(number)}`];
  const checkout = commit === undefined ? [] : [`git checkout ${commit}`];
  const shown = [...new Set(dashboards.map(({ source }) => shellWord(source)))].slice(0, 10);
  const named = new Set(dashboards.flatMap(({ scenario }) => scenario ?? []));
  const scenarios = [...named].flatMap((scenario) => ["--scenario", shellWord(scenario)]);
  const data = request.data === undefined ? [] : ["--data", shellWord(request.data)];
  const rules = (request.rules ?? []).slice(0, 10).map((path) => `--rules ${shellWord(path)}`);
  const words = [`${own.command} up --local`, ...shown, ...data, ...scenarios, ...rules];
  return [...fetch, ...checkout, ...own.before, words.join(" ")];
}
