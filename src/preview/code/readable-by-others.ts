import { statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Whether another user may read a file: it is readable, and every folder above may be passed. Access control lists are
 * not looked at.
 */
export function readableByOthers(path: string): boolean {
  const parent = dirname(path);
  return allows(path, 0o4) && foldersAbove(parent).every((folder) => allows(folder, 0o1));
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

function allows(path: string, bits: number): boolean {
  const kind = statSync(path, { throwIfNoEntry: false });
  return kind !== undefined && (kind.mode & bits) === bits;
}
