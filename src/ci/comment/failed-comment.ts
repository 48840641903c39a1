import { codeSpan } from "../../present/format-markdown.ts";
import type { CommentMark } from "./comment-marker.ts";
import { heading, utcMinute } from "./comment-parts.ts";

/** The comment when a push could not be previewed: an older text would claim what is not so. */
export function failedComment(options: {
  readonly mark: CommentMark;
  readonly commit: string | undefined;
  readonly atMs: number;
  readonly message: string;
}): string {
  const { mark, commit, atMs, message } = options;
  const of = commit === undefined ? "The last push" : `Commit \`${commit.slice(0, 10)}\``;
  const why = message
    .split("\n")
    .slice(0, 20)
    .map((line) => codeSpan(line, 500))
    .join("<br>\n");
  const until = "A preview of an earlier commit stays as it was, until it expires.\n";
  return [heading(mark), `${of} could not be previewed (${utcMinute(atMs)}):`, why, until].join("\n\n");
}
