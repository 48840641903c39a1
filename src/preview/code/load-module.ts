import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DashboardError } from "../../errors.ts";
import { childEnding, collectOutput } from "./child-output.ts";
import { childScript, compileScript, outputMarker } from "./child-script.ts";
import type { Confinement } from "./confinement.ts";
import { readableByOthers } from "./readable-by-others.ts";
import { isWithheld, type ReadablePaths, readablePaths, readFlags } from "./readable-paths.ts";
import { findWindow, leadsToWindow } from "./refuse-links.ts";

/** How modules are run. */
export interface CodeRunner {
  /** The Node that runs them. */
  readonly execPath: string;
  readonly confinement: Confinement;
  readonly signal: AbortSignal;
}

/** How a module that makes a dashboard is run. */
export interface ModuleRun extends CodeRunner {
  /** Absolute path of the module. */
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
  /** Milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
}

/** Endings of files that `--allow-code` runs. */
export const moduleEndings: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

const maxOutputBytes = 16 * 1024 * 1024;

/**
 * Runs a TypeScript or JavaScript module that exports a Foundation SDK builder (or a function that makes one, or the
 * dashboard itself) and returns the dashboard's JSON text. Only after `--allow-code`. The module gets no environment
 * variables, no standard input, a time limit and an output limit; it may read its project but for `.git` and the like,
 * and neither `/proc` nor anything else; it starts no program and sends no signal. As root it runs as `nobody`. The
 * network is open to it. Not repeated.
 *
 * @throws {DashboardError} if it fails, makes nothing, takes too long or makes too much; if a link in the project leads
 *   to where processes can be looked at.
 */
export async function loadModule(run: ModuleRun): Promise<string> {
  const { path, file, confinement, signal } = run;
  signal.throwIfAborted();
  const url = pathToFileURL(path).href;
  const readable = readablePaths(path);
  const isTypeScript = /\.m?ts$/.test(path) && !confinement.runsTypeScript;
  const source = isTypeScript ? await compile(run, url) : undefined;
  const flags =
    confinement.nodeFlags.length === 0 ? [] : [...confinement.nodeFlags, ...readFlags(checkedPaths(readable, file))];
  return runScript(run, { flags, script: childScript, url: source === undefined ? url : "-", source });
}

/**
 * esbuild is a program of its own: the permission model would not let it start. It runs nothing of the module, but a
 * module can import any file as text.
 */
async function compile(run: ModuleRun, url: string): Promise<string> {
  const { code, inputs } = JSON.parse(await runScript(run, { flags: [], script: compileScript, url })) as {
    code: string;
    inputs: string[];
  };
  const odd = inputs
    .map((input) => resolve(dirname(run.path), input))
    .find((input) => isWithheld(input) || leadsToWindow(input));
  if (odd !== undefined) throw new DashboardError(`${run.file}: a module may not import ${odd}`, { code: "code" });
  return code;
}

function checkedPaths(readable: ReadablePaths, file: string): ReadablePaths {
  const fail = (text: string) => new DashboardError(`${file}: ${text}`, { code: "code" });
  const star = [...readable.folders, ...readable.files].find((path) => path.includes("*"));
  if (star !== undefined)
    throw fail(`the path ${star} has a * in it, which Node's permission model takes for every name; rename it`);
  const link = attempt(() => findWindow(readable), fail);
  if (link !== undefined)
    throw fail(`${link} is a link that leads to other processes' data; remove it to run code of this project`);
  return readable;
}

function attempt(find: () => string | undefined, fail: (text: string) => DashboardError): string | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fail(
      "its project has more than a million files: put a package.json beside the module, or keep it in a " +
        "repository of its own",
    );
  }
}

interface Script {
  readonly flags: readonly string[];
  readonly script: string;
  readonly url: string;
  /** For standard input. */
  readonly source?: string | undefined;
}

async function runScript(run: ModuleRun, script: Script): Promise<string> {
  const { path, file, execPath, confinement, signal, timeoutMs = 30_000 } = run;
  // Root's own folders are closed to others: then the permission model alone has to do.
  const user = [path, execPath].every(readableByOthers) ? confinement.user : undefined;
  const child = spawn(
    execPath,
    [...script.flags, "--no-warnings", "--input-type=module", "--eval", script.script, "--", script.url, outputMarker],
    {
      cwd: dirname(path),
      env: {},
      stdio: [script.source === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
      ...user,
    },
  );
  child.stdin?.on("error", () => {});
  child.stdin?.end(script.source);
  const interrupt = () => child.kill("SIGKILL");
  signal.addEventListener("abort", interrupt, { once: true });
  const output = collectOutput(child.stdout!, { maxBytes: maxOutputBytes, onOverflow: interrupt });
  const errors = collectOutput(child.stderr!, { maxBytes: 64 * 1024 });
  const { code, killSignal, failure } = await childEnding(child);
  signal.removeEventListener("abort", interrupt);
  signal.throwIfAborted();
  const fail = (text: string) => new DashboardError(`${file}: the module ${text}`, { code: "code" });
  if (failure !== undefined) {
    // A container may have taken the right to change users from root.
    if (user !== undefined && /EPERM|EINVAL/.test(failure.message))
      return runScript({ ...run, confinement: { ...confinement, user: undefined } }, script);
    throw fail(`could not be run (${failure.message})`);
  }
  if (output.overflowed) throw fail("made more than 16 MiB");
  if (killSignal !== undefined) throw fail(`took longer than ${timeoutMs / 1000} s and was ended`);
  if (code !== 0) throw fail(`failed: ${errorLine(errors.text())}${advice(errors.text(), user !== undefined)}`);
  const text = output.text();
  const start = text.indexOf(outputMarker);
  if (start === -1) throw fail("ended without a dashboard");
  return text.slice(start + outputMarker.length);
}

function advice(errors: string, otherUser: boolean): string {
  if (errors.includes("ERR_ACCESS_DENIED"))
    return (
      "; a module may read its project and node_modules, and start no program, thread or addon: do that before " +
      "and hand it the result as a file"
    );
  if (otherUser && errors.includes("EACCES"))
    return "; root runs modules as nobody: let others read the project (chmod -R o+rX)";
  return "";
}

/** The line of a stack that says what happened. */
function errorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return (
    lines.find((line) => /^(?:\w*Error|Uncaught)\b/.test(line)) ??
    lines.findLast((line) => line !== "") ??
    "no message"
  ).slice(0, 500);
}
