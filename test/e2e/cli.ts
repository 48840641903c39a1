import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** How a test runs the program. */
export interface CliRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with the process as soon as it is started. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** How it ended. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  json<T = unknown>(): T;
}

const root = resolve(import.meta.dirname, "../..");
const program = resolve(root, "dist/cli.js");

/** The environment of a child: nothing of the test's own CI, nothing of the user's settings. */
function cleanEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "LANG"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Starts the built program as a user would, as a process of its own. */
export function startCli(
  args: readonly string[],
  { env = {}, cwd = root, onStart }: CliRun = {},
): { child: ChildProcess; result: Promise<CliResult> } {
  if (!existsSync(program)) throw new Error("dist/cli.js is missing: npm run build");
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart?.(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const result = new Promise<CliResult>((done) =>
    child.once("close", (code, signal) =>
      done({ code, signal, ...output, json: <T>() => JSON.parse(output.stdout) as T }),
    ),
  );
  return { child, result };
}

/** Runs the built program to its end. */
export function runCli(args: readonly string[], run: CliRun = {}): Promise<CliResult> {
  return startCli(args, run).result;
}
