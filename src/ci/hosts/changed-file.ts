import type { ChangedFile } from "./host.ts";

/** A file that a review deletes. */
export function deletedFile(path: string): ChangedFile {
  return { path, basePath: path, deleted: true };
}

/**
 * A file that a review adds, changes or moves; one that moved is deleted where it was.
 *
 * @param before - its path in the base; undefined for a new file.
 * @param moved - whether there is nothing at `before` any more.
 */
export function changedFile(path: string, before: string | undefined, moved: boolean): ChangedFile[] {
  const isGone = moved && before !== undefined && before !== path;
  return [{ path, basePath: before }, ...(isGone ? [deletedFile(before)] : [])];
}
