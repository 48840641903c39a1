import { posix } from "node:path";

const maxPaths = 40;

/**
 * The shortest list of paths that stands for these files: a folder where every file of the kind below it is one of
 * them, else the file itself. Never the top, where other things come to lie.
 *
 * @param files - those that were found.
 * @param others - every file of the repository.
 * @param kind - the endings that a folder is read for.
 * @param within - the folders that may be named.
 */
export function groupPaths(
  files: readonly string[],
  others: readonly string[],
  kind: RegExp,
  within: (folder: string) => boolean = () => true,
): readonly string[] {
  const found = new Set(files);
  const spoiled = new Set<string>();
  for (const path of others)
    if (kind.test(path) && !found.has(path) && !/\.data\.json$/.test(path))
      for (const folder of foldersOf(path)) spoiled.add(folder);
  const paths = new Set(
    files.map((path) => foldersOf(path).find((folder) => !spoiled.has(folder) && within(folder)) ?? literal(path)),
  );
  const outer = [...paths].filter((path) => !foldersOf(path).some((folder) => paths.has(folder)));
  if (outer.length <= maxPaths) return outer.sort();
  return [...new Set(outer.map((path) => foldersOf(path).find(within) ?? path))].sort();
}

/** The folders above a path, the outermost first; not the top. */
function foldersOf(path: string): string[] {
  const parts = posix.dirname(path).split("/");
  return parts[0] === "." ? [] : parts.map((_, index) => literal(parts.slice(0, index + 1).join("/")));
}

/** A path that no command takes for a flag, or for somebody's home. */
function literal(path: string): string {
  return /^[-~]/.test(path) ? `./${path}` : path;
}
