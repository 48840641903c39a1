import { commitHash } from "../comment/checked-text.ts";
import { changedFile, deletedFile } from "../hosts/changed-file.ts";
import type { ChangedFile } from "../hosts/host.ts";
import { type GitOptions, runGit } from "./run-git.ts";

/**
 * The git repository around a folder, read only. Every method gives undefined where git, the repository or the commit
 * is missing.
 */
export interface Git {
  /** Why git cannot be used here, and how to change that; undefined if it can. */
  fault(): Promise<string | undefined>;
  /** The folder's path below the top of the repository: empty, or with a slash at its end. */
  prefix(): Promise<string | undefined>;
  /** The commit that is checked out. */
  head(): Promise<string | undefined>;
  /** The commit that a branch, tag or hash names. */
  commitOf(name: string): Promise<string | undefined>;
  /** The parents of a commit, also those that a shallow clone does not have. */
  parents(commit: string): Promise<readonly string[] | undefined>;
  /** Whether a commit is there: a shallow clone has few. */
  hasCommit(commit: string): Promise<boolean>;
  /** Whether `one` is `other` or comes before it; false if unknown. */
  isAncestor(one: string, other: string): Promise<boolean>;
  mergeBase(one: string, other: string): Promise<string | undefined>;
  /** Files that the checked out commit has changed or deleted since `base`. Paths are relative to the top. */
  changedFiles(base: string): Promise<readonly ChangedFile[] | undefined>;
  /** Paths of all files of a commit, relative to the top. */
  files(commit: string): Promise<ReadonlySet<string> | undefined>;
  /** Paths of tracked files that are not as the checked out commit has them. */
  edited(): Promise<ReadonlySet<string> | undefined>;
  /** The text of a file, its path relative to the top. */
  readFile(path: string, options: { readonly commit: string; readonly maxBytes: number }): Promise<string | undefined>;
}

const maxListBytes = 64 * 1024 * 1024;
const diffFlags = ["--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-z"];

/**
 * Commits are given as hashes only, and paths behind a colon: nothing that a review contains can become an option. No
 * hooks or pagers run.
 */
export function openGit({ cwd, env }: GitOptions): Git {
  const answer = (args: readonly string[], maxBytes = 1024 * 1024) => runGit(args, { cwd, env, maxBytes });
  const run = async (args: readonly string[], maxBytes?: number) => (await answer(args, maxBytes)).text;
  return {
    fault: async () => (await answer(["rev-parse", "--git-dir"])).fault,
    async prefix() {
      const text = await run(["rev-parse", "--show-prefix"]);
      return text?.replace(/\n$/, "");
    },
    head: async () => commitHash((await run(["rev-parse", "HEAD"]))?.trim()),
    commitOf: async (name) =>
      commitHash((await run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]))?.trim()),
    async parents(commit) {
      const text = await run(["cat-file", "commit", checked(commit)]);
      const header = text?.split("\n\n")[0];
      return header?.split("\n").flatMap((line) => commitHash(/^parent (\S+)$/.exec(line)?.[1]) ?? []);
    },
    hasCommit: async (commit) => (await run(["cat-file", "-e", `${checked(commit)}^{commit}`])) !== undefined,
    isAncestor: async (one, other) =>
      (await run(["merge-base", "--is-ancestor", checked(one), checked(other)])) !== undefined,
    mergeBase: async (one, other) => commitHash((await run(["merge-base", checked(one), checked(other)]))?.trim()),
    async changedFiles(base) {
      const flags = [...diffFlags, "--name-status", "--find-renames"];
      const text = await run(["diff", ...flags, checked(base), "HEAD", "--"], maxListBytes);
      return text === undefined ? undefined : readNameStatus(text);
    },
    async files(commit) {
      const text = await run(["ls-tree", "-r", "-z", "--full-tree", "--name-only", checked(commit)], maxListBytes);
      return text === undefined ? undefined : readNames(text);
    },
    async edited() {
      const text = await run(["diff", ...diffFlags, "--name-only", "--no-relative", "HEAD", "--"], maxListBytes);
      return text === undefined ? undefined : readNames(text);
    },
    readFile: (path, { commit, maxBytes }) => run(["cat-file", "blob", `${checked(commit)}:${path}`], maxBytes),
  };
}

function checked(commit: string): string {
  if (commitHash(commit) === undefined) throw new RangeError("git: expected a commit's full hash");
  return commit;
}

function readNames(text: string): ReadonlySet<string> {
  return new Set(text.split("\0").filter((name) => name !== ""));
}

/** `M\0path\0`, `A\0path\0`, `D\0path\0`, `R090\0old\0new\0`. */
function readNameStatus(text: string): ChangedFile[] {
  const words = text.split("\0");
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < words.length; ) {
    const [state = "", path = ""] = [words[index], words[index + 1]];
    const twoPaths = state.startsWith("R") || state.startsWith("C");
    const target = twoPaths ? (words[index + 2] ?? "") : path;
    if (state === "D") files.push(deletedFile(path));
    else files.push(...changedFile(target, state === "A" ? undefined : path, state.startsWith("R")));
    index += twoPaths ? 3 : 2;
  }
  return files;
}
