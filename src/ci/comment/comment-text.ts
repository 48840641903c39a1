import { bullets, folded } from "../../present/markdown-parts.ts";
import { counted } from "../../text/counted.ts";
import {
  type CommentDashboard,
  type CommentDetail,
  dashboardSections,
  dashboardTable,
  type RemovedDashboard,
  scenarioVerdicts,
} from "./comment-dashboards.ts";
import { type CommentMark, writeMark } from "./comment-marker.ts";
import { heading, shellBlock, utcMinute } from "./comment-parts.ts";
import { type CommentPictures, type PictureDetail, pictureDetails, pictureParts } from "./comment-pictures.ts";

/** How much of the alerts is written out. */
interface AlertsDetail {
  /** Alerts with their timelines. */
  readonly alerts: number;
  /** Label sets of each. */
  readonly instances: number;
  /** Lines of a list. */
  readonly lines: number;
}

/** Everything that the comment of a preview says. */
export interface PreviewComment {
  readonly mark: CommentMark;
  readonly commit: string | undefined;
  readonly expiresAtMs: number;
  /** The preview is renewed while this review is open. */
  readonly untilReview?: true;
  readonly dashboards: readonly CommentDashboard[];
  /** Dashboards that the review removes. */
  readonly gone?: readonly RemovedDashboard[] | undefined;
  /** Titles of dashboards that are no longer in the review. */
  readonly removed: readonly string[];
  readonly warnings: readonly string[];
  readonly pictures?: CommentPictures | undefined;
  /** The section of the alerts, as Markdown of which every text is escaped. */
  readonly alerts?: ((detail: AlertsDetail) => string) | undefined;
  /** Shell lines. */
  readonly reproduce: readonly string[];
}

/**
 * From everything to next to nothing: the first that fits is taken, so a text is never cut inside a link, a tag or an
 * entity.
 */
const details: readonly (CommentDetail & AlertsDetail)[] = [
  { rows: 500, findings: 50, changes: 100, warnings: 50, alerts: 50, instances: 10, lines: 50 },
  { rows: 500, findings: 20, changes: 30, warnings: 20, alerts: 30, instances: 5, lines: 20 },
  { rows: 200, findings: 5, changes: 10, warnings: 10, alerts: 15, instances: 3, lines: 10 },
  { rows: 200, findings: 2, changes: 2, warnings: 5, alerts: 5, instances: 2, lines: 5 },
  { rows: 100, findings: 0, changes: 0, warnings: 3, alerts: 1, instances: 1, lines: 3 },
  { rows: 20, findings: 0, changes: 0, warnings: 0, alerts: 0, instances: 0, lines: 0 },
  { rows: 0, findings: 0, changes: 0, warnings: 0, alerts: 0, instances: 0, lines: 0 },
];

/**
 * The comment of a preview that stands. Every text of a dashboard, a spec or a server is escaped.
 *
 * @param maxChars - characters that the host takes; more than 2,000.
 */
export function previewComment(comment: PreviewComment, { maxChars }: { readonly maxChars: number }): string {
  const shown = comment.pictures === undefined ? [noPictures] : pictureDetails;
  // Rather fewer pictures than fewer words.
  for (const detail of details) {
    for (const pictures of shown) {
      const written = write(comment, detail, pictures);
      if (written.length <= maxChars) return written;
    }
  }
  return write({ ...comment, reproduce: [], removed: [] }, details.at(-1)!, noPictures);
}

const noPictures = pictureDetails.at(-1)!;

function write(comment: PreviewComment, detail: CommentDetail & AlertsDetail, pictures: PictureDetail): string {
  const { mark, dashboards, removed, warnings } = comment;
  const rows = dashboards.slice(0, detail.rows);
  const left = dashboards.length - rows.length;
  const gone = (comment.gone ?? []).slice(0, detail.rows);
  const goneLeft = (comment.gone?.length ?? 0) - gone.length;
  const parts = [
    `${writeMark(mark)}\n### Dashboard preview \`${mark.key}\``,
    life(comment),
    scenarioVerdicts(dashboards),
    rows.length + gone.length === 0 ? "" : dashboardTable(rows, gone),
    left > 0
      ? `… and ${counted(left, "dashboard")} more that did not fit here; the job's summary and log have all of them.`
      : "",
    goneLeft > 0 ? `… and ${counted(goneLeft, "removed dashboard")} more that did not fit here.` : "",
    ...(comment.pictures === undefined ? [] : pictureParts(comment.pictures, pictures)),
    comment.alerts?.(detail) ?? "",
    ...dashboardSections(rows, detail),
    removed.length === 0 ? "" : `No longer in this review, so their previews were removed:\n\n${bullets(removed, 20)}`,
    warnings.length === 0 || detail.warnings === 0 ? "" : `**Warnings**\n\n${bullets(warnings, detail.warnings)}`,
    detail.warnings === 0 && warnings.length > 0
      ? `${counted(warnings.length, "warning")} did not fit here; see the job's log.`
      : "",
    comment.reproduce.length === 0 ? "" : folded("Reproduce on your machine", shellBlock(comment.reproduce)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function life({ commit, expiresAtMs, untilReview }: PreviewComment): string {
  const of = commit === undefined ? "" : `Commit \`${commit.slice(0, 10)}\` · `;
  if (untilReview === true) return `${of}stays until this review is merged or closed. The links stay.`;
  const expiry = `${of}expires on **${utcMinute(expiresAtMs)}**`;
  return `${expiry}, or goes when this review is merged or closed. A push extends it; the links stay.`;
}

/** Why a preview is gone. */
export type RemovalReason = "merged" | "closed" | "expired" | "empty" | "asked";

const removalTexts: Readonly<Record<RemovalReason, string>> = {
  merged: "the review was merged",
  closed: "the review was closed",
  expired: "its time was over; a push makes it again, under the same links",
  empty: "no dashboard is changed in this review any more",
  asked: "somebody asked for it, or the environment was stopped; a push makes it again, under the same links",
};

/** The comment about a preview that was removed. */
export function removedComment(options: {
  readonly mark: CommentMark;
  readonly reason: RemovalReason;
  readonly atMs: number;
  readonly titles: readonly string[];
  /** The parts that could not be removed, each with the reason. */
  readonly left?: readonly string[];
}): string {
  const { mark, reason, atMs, titles, left = [] } = options;
  const what = titles.length === 0 ? "" : `\n\n${folded(counted(titles.length, "dashboard"), bullets(titles, 50))}`;
  const fate =
    left.length === 0
      ? "Its dashboards and made-up series are gone."
      : `**Some of it is still there**; \`dashpreview cleanup --closed\` tries again:\n\n${bullets(left, 20)}`;
  const removed = `The preview was removed on ${utcMinute(atMs)}: ${removalTexts[reason]}. ${fate}${what}\n`;
  return `${heading(mark)}\n\n${removed}`;
}
