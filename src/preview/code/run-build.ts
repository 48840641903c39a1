import { type ChildProcess, spawn } from "node:child_process";
import { DashboardError, UsageError } from "../../errors.ts";
import { formatDuration } from "../../text/duration.ts";
import { plainLine } from "../../text/plain-line.ts";
import { buildEnvironment } from "./build-environment.ts";
import { childEnding, collectOutput } from "./child-output.ts";
import { commandWords } from "./command-words.ts";

/** How build commands are run. */
export interface BuildRunner {
  /** The folder that they run in. */
  readonly cwd: string;
  /** The environment for programs that are started; see {@link buildEnvironment}. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Ends a process, or with a negative number a group of processes, at once. Nothing happens where there is none. */
  readonly kill: (pid: number) => void;
}

const maxOutputBytes = 64 * 1024 * 1024;
const maxErrorBytes = 16 * 1024;
const maxCommandLength = 1000;

/** The name under which messages and previews know what a build command prints: `<jsonnet dashboards.jsonnet>`. */
export function buildName(command: string): string {
  return `<${plainLine(command.trim())}>`;
}

/**
 * Runs a command of the user (`--build`) and returns its standard output. It runs in the working folder, without a
 * shell, with no standard input and without secrets in its environment. The time is limited, and so is the output; when
 * it ends, whatever it left running in its process group ends too. Not repeated.
 *
 * @throws {UsageError} if it is not one command, or there is no such program.
 * @throws {DashboardError} if it fails, prints nothing, takes too long or prints too much; with the end of what it
 *   wrote to standard error.
 */
export async function runBuild(command: string, { cwd, env, timeoutMs, signal, kill }: BuildRunner): Promise<string> {
  signal.throwIfAborted();
  if (command.length > maxCommandLength)
    throw new UsageError(`--build: a command of more than ${maxCommandLength} characters; put it into a script`);
  const [program, ...args] = commandWords(command, { name: "--build" });
  const child = spawn(program, args, {
    cwd,
    env: buildEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: what the command starts can be ended with it.
    detached: true,
    windowsHide: true,
  });
  const end = () => endGroup(child, kill);
  const output = collectOutput(child.stdout!, { maxBytes: maxOutputBytes, onOverflow: end });
  const errors = collectOutput(child.stderr!, { maxBytes: maxErrorBytes, keep: "end" });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, timeoutMs);
  signal.addEventListener("abort", end, { once: true });
  const { code, killSignal, failure } = await childEnding(child);
  clearTimeout(timer);
  signal.removeEventListener("abort", end);
  end();
  signal.throwIfAborted();
  if (failure !== undefined) throw notStarted(command, program, failure);
  const fail = (text: string) =>
    new DashboardError(`--build ${JSON.stringify(command)}: ${text}${shownErrors(errors.text())}`, { code: "build" });
  if (late) throw fail(`took longer than ${formatDuration(timeoutMs)} and was ended; --build-timeout allows more`);
  if (output.overflowed) throw fail("printed more than 64 MiB; name one command for each part");
  if (killSignal !== undefined) throw fail(`was ended by ${killSignal}`);
  if (code !== 0) throw fail(`ended with exit code ${code}`);
  if (output.text().trim() === "") throw fail("printed nothing; a dashboard was expected on standard output");
  return output.text();
}

function endGroup(child: ChildProcess, kill: BuildRunner["kill"]): void {
  try {
    if (child.pid !== undefined) kill(-child.pid);
  } catch {
    // No such group, or a system without groups.
  }
  child.kill("SIGKILL");
}

function notStarted(command: string, program: string, { code, message }: NodeJS.ErrnoException): UsageError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `there is no program ${JSON.stringify(program)} here; install it before, or name its path`,
    EACCES: `${JSON.stringify(program)} may not be run; make it executable, or name what runs it (sh build.sh)`,
  };
  return new UsageError(
    `--build ${JSON.stringify(command)}: ${reasons[code ?? ""] ?? `could not be started (${code ?? message})`}`,
  );
}

/** The first and last lines of what a command wrote to standard error: tools say what is wrong at either end. */
function shownErrors(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const shown = lines.length <= 16 ? lines : [...lines.slice(0, 6), "…", ...lines.slice(-9)];
  return shown.map((line) => `\n    ${plainLine(line).slice(0, 300)}`).join("");
}
