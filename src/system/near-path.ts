import { opendirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { nearestWord } from "../text/nearest-word.ts";

/** Entries of a folder that are compared; more would take long. */
const maxEntries = 2000;

/**
 * The end of a message about a path that leads nowhere: `; did you mean dashboards/cpu.json?`, or nothing if no file or
 * folder has a name like it. Each missing part of the path is compared with the names in its folder. Never throws.
 */
export function nearPath(path: string, cwd: string): string {
  const parts = path.split("/");
  let shown = "";
  for (const [index, part] of parts.entries()) {
    const at = (name: string) => (index === 0 ? name : `${shown}/${name}`);
    const folder = resolve(cwd, index === 0 ? "" : shown || "/");
    const name = part === "" || exists(join(folder, part)) ? part : nearestWord(part, namesIn(folder));
    if (name === undefined) return "";
    shown = at(name);
  }
  return shown === path ? "" : `; did you mean ${shown}?`;
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Names that can be shown in a line of text. */
function namesIn(folder: string): string[] {
  const names: string[] = [];
  try {
    const entries = opendirSync(folder);
    try {
      for (let entry = entries.readSync(); entry !== null && names.length < maxEntries; entry = entries.readSync())
        if (!entry.name.startsWith(".") && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(entry.name)) names.push(entry.name);
    } finally {
      entries.closeSync();
    }
  } catch {
    return [];
  }
  // The order of a folder is chance.
  return names.sort();
}
