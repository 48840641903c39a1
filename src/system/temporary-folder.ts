import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";

/**
 * Makes a new folder for temporary files. Returns its path.
 *
 * @param parent - the folder that it is made in, such as `os.tmpdir()`.
 * @throws {UsageError} if nothing can be made there; the message says how to name another place.
 */
export function makeTemporaryFolder(parent: string, prefix: string): string {
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "there is no such folder",
      ENOTDIR: "it is not a folder",
      EACCES: "permission denied",
      EPERM: "permission denied",
      EROFS: "the file system is read-only",
      ENOSPC: "no space left",
    };
    throw new UsageError(
      `no temporary folder can be made in ${parent}: ${reasons[code ?? ""] ?? code ?? "unknown reason"}; ` +
        "set TMPDIR to a folder that can be written",
      { code: "no-temporary-folder" },
    );
  }
}
