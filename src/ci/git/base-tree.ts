import { join } from "node:path";
import { commitHash } from "../comment/checked-text.ts";
import { type GitOptions, runGit } from "./run-git.ts";

/** The files of a commit in a folder, or why they are not there. */
export type BaseTree =
  | { readonly cwd: string; readonly tree: string; readonly top: string; readonly fault?: undefined }
  | { readonly cwd?: undefined; readonly fault: string };

/**
 * Writes all files of a commit into an empty folder, with an index of its own: the repository, its index and what is
 * checked out stay as they are, and no hook runs. Never throws.
 *
 * @param options.folder - empty; gets `tree` with the files, and the index beside it.
 * @returns `tree`; the folder in it that corresponds to `cwd`; the repository's top, which `tree` corresponds to.
 */
export async function writeBaseTree(
  commit: string,
  { folder, cwd, env }: GitOptions & { readonly folder: string },
): Promise<BaseTree> {
  const hash = commitHash(commit);
  if (hash === undefined) return { fault: "the base has no full hash" };
  const own = { ...env, GIT_INDEX_FILE: join(folder, "index"), GIT_LFS_SKIP_SMUDGE: "1" };
  const run = (args: readonly string[], from: string) => runGit(args, { cwd: from, env: own, maxBytes: 1024 * 1024 });
  const prefix = await run(["rev-parse", "--show-prefix"], cwd);
  const top = await run(["rev-parse", "--show-toplevel"], cwd);
  if (prefix.text === undefined || top.text === undefined) return { fault: prefix.fault ?? top.fault ?? "no top" };
  const from = top.text.replace(/\n$/, "");
  const tree = join(folder, "tree");
  for (const args of [
    ["read-tree", hash],
    ["checkout-index", "--all", "--force", `--prefix=${tree}/`],
  ]) {
    const { fault } = await run(args, from);
    if (fault !== undefined) return { fault };
  }
  return { cwd: join(tree, prefix.text.replace(/\n$/, "")), tree, top: from };
}
