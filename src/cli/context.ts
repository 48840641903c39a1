import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { isAbsolute } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Confinement } from "../preview/code/confinement.ts";
import type { Blocking } from "../preview/inputs.ts";
import type { ProcessControl } from "../preview/local/leftovers.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { RegexTime } from "../templating/regex-time.ts";
import { askTerminal } from "./ask-terminal.ts";
import { createOutput, type Output } from "./output/output.ts";
import { createOutputFiles, type OutputFiles } from "./output/output-files.ts";
import type { WorkflowLog } from "./output/workflow-log.ts";
import { readStdin } from "./read-stdin.ts";

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
  /** The environment for programs that are started: without secrets. */
  readonly childEnv: Readonly<Record<string, string | undefined>>;
  /** Files are written through here. */
  readonly files: OutputFiles;
  /** Takes every secret of this run out of a text. Outputs and files do so themselves. */
  readonly redactor: Redactor;
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
  /**
   * Runs something that may take seconds without a pause, such as the parser of a large file. Nobody could hear a
   * signal meanwhile, so a signal ends the program at once, as if it had no say in that: only for what leaves nothing
   * half done. A signal since the last turn is lost: `nextTurn` comes before it.
   */
  readonly blocking: Blocking;
  /** Time for the regular expressions of all dashboards. */
  readonly regexTime: RegexTime;
  readonly user: string;
  /** The name of this machine. */
  readonly machine: string;
  /** Absolute path; undefined for a user without one. */
  readonly homeFolder: string | undefined;
  readonly temporaryFolder: string;
  readonly processes: ProcessControl;
  /** Where the files lie that come with the program, absolute; the first one that exists counts. */
  readonly assetsFolders: readonly string[];
  /** Files of `assets/` by their names, compressed by Brotli, in base64: a program of one file has no folders. */
  readonly embeddedAssets?: Readonly<Record<string, string>> | undefined;
  /** The path of the Node that runs this; undefined if it is inside this program, and runs nothing else. */
  readonly execPath: string | undefined;
  /** How modules of `--allow-code` are run. */
  readonly confinement: Confinement;
  /** Reads standard input to its end. @throws {UsageError} if it is a terminal or too much. */
  readonly readStdin: () => Promise<string>;
  /**
   * Asks somebody at the terminal; undefined without one. `hidden`: what is typed is not shown.
   */
  readonly askTerminal: ((question: string, options: { readonly hidden: boolean }) => Promise<string>) | undefined;
}

/** The parts of `process` that {@link createContext} uses. */
export interface ProcessParts
  extends Pick<
    CliContext,
    | "argv"
    | "version"
    | "env"
    | "cwd"
    | "now"
    | "elapsed"
    | "random"
    | "signal"
    | "blocking"
    | "execPath"
    | "assetsFolders"
    | "embeddedAssets"
    | "confinement"
    | "redactor"
    | "childEnv"
  > {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly kill: (pid: number, signal: NodeJS.Signals | 0) => void;
  readonly workflow: WorkflowLog;
}

/** Turns the parts of `process` into what commands use. */
export function createContext({ stdin, stdout, stderr, kill, workflow, ...parts }: ProcessParts): CliContext {
  const { env, redactor } = parts;
  return {
    ...parts,
    regexTime: new RegexTime(),
    out: createOutput({ stream: stdout, env, redactor, workflow }),
    err: createOutput({ stream: stderr, env, redactor, workflow }),
    files: createOutputFiles(redactor),
    readStdin: () => readStdin(stdin, parts.signal),
    askTerminal:
      stdin.isTTY && stderr.isTTY
        ? (question, { hidden }) => askTerminal({ stdin, stderr, hidden, signal: parts.signal }, question)
        : undefined,
    sleep: async (ms, signal = parts.signal) => {
      signal.throwIfAborted();
      await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
    user: userName(parts.env),
    machine: hostname(),
    homeFolder: homeFolder(),
    temporaryFolder: tmpdir(),
    processes: { commandLine, kill: (pid) => ignoreMissing(() => kill(pid, "SIGKILL")) },
  };
}

function userName(env: CliContext["env"]): string {
  try {
    return env["USER"] || userInfo().username;
  } catch {
    return "user";
  }
}

/** Node throws without HOME and without an entry in the list of users, as under a number that a container chose. */
function homeFolder(): string | undefined {
  try {
    const folder = homedir();
    return isAbsolute(folder) ? folder : undefined;
  } catch {
    return undefined;
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
