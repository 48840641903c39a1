import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, readFileSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { UsageError } from "../../../errors.ts";
import { makeTemporaryFolder } from "../../../system/temporary-folder.ts";
import { watchdogScript } from "../../../system/watchdog.ts";
import { browserArguments } from "./arguments.ts";
import { type Connection, connect } from "./connection.ts";

/** How a browser is started. */
export interface LaunchOptions {
  /** Of a browser of the Chromium family. */
  readonly program: string;
  readonly temporaryFolder: string;
  /** Without secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Without network: no name has an address. */
  readonly offline: boolean;
  /** Never without its sandbox: for pages that are not ours. */
  readonly sandboxOnly: boolean;
  readonly signal: AbortSignal;
}

/** A running browser without a window. */
export interface Browser {
  readonly connection: Connection;
  /** False where neither this user nor another may use the kernel's means for it. */
  readonly sandboxed: boolean;
  /** Ends it and removes its folder; resolves when both are gone. Safe to repeat. */
  stop(): Promise<void>;
}

/** How the folders of throw-away servers begin: leftovers are found by it. */
const folderPrefix = "dashpreview-local-";
/** The user `nobody`, who may read and own nothing. */
const nobody = 65_534;
const startWithinMs = 30_000;
/** A socket of the browser's lies below its folder, and its path has 103 bytes at most on macOS, 107 on Linux. */
const longestFolder = 103 - "/org.chromium.Chromium.123456/SingletonSocket".length;

interface Attempt {
  readonly sandbox: boolean;
  readonly user?: number;
}

/**
 * Starts a browser, owned by a watchdog: it ends, and its folder goes, when this process does, however that ends. Its
 * sandbox does not work for root, so root starts it as nobody; where it works for nobody, it is left off if that is
 * allowed.
 *
 * @throws {UsageError} code `browser-start` if it does not start; the message has the end of what it said.
 */
export async function launchBrowser(options: LaunchOptions): Promise<Browser> {
  const root = userInfo().uid === 0;
  const attempts: Attempt[] = [
    root ? { sandbox: true, user: nobody } : { sandbox: true },
    ...(options.sandboxOnly ? [] : [{ sandbox: false }]),
  ];
  let said = "";
  for (const attempt of attempts) {
    options.signal.throwIfAborted();
    const started = start(options, attempt);
    try {
      await answering(started, options.signal);
      return { connection: started.connection, sandboxed: attempt.sandbox, stop: started.stop };
    } catch {
      said = started.log();
      await started.stop();
    }
  }
  options.signal.throwIfAborted();
  const lines = said.trim().split("\n").slice(-4).join("\n");
  const sandbox = options.sandboxOnly
    ? "; pages of other servers are opened in its sandbox only, which containers often forbid"
    : "";
  throw new UsageError(`${options.program} did not start${sandbox}${lines === "" ? "" : `:\n${lines}`}`, {
    code: "browser-start",
  });
}

interface Started {
  readonly connection: Connection;
  readonly stop: () => Promise<void>;
  /** The end of what it wrote. */
  readonly log: () => string;
}

function start({ program, temporaryFolder, env, offline }: LaunchOptions, { sandbox, user }: Attempt): Started {
  const folder = makeShortFolder(temporaryFolder);
  if (user !== undefined) chownSync(folder, user, user);
  const command = [program, ...browserArguments({ folder, sandbox, offline })];
  const child: ChildProcess = spawn("/bin/sh", ["-c", watchdogScript, "dashpreview-watchdog", folder, ...command], {
    detached: true,
    cwd: folder,
    // The watchdog's own input, which it waits on, and the two pipes of the browser.
    stdio: ["pipe", "ignore", "ignore", "pipe", "pipe"],
    env: { ...browserEnv(env), HOME: folder, TMPDIR: folder },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const connection = connect(child.stdio[4] as Readable, child.stdio[3] as Writable);
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  });
  child.once("error", () => connection.close(new Error("it could not be run")));
  child.stdin?.on("error", () => {});
  return {
    connection,
    log: () => readLog(join(folder, "server.log")),
    async stop() {
      connection.close(new Error("the browser was ended"));
      child.stdin?.end();
      await ended;
      for (const pipe of [child.stdio[3], child.stdio[4]]) pipe?.destroy();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/** In the given folder, or in /tmp where a socket below that would have too long a path. */
function makeShortFolder(temporaryFolder: string): string {
  const folder = makeTemporaryFolder(temporaryFolder, folderPrefix);
  if (Buffer.byteLength(folder) <= longestFolder) return folder;
  try {
    const short = makeTemporaryFolder("/tmp", folderPrefix);
    rmSync(folder, { recursive: true });
    return short;
  } catch {
    return folder;
  }
}

/** Variables by which a program finds its own parts; none that says who runs this or leads out of here. */
function browserEnv(env: LaunchOptions["env"]): Record<string, string> {
  const kept = ["PATH", "LANG", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "NIX_LD", "SystemRoot"];
  const given = kept.flatMap((name): [string, string][] => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(given), TZ: "UTC", DBUS_SESSION_BUS_ADDRESS: "disabled:" };
}

/** Waits for its first answer. @throws {Error} if it ends first, or says nothing in time. */
async function answering({ connection }: Started, signal: AbortSignal): Promise<void> {
  const stop = () => connection.close(new Error("interrupted"));
  const timer = setTimeout(() => connection.close(new Error("it said nothing")), startWithinMs);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await connection.send("Browser.getVersion");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function readLog(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(-4000);
  } catch {
    return "";
  }
}
