import { bullets } from "../../present/markdown-parts.ts";
import type { CommentMark } from "./comment-marker.ts";
import { heading } from "./comment-parts.ts";

/** The comment on a review that changes rules and no dashboard. */
export function rulesComment(options: {
  readonly mark: CommentMark;
  readonly commit: string | undefined;
  /** Of previews that were removed, as the review no longer changes their dashboards. */
  readonly titles: readonly string[];
  /** The section of the alerts: Markdown. */
  readonly alerts: string;
}): string {
  const { mark, commit, titles, alerts } = options;
  const of = commit === undefined ? "" : `Commit \`${commit.slice(0, 10)}\` · `;
  const gone = titles.length === 0 ? "" : `\n\nTheir previews were removed:\n\n${bullets(titles, 20)}`;
  return `${heading(mark)}\n\n${of}this review changes no dashboard.${gone}\n\n${alerts}\n`;
}
