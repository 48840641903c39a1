import { type ExecFileException, execFile } from "node:child_process";
import { plainLine } from "../../text/plain-line.ts";

/** Where git runs. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The output of git, or the reason why there is none. */
export type GitAnswer =
  | { readonly text: string; readonly fault?: undefined }
  | { readonly text?: undefined; readonly fault: string };

const timeoutMs = 30_000;

/** Runs git without prompts, locks, lazy fetches and translations, for at most 30 s. Never throws. */
export function runGit(
  args: readonly string[],
  { cwd, env, maxBytes }: GitOptions & { readonly maxBytes: number },
): Promise<GitAnswer> {
  const options = {
    cwd,
    env: { ...env, GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    encoding: "utf8",
    maxBuffer: maxBytes,
    timeout: timeoutMs,
  } as const;
  return new Promise((done) => {
    execFile("git", ["--no-pager", ...args], options, (error, stdout, stderr) =>
      done(error === null ? { text: stdout } : { fault: describeFault(error, stderr) }),
    );
  });
}

function describeFault(error: ExecFileException, stderr: string): string {
  if (error.code === "ENOENT") return "git is not installed here";
  if (/dubious ownership/.test(stderr))
    return (
      "git refuses this folder, which another user owns: " + 'run git config --global --add safe.directory "$PWD" first'
    );
  if (/not a git repository/.test(stderr)) return "this folder is not in a git repository";
  return `git fails: ${plainLine(stderr.trim().split("\n").at(-1) ?? "").slice(0, 200) || error.message.slice(0, 200)}`;
}
