import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files and folders that are looked at. */
const most = 20_000;
const maxDepth = 12;
/** Milliseconds between two looks. */
const intervalMs = 400;
const skipped: ReadonlySet<string> = new Set(["node_modules", ".git", "dist", ".terraform"]);

/** How {@link nextChange} waits. */
export interface WatchOptions {
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** The state that counts as unchanged, from {@link fingerprint}. */
  readonly since: string;
}

/**
 * Waits until something below the paths has changed and then stays as it is for a moment, as when an editor has saved.
 * It looks every 0.4 s, which works on every file system, shared ones too.
 *
 * @returns the state then.
 * @throws the signal's reason.
 */
export async function nextChange(paths: readonly string[], { sleep, signal, since }: WatchOptions): Promise<string> {
  let before = since;
  for (;;) {
    await sleep(intervalMs, signal);
    const now = fingerprint(paths);
    if (now !== since && now === before) return now;
    before = now;
  }
}

/**
 * A text that differs when a file below the paths is written, made or removed. Hidden files, dependencies and builds
 * are not looked at, nor more than 20,000 files.
 */
export function fingerprint(paths: readonly string[]): string {
  const lines: string[] = [];
  const look = (path: string, depth: number) => {
    if (lines.length >= most) return;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (!stats.isDirectory()) {
      lines.push(`${path} ${stats.mtimeMs} ${stats.size}`);
      return;
    }
    if (depth >= maxDepth) return;
    for (const name of namesIn(path))
      if (!name.startsWith(".") && !skipped.has(name)) look(join(path, name), depth + 1);
  };
  for (const path of [...new Set(paths)].sort()) look(path, 0);
  return lines.join("\n");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
