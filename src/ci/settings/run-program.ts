import { spawn } from "node:child_process";
import { CiError } from "../../errors.ts";
import { plainLine } from "../../text/plain-line.ts";

/** A program of a review's host, such as `gh`, and where it runs. */
export interface HostProgram {
  /** Found on PATH. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** How a program ended. */
export interface ProgramAnswer {
  readonly ok: boolean;
  readonly stdout: string;
  /** The last lines that it said, without the input. */
  readonly said: string;
}

const timeoutMs = 60_000;
const maxChars = 1_000_000;

/**
 * Runs a host's program; what is secret goes through its standard input, because other users of the machine can read
 * command lines. Never asks anything.
 *
 * @throws {CiError} `no-program` if it is not installed; the signal's reason if it is aborted.
 */
export function runProgram(
  { name, env, cwd, signal }: HostProgram,
  args: readonly string[],
  input = "",
): Promise<ProgramAnswer> {
  return new Promise((done, fail) => {
    const child = spawn(name, args, {
      cwd,
      env: { ...env, GH_PROMPT_DISABLED: "1", NO_PROMPT: "1", NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: timeoutMs,
      signal,
    });
    const texts = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        if (texts[stream].length < maxChars) texts[stream] += text;
      });
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (signal.aborted) return fail(signal.reason as Error);
      const why =
        error.code === "ENOENT"
          ? "it is not installed; install it and log in, or pass --host-token"
          : (error.code ?? "it does not start");
      fail(new CiError(`${name}: ${why}`, { code: "no-program" }));
    });
    // It may end without reading.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.once("close", (code) => {
      const words = input === "" ? texts.stderr : texts.stderr.replaceAll(input, "[hidden]");
      done({ ok: code === 0, stdout: texts.stdout, said: plainLine(words.trim()).slice(0, 300) });
    });
  });
}
