import { setTimeout as wait } from "node:timers/promises";
import type { CliContext } from "../../src/cli/context.ts";
import { guardSecrets } from "../../src/cli/guard-secrets.ts";
import { createOutput } from "../../src/cli/output/output.ts";
import { createOutputFiles } from "../../src/cli/output/output-files.ts";
import { noWorkflowLog } from "../../src/cli/output/workflow-log.ts";
import { run } from "../../src/cli/run.ts";
import { InterruptedError } from "../../src/errors.ts";
import { confinementOf } from "../../src/preview/code/confinement.ts";
import { RegexTime } from "../../src/templating/regex-time.ts";

/** What a run of the program in this process is given. */
export interface InProcessRun {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Unix milliseconds: a clock that jumps, for example. Default: the real one. */
  readonly now?: () => number;
  /** Waits between attempts take at most so many milliseconds. Default 20: many runs, little time. */
  readonly longestSleepMs?: number;
}

/** How it ended. */
export interface InProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The whole program, from the command line to the exit code, without the start of a process: for attacks that need
 * hundreds of runs.
 */
export async function runInProcess(args: readonly string[], options: InProcessRun): Promise<InProcessResult> {
  const { cwd, env, signal = new AbortController().signal, now = () => Date.now(), longestSleepMs = 20 } = options;
  const output = { stdout: "", stderr: "" };
  const { redactor } = guardSecrets({ argv: args, env });
  const stream = (name: "stdout" | "stderr") =>
    createOutput({
      stream: {
        write: (text: string | Uint8Array) => {
          output[name] += String(text);
          return true;
        },
        isTTY: false,
        columns: 200,
      },
      env,
      redactor,
      workflow: noWorkflowLog,
    });
  const context: CliContext = {
    argv: args,
    version: "0.0.0-test",
    env,
    childEnv: {},
    readStdin: async () => "",
    askTerminal: undefined,
    cwd,
    out: stream("stdout"),
    err: stream("stderr"),
    files: createOutputFiles(redactor),
    redactor,
    now,
    elapsed: () => performance.now(),
    random: () => Math.random(),
    sleep: async (ms, own = signal) => {
      own.throwIfAborted();
      await wait(Math.min(ms, longestSleepMs), undefined, { signal: own }).catch(() => {
        throw own.reason instanceof Error ? own.reason : new InterruptedError();
      });
    },
    signal,
    blocking: (action) => action(),
    regexTime: new RegexTime(),
    user: "attacker",
    machine: "attack",
    homeFolder: cwd,
    temporaryFolder: cwd,
    processes: { commandLine: () => undefined, kill: () => {} },
    assetsFolders: [],
    execPath: process.execPath,
    confinement: confinementOf({
      allowed: process.allowedNodeEnvironmentFlags,
      uid: process.getuid?.(),
      runsTypeScript: false,
    }),
  };
  const code = await run(context);
  context.out.flush();
  context.err.flush();
  return { code, ...output };
}
