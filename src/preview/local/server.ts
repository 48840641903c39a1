import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PrometheusError } from "../../errors.ts";
import { makeTemporaryFolder } from "../../system/temporary-folder.ts";
import { watchdogScript } from "../../system/watchdog.ts";
import { formatDuration } from "../../text/duration.ts";
import { localFolderPrefix } from "./leftovers.ts";
import { withRoom } from "./with-room.ts";

/** Options of {@link startLocalPrometheus}. */
export interface LocalServerOptions {
  readonly binary: string;
  /** Where the server's folder is made. */
  readonly temporaryFolder: string;
  /** How far back data may lie, in milliseconds before now. */
  readonly historyMs: number;
  /** Waits; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A throw-away Prometheus. */
export interface LocalServer {
  readonly url: string;
  /** Ends the server and removes its folder; resolves when both are gone. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus on a free loopback port in a new temporary folder, with receiver, admin API and a window that
 * takes the history in any order.
 *
 * A watchdog process owns it: when the pipe to this process closes, for whatever reason, the server ends and the folder
 * goes.
 *
 * @throws {PrometheusError} code `local-start` if it does not become ready within 30 s, or is another program; the
 *   message holds the end of its log. Code `disk-full` where its folder has no room.
 */
export function startLocalPrometheus(options: LocalServerOptions): Promise<LocalServer> {
  return withRoom(options.temporaryFolder, () => start(options));
}

async function start(options: LocalServerOptions): Promise<LocalServer> {
  let lastLog = "";
  for (let attempt = 0; attempt < 3; attempt++) {
    const folder = makeTemporaryFolder(options.temporaryFolder, localFolderPrefix);
    const port = await freePort();
    try {
      writeFileSync(join(folder, "prometheus.yml"), configuration(options.historyMs));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    const server = launch(options.binary, folder, `127.0.0.1:${port}`);
    try {
      if (await isReady(server, options)) return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
    lastLog = server.log();
    await server.stop();
    if (!lastLog.includes("address already in use")) break;
  }
  throw new PrometheusError(
    `${options.binary} did not become ready; is it a Prometheus server? It said:\n` +
      (lastLog.trim().split("\n").slice(-5).join("\n") || "(nothing)"),
    {
      code: "local-start",
    },
  );
}

/**
 * Twice the history: the samples lie before now by up to a history, and rules of thumb about block borders should never
 * bite.
 */
function configuration(historyMs: number): string {
  return (
    "global: {scrape_interval: 15s}\nstorage: {tsdb: {out_of_order_time_window: " +
    `${formatDuration(2 * historyMs + 3_600_000)}}}\n`
  );
}

interface Launched extends LocalServer {
  readonly child: ChildProcess;
  log(): string;
}

function launch(binary: string, folder: string, address: string): Launched {
  const command = [
    binary,
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=${address}`,
    "--web.enable-remote-write-receiver",
    "--web.enable-admin-api",
    "--storage.tsdb.retention.time=100y",
    "--enable-feature=native-histograms,exemplar-storage",
    "--log.level=warn",
  ];
  const child = spawn("/bin/sh", ["-c", watchdogScript, "dashpreview-watchdog", folder, ...command], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: folder,
  });
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  });
  child.stdin.on("error", () => {});
  return {
    url: `http://${address}`,
    child,
    log: () => readText(join(folder, "server.log")),
    async stop() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isReady(server: Launched, { binary, sleep, signal }: LocalServerOptions): Promise<boolean> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (server.child.exitCode !== null || /level=error/.test(server.log())) return false;
    const answer = await fetch(`${server.url}/-/ready`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.ok === true) return true;
    // Another program may never say a word.
    if (waited === 1000 && !(await isPrometheus(binary))) return false;
    await sleep(50, signal);
  }
  return false;
}

function isPrometheus(binary: string): Promise<boolean> {
  return new Promise((done) =>
    execFile(binary, ["--version"], { timeout: 10_000 }, (_error, stdout, stderr) =>
      done(/\bprometheus\b/i.test(stdout + stderr)),
    ),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
