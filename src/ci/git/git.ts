import { execFile } from "node:child_process";
import { commitHash } from "../comment/checked-text.ts";
import type { ChangedFile } from "../hosts/host.ts";

/**
 * The git repository around a folder, read only. Every method gives undefined where git, the repository or the commit
 * is missing.
 */
export interface Git {
  /** The folder's path below the top of the repository: empty, or with a slash at its end. */
  prefix(): Promise<string | undefined>;
  /** The commit that is checked out. */
  head(): Promise<string | undefined>;
  /** Whether a commit is there: a shallow clone has few. */
  hasCommit(commit: string): Promise<boolean>;
  mergeBase(one: string, other: string): Promise<string | undefined>;
  /**
   * Files that the checked out commit has changed since `base`, without deleted ones. Paths are relative to the top.
   */
  changedFiles(base: string): Promise<readonly ChangedFile[] | undefined>;
  /** The text of a file, its path relative to the top. */
  readFile(path: string, options: { readonly commit: string; readonly maxBytes: number }): Promise<string | undefined>;
}

const timeoutMs = 30_000;
const maxListBytes = 32 * 1024 * 1024;

/** Options of {@link openGit}. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Commits are given as hashes only, and paths behind a colon: nothing that a review contains can become an option. No
 * filters, hooks or pagers run.
 */
export function openGit({ cwd, env }: GitOptions): Git {
  const run = (args: readonly string[], maxBytes = 1024 * 1024) => runGit(args, { cwd, env, maxBytes });
  return {
    async prefix() {
      const text = await run(["rev-parse", "--show-prefix"]);
      return text?.replace(/\n$/, "");
    },
    head: async () => commitHash((await run(["rev-parse", "HEAD"]))?.trim()),
    hasCommit: async (commit) => (await run(["cat-file", "-e", `${checked(commit)}^{commit}`])) !== undefined,
    mergeBase: async (one, other) => commitHash((await run(["merge-base", checked(one), checked(other)]))?.trim()),
    async changedFiles(base) {
      const flags = ["--no-ext-diff", "--no-textconv", "--name-status", "-z", "--find-renames", "--diff-filter=d"];
      const text = await run(["diff", ...flags, checked(base), "HEAD", "--"], maxListBytes);
      return text === undefined ? undefined : readNameStatus(text);
    },
    readFile: (path, { commit, maxBytes }) => run(["cat-file", "blob", `${checked(commit)}:${path}`], maxBytes),
  };
}

function checked(commit: string): string {
  if (commitHash(commit) === undefined) throw new RangeError("git: expected a commit's full hash");
  return commit;
}

function runGit(
  args: readonly string[],
  { cwd, env, maxBytes }: GitOptions & { maxBytes: number },
): Promise<string | undefined> {
  const options = {
    cwd,
    env: { ...env, GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    encoding: "utf8",
    maxBuffer: maxBytes,
    timeout: timeoutMs,
  } as const;
  return new Promise((done) => {
    execFile("git", ["--no-pager", ...args], options, (error, stdout) => done(error === null ? stdout : undefined));
  });
}

/** `M\0path\0`, `A\0path\0`, `R090\0old\0new\0`. */
function readNameStatus(text: string): ChangedFile[] {
  const words = text.split("\0");
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < words.length; ) {
    const [state = "", path = ""] = [words[index], words[index + 1]];
    const twoPaths = state.startsWith("R") || state.startsWith("C");
    const target = twoPaths ? (words[index + 2] ?? "") : path;
    files.push({ path: target, basePath: state === "A" ? undefined : path });
    index += twoPaths ? 3 : 2;
  }
  return files;
}
