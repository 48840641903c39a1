import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/**
 * A server that a test started: where it listens and how to end it. `stop` waits for its end and removes its folder.
 */
export interface TestServer {
  readonly url: string;
  /** Where its configuration and its data are. */
  readonly folder: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Everything that it has printed. */
  log(): string;
  /** Ends the process without ceremony, as a crash would; the folder stays. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, in the same folder and at the same address. Its pid is another one. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A loopback port that was free a moment ago. Not one of those that systems give to connections that begin and to who
 * asks for any: another process would soon have it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(12_000, 32_000);
    const server = createServer();
    const free = await new Promise<boolean>((done) => {
      server.once("error", () => done(false));
      server.listen(port, "127.0.0.1", () => done(true));
    });
    await new Promise((done) => server.close(done));
    if (free) return port;
  }
  throw new Error("no free port was found");
}

/**
 * The path of a program that `npm test` made available: on the PATH or in the user cache; or another one, such as a
 * newer Prometheus, that `DASHPREVIEW_TEST_PROMETHEUS` or `DASHPREVIEW_TEST_VICTORIA_METRICS` names.
 */
export function toolPath(name: string): string {
  const named = process.env[`DASHPREVIEW_TEST_${name.toUpperCase().replaceAll("-", "_")}`];
  if (named !== undefined && named !== "") return named;
  const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "dashpreview", "bin");
  const found = [...(process.env["PATH"] ?? "").split(delimiter), cache]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is missing: run "npm test" once, it gets what the tests need`);
  // Root's cache has links to what others may run.
  return dirname(found) === cache ? realpathSync(found) : found;
}

/** A new temporary folder. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "test-"));
}

/** Starts `command` in its own temporary folder and waits until `readyUrl` answers 2xx. */
export async function startServer(options: {
  command: string;
  args: readonly string[];
  folder: string;
  url: string;
  readyPath: string;
}): Promise<TestServer> {
  const output: string[] = [];
  const start = async () => {
    const child = spawn(options.command, options.args, { cwd: options.folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => output.push(chunk.toString()));
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    await waitUntilReady(options.url + options.readyPath, child, output);
    return { child, ended };
  };
  let running = await start();
  const kill = async () => {
    running.child.kill("SIGKILL");
    await running.ended;
  };
  return {
    url: options.url,
    folder: options.folder,
    get pid() {
      return running.child.pid!;
    },
    log: () => output.join(""),
    kill,
    async startAgain() {
      running = await start();
    },
    async stop() {
      await kill();
      rmSync(options.folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`${child.spawnfile} ended with ${child.exitCode}:\n${output.join("")}`);
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`${child.spawnfile} was not ready within 60 s:\n${output.join("")}`);
}
