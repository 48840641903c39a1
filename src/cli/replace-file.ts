import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a text beside a file and moves it into its place: when the disk is full or the program ends half-way, what was there before is there still. A link is followed;
 * what is no plain file (`/dev/stdout`) is written to as it is.
 *
 * @throws NodeJS.ErrnoException if it cannot be written; nothing is left behind then.
 */
export function replaceFile(path: string, text: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const beside = `${target}.new`;
  try {
    writeFileSync(beside, text, stats === undefined ? {} : { mode: stats.mode });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
