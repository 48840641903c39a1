import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runGit } from "../../ci/git/run-git.ts";
import { counted } from "../../text/counted.ts";

/** The files of a repository, with slashes, from its top; sorted. */
export interface ListedFiles {
  readonly files: readonly string[];
  /** How many there are, with those that were left out. */
  readonly total: number;
  /** For people: what was left out. */
  readonly notes: readonly string[];
}

const maxFiles = 200_000;
const maxDepth = 30;
/** Files that a note names. */
const maxNamed = 5;
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
  if (odd.length > 0) notes.push(passedOverNote(odd));
  return {
    files: own
      .slice(0, maxFiles)
      .filter((path) => !unwritable.test(path))
      .sort(),
    total: own.length,
    notes,
  };
}

/** Escaped names, on one line. */
function passedOverNote(odd: readonly string[]): string {
  const shown = odd.slice(0, maxNamed).map((path) => `"${escaped(path.slice(0, 200))}"`);
  const more = odd.length > maxNamed ? ` and ${odd.length - maxNamed} more` : "";
  return (
    `passed over ${counted(odd.length, "file")}, for control characters, invisible ones or backslashes in the name: ` +
    `${shown.join(", ")}${more}; rename what is to be previewed`
  );
}

function escaped(path: string): string {
  return path.replaceAll(/["\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu, (sign) =>
    /["\\]/.test(sign) ? `\\${sign}` : `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  );
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
