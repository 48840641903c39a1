import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { ProcessControl } from "../preview/local/leftovers.ts";

/** A text stream that knows whether a person looks at it. */
export interface Output {
  write(text: string): void;
  /** A terminal: progress may move the cursor. */
  readonly isTerminal: boolean;
  /** Colours are wanted: a terminal, and NO_COLOR is not set; or FORCE_COLOR is. */
  readonly colours: boolean;
  /** Width in characters; 100 where there is no terminal. */
  readonly columns: number;
}

/** Everything that commands need from the outside world. Made once, by main. */
export interface CliContext {
  readonly argv: readonly string[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Results go here, and nothing else. */
  readonly out: Output;
  /** Progress, warnings and errors go here. */
  readonly err: Output;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that is never set. */
  readonly elapsed: () => number;
  /** Uniform in [0, 1), for jitter only. */
  readonly random: () => number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Aborted by SIGINT, SIGTERM and SIGHUP with an InterruptedError. */
  readonly signal: AbortSignal;
  readonly user: string;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
  readonly processes: ProcessControl;
  /** The path of the Node that runs this. */
  readonly execPath: string;
}

/** What of `process` {@link createContext} is handed. */
export interface ProcessParts
  extends Pick<CliContext, "argv" | "version" | "env" | "cwd" | "now" | "elapsed" | "random" | "signal" | "execPath"> {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly kill: (pid: number, signal: NodeJS.Signals | 0) => void;
}

/** Turns the parts of `process` into what commands use. */
export function createContext({ stdin: _, stdout, stderr, kill, ...parts }: ProcessParts): CliContext {
  return {
    ...parts,
    out: createOutput(stdout, parts.env),
    err: createOutput(stderr, parts.env),
    sleep: async (ms, signal = parts.signal) => {
      signal.throwIfAborted();
      await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
    user: userName(parts.env),
    homeFolder: homedir(),
    temporaryFolder: tmpdir(),
    processes: { commandLine, kill: (pid) => ignoreMissing(() => kill(pid, "SIGKILL")) },
  };
}

function createOutput(stream: NodeJS.WriteStream, env: CliContext["env"]): Output {
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const refused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true && env["CI"] !== "true",
    colours: forced || (stream.isTTY === true && !refused),
    get columns() {
      return stream.columns ?? 100;
    },
  };
}

function userName(env: CliContext["env"]): string {
  try {
    return env["USER"] || userInfo().username;
  } catch {
    return "user";
  }
}

/** From /proc, or from `ps` where that is missing (macOS). */
function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    if (existsSync("/proc/self/cmdline")) return undefined;
  }
  const { status, stdout } = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function ignoreMissing(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ESRCH") throw error;
  }
}
