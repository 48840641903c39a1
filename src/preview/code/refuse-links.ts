import { readdirSync, readlinkSync, realpathSync, statfsSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { ReadablePaths } from "./readable-paths.ts";

/** Where a process can look at others: their environment, memory and open files. */
const windows = ["/proc", "/sys", "/dev"];
/** The type of proc and sysfs file systems, wherever they are mounted. @see statfs(2) */
const windowTypes = new Set([0x9fa0, 0x62656572]);
/** A project with more is not looked through. */
const maxEntries = 1_000_000;

/**
 * Node's permission model follows links out of what it allows: one in the project that leads to `/proc` would show the
 * environment of this process. Finds the first such link, also in folders outside that links lead to; undefined if
 * there is none.
 *
 * @throws {RangeError} if there are more than a million files.
 */
export function findWindow({ folders, files }: ReadablePaths): string | undefined {
  const waiting = [...folders];
  const seen = new Set<string>();
  let entries = 0;
  const leadsOut = (path: string): boolean => {
    const target = targetOf(path);
    if (isWindow(target)) return true;
    if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === true) waiting.push(target);
    return false;
  };
  const link = [...folders, ...files].find((path) => isLink(path) && leadsOut(path));
  if (link !== undefined) return link;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const real = targetOf(folder);
    if (seen.has(real)) continue;
    seen.add(real);
    for (const entry of listed(real)) {
      if (++entries > maxEntries) throw new RangeError(`findWindow: more than ${maxEntries} files`);
      const path = join(real, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isSymbolicLink() && leadsOut(path)) return path;
    }
  }
  return undefined;
}

/** Whether a file is one of those by which a process can look at others. */
export function leadsToWindow(path: string): boolean {
  return isWindow(targetOf(path));
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // What we cannot read the module cannot read either.
    return [];
  }
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a path really leads; of one that leads nowhere yet, as far as it can be followed: the process whose folder it
 * names may start later.
 */
function targetOf(path: string, depth = 0): string {
  try {
    return realpathSync(path);
  } catch {
    if (depth > 40) return sep;
  }
  try {
    return targetOf(resolve(dirname(path), readlinkSync(path)), depth + 1);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(targetOf(parent, depth + 1), path.slice(parent.length));
  }
}

function isWindow(path: string): boolean {
  if (path === sep || windows.some((window) => path === window || path.startsWith(window + sep))) return true;
  try {
    return windowTypes.has(statfsSync(path).type);
  } catch {
    return false;
  }
}
