import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runGit } from "../../ci/git/run-git.ts";

/** The files of a repository, with slashes, from its top; sorted. */
export interface ListedFiles {
  readonly files: readonly string[];
  /** For people: what was left out. */
  readonly notes: readonly string[];
}

const maxFiles = 200_000;
const maxDepth = 30;
const passedOver = /(?:^|\/)(?:node_modules|vendor|\.git|\.terraform|\.venv|dist|build)\//;
/** Names that a configuration or a workflow could not hold, or that somebody chose to mislead. */
const unwritable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/u;

/**
 * Lists the files that Git tracks or would track, else those below the folder. Links are none of them, nor are
 * packages that were installed.
 */
export async function listFiles(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ListedFiles> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { text } = await runGit(args, { cwd: folder, env, maxBytes: 64 * 1024 * 1024 });
  const all = text === undefined ? walk(folder) : text.split("\0").filter((path) => path !== "");
  const notes: string[] = [];
  const own = all.filter((path) => !passedOver.test(path));
  if (own.length > maxFiles) notes.push(`only ${maxFiles} of ${own.length} files were looked at`);
  const odd = own.filter((path) => unwritable.test(path));
  if (odd.length > 0)
    notes.push(`passed over, for control characters in its name: ${JSON.stringify(odd[0]!.slice(0, 200))}`);
  return {
    files: own
      .slice(0, maxFiles)
      .filter((path) => !unwritable.test(path))
      .sort(),
    notes,
  };
}

/** Whether a path from {@link listFiles} is a regular file, and no link. */
export function isOwnFile(folder: string, path: string): boolean {
  return lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
}

function walk(top: string): string[] {
  const found: string[] = [];
  const visit = (below: string, depth: number): void => {
    for (const entry of entriesOf(join(top, below))) {
      if (found.length > maxFiles) return;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && depth < maxDepth && !passedOver.test(`${path}/`)) visit(path, depth + 1);
    }
  };
  visit("", 0);
  return found;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
