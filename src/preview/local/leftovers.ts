import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** How the folders of throw-away servers begin. */
export const localFolderPrefix = "dashpreview-local-";

/** Access of {@link removeLeftovers} to other processes. */
export interface ProcessControl {
  /** The command line of a running process; undefined if there is none. */
  readonly commandLine: (pid: number) => string | undefined;
  readonly kill: (pid: number) => void;
}

/**
 * Ends servers and removes folders whose watchdog was killed too (a killed process group, a machine that lost power).
 *
 * A process is only ended if its command line names the folder: process numbers are used again. A folder younger than
 * `graceMs` without a watchdog number is left alone: another run may be just starting.
 *
 * @returns the folders that were removed.
 */
export function removeLeftovers(
  temporaryFolder: string,
  control: ProcessControl,
  options: { nowMs: number; graceMs?: number },
): string[] {
  const removed: string[] = [];
  for (const name of listFolders(temporaryFolder)) {
    const folder = join(temporaryFolder, name);
    if (isInUse(folder, control, options.nowMs, options.graceMs ?? 60_000)) continue;
    const server = readPid(join(folder, "server.pid"));
    if (server !== undefined && control.commandLine(server)?.includes(folder) === true) control.kill(server);
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      removed.push(folder);
    } catch {
      // Another user's folder in a shared temporary folder: theirs to remove.
    }
  }
  return removed;
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(localFolderPrefix));
  } catch {
    return [];
  }
}

function isInUse(folder: string, control: ProcessControl, nowMs: number, graceMs: number): boolean {
  const watchdog = readPid(join(folder, "watchdog.pid"));
  if (watchdog !== undefined) return control.commandLine(watchdog)?.includes(folder) === true;
  const age = nowMs - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < graceMs;
}

function readPid(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8").trim());
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
