import { bullets } from "../../present/markdown-parts.ts";
import { counted } from "../../text/counted.ts";
import { type RemovedDashboard, removedTitle } from "./comment-dashboards.ts";
import type { CommentMark } from "./comment-marker.ts";
import { heading } from "./comment-parts.ts";

/** Removed dashboards that are named. */
const maxNamed = 50;

/** The comment on a review with nothing to preview that removes dashboards, or is about rules. */
export function noPreviewComment(options: {
  readonly mark: CommentMark;
  readonly commit: string | undefined;
  /** Dashboards that the review removes. */
  readonly gone: readonly RemovedDashboard[];
  /** Of previews that were removed, as the review no longer changes their dashboards. */
  readonly titles: readonly string[];
  /** The section of the alerts: Markdown. Empty where the review says nothing about them. */
  readonly alerts: string;
}): string {
  const { mark, commit, gone, titles, alerts } = options;
  const of = commit === undefined ? "" : `Commit \`${commit.slice(0, 10)}\` · `;
  const parts = [
    heading(mark),
    `${of}${removalText(gone)}`,
    titles.length === 0 ? "" : `Their previews were removed:\n\n${bullets(titles, 20)}`,
    alerts,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Tells what a review removes that changes no dashboard that there is, as Markdown. */
export function removalText(gone: readonly RemovedDashboard[]): string {
  if (gone.length === 0) return "this review changes no dashboard.";
  const lines = gone.slice(0, maxNamed).map((one) => `- ${removedTitle(one)}`);
  const rest = gone.length > maxNamed ? [`- … and ${gone.length - maxNamed} more`] : [];
  return [`this review removes ${counted(gone.length, "dashboard")} and changes no other:`, "", ...lines, ...rest].join(
    "\n",
  );
}
