import { type ChildProcess, spawn } from "node:child_process";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { DashboardError } from "../../errors.ts";
import { childScript, outputMarker } from "./child-script.ts";

/** How a module that makes a dashboard is run. */
export interface ModuleRun {
  /** Absolute path of the module. */
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
  /** The Node that runs it. */
  readonly execPath: string;
  readonly signal: AbortSignal;
  /** Milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
}

/** Endings of files that `--allow-code` runs. */
export const moduleEndings: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

const maxOutputBytes = 16 * 1024 * 1024;

/**
 * Runs a TypeScript or JavaScript module that exports a Foundation SDK builder (or a function that makes one, or the dashboard itself) and returns
 * the dashboard's JSON text. Only after `--allow-code`: the module can do whatever the user can. It gets no environment variables (so no tokens),
 * no standard input, a time limit and an output limit. Not repeated.
 *
 * @throws {DashboardError} if it fails, makes nothing, takes too long or makes too much.
 */
export async function loadModule({ path, file, execPath, signal, timeoutMs = 30_000 }: ModuleRun): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(execPath, ["--input-type=module", "--eval", childScript, "--", pathToFileURL(path).href, outputMarker], {
    cwd: dirname(path),
    env: {},
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const interrupt = () => child.kill("SIGKILL");
  signal.addEventListener("abort", interrupt, { once: true });
  const output = collect(child.stdout!, maxOutputBytes, interrupt);
  const errors = collect(child.stderr!, 64 * 1024);
  const { code, killed, failure } = await ending(child);
  signal.removeEventListener("abort", interrupt);
  signal.throwIfAborted();
  const fail = (text: string) => new DashboardError(`${file}: the module ${text}`, { code: "code" });
  if (failure !== undefined) throw fail(`could not be run (${failure})`);
  if (output.overflowed) throw fail("made more than 16 MiB");
  if (killed) throw fail(`took longer than ${timeoutMs / 1000} s and was ended`);
  if (code !== 0) throw fail(`failed: ${errorLine(errors.text())}`);
  const text = output.text();
  const start = text.indexOf(outputMarker);
  if (start === -1) throw fail("ended without a dashboard");
  return text.slice(start + outputMarker.length);
}

function collect(stream: Readable, maxBytes: number, onOverflow = () => {}): { text: () => string; readonly overflowed: boolean } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else onOverflow();
  });
  return {
    text: () => Buffer.concat(chunks).toString("utf8"),
    get overflowed() {
      return bytes > maxBytes;
    },
  };
}

interface Ending {
  readonly code: number | null;
  readonly killed: boolean;
  readonly failure?: string;
}

/** Its end and that of its output; a grandchild that keeps the pipes open is not waited for. */
async function ending(child: ChildProcess): Promise<Ending> {
  const closed = new Promise<void>((done) => child.once("close", () => done()));
  const end = await new Promise<Ending>((done) => {
    child.once("error", (error) => done({ code: null, killed: false, failure: error.message }));
    child.once("exit", (code, killSignal) => done({ code, killed: killSignal !== null }));
  });
  if (end.failure === undefined) await Promise.race([closed, wait(1000, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return end;
}

/** The line of a stack that says what happened. */
function errorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return (lines.find((line) => /^(?:\w*Error|Uncaught)\b/.test(line)) ?? lines.findLast((line) => line !== "") ?? "no message").slice(
    0,
    500,
  );
}
