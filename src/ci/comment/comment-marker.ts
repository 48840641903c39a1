import { identityPatterns, type PreviewIdentity } from "../../identity/preview-identity.ts";

/** The content of our comment's hidden first line. */
export interface CommentMark extends PreviewIdentity {
  /** Of the run that wrote it last; see `isLaterRun`. */
  readonly order: number;
}

/** The hidden first line by which a comment is found again: an HTML comment, which neither host shows. */
export function writeMark({ project, key, order }: CommentMark): string {
  return `<!-- dashpreview ${project}.${key} ${order} -->`;
}

/**
 * The mark of a comment's text: its first line, whole. Undefined for any other text, one that quotes a mark further
 * down included.
 */
export function readMark(body: string): CommentMark | undefined {
  const [, project = "", key = "", order = ""] =
    /^<!-- dashpreview ([a-z2-7]{5,8})\.([a-z0-9-]{1,30}) (\d{1,16}) -->(?:\r?\n|$)/.exec(body) ?? [];
  if (
    !identityPatterns.project.test(project) ||
    !identityPatterns.key.test(key) ||
    !Number.isSafeInteger(Number(order))
  )
    return undefined;
  return { project, key, order: Number(order) };
}
