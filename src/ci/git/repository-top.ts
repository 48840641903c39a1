import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import type { Git } from "./git.ts";

/** Where the working folder lies in its repository. */
export interface RepositoryTop {
  /** Absolute path of the top. */
  readonly folder: string;
  /** The working folder below it: empty, or with a slash at its end. */
  readonly prefix: string;
  /** `workspace`: only an environment variable says so; a repository may as well lie in a folder below. */
  readonly known: "git" | "files" | "workspace";
}

/** Folders that CI checks out into. */
const workspaceVariables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/**
 * Finds the top of the repository: git says it, else the folder that holds `.git` (git may be missing, or refuse the
 * folder), else the folder that CI checks out into.
 *
 * @returns undefined if unknown: then no file can be found in a list of changed ones.
 */
export async function findTop({
  git,
  cwd,
  env,
}: {
  readonly git: Pick<Git, "prefix"> | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<RepositoryTop | undefined> {
  const folder = realpathSync(cwd);
  const prefix = await git?.prefix();
  if (prefix !== undefined) return { folder: resolve(folder, ...climb(prefix)), prefix, known: "git" };
  const marked = markedTop(folder);
  if (marked !== undefined) return { folder: marked, prefix: below(marked, folder), known: "files" };
  for (const name of workspaceVariables) {
    const named = env[name];
    if (named === undefined || named === "" || statSync(named, { throwIfNoEntry: false }) === undefined) continue;
    const workspace = realpathSync(named);
    if (above(folder).includes(workspace))
      return { folder: workspace, prefix: below(workspace, folder), known: "workspace" };
  }
  return undefined;
}

/** The folder that holds `.git`, else the working folder itself: absolute, symbolic links resolved. */
export function checkoutFolder(cwd: string): string {
  const folder = realpathSync(cwd);
  return markedTop(folder) ?? folder;
}

function markedTop(folder: string): string | undefined {
  return above(folder).find((one) => existsSync(join(one, ".git")));
}

/** The path from the top of a file that is named from the working folder; undefined if it lies outside. */
export function pathFromTop({ prefix, folder }: RepositoryTop, file: string): string | undefined {
  const named = isAbsolute(file) ? relative(folder, file) : prefix + file;
  const path = posix.normalize(named.replaceAll("\\", "/"));
  return path.startsWith("../") || posix.isAbsolute(path) ? undefined : path;
}

function climb(prefix: string): string[] {
  return prefix
    .split("/")
    .filter((part) => part !== "")
    .map(() => "..");
}

function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function below(top: string, folder: string): string {
  const path = relative(top, folder).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}
