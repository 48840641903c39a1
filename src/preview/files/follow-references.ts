import { dirname, join, relative, resolve } from "node:path";
import type { FormReference } from "../../dashboard/forms/form.ts";
import { DashboardError, ExpectedError } from "../../errors.ts";
import { type FoundFile, findFiles, isBelow, shownPath } from "./find-files.ts";

const maxReferences = 1000;

/**
 * The files that a file refers to for its dashboards (Terraform's `file("…")`). They must lie below the working folder.
 * What leads nowhere is an error where the file was named, else a warning.
 *
 * @throws {DashboardError}
 */
export function followReferences(
  { path, named }: FoundFile,
  references: readonly FormReference[],
  { cwd, warn }: { readonly cwd: string; readonly warn: (text: string) => void },
): FoundFile[] {
  return references.slice(0, maxReferences).flatMap(({ what, to }): FoundFile[] => {
    if (!("file" in to)) return [];
    const fail = (why: string) => {
      const message = `${shownPath(path, cwd)}: ${what}: ${JSON.stringify(to.file)} ${why}`;
      if (named) throw new DashboardError(message);
      warn(`passed over: ${message}`);
      return [];
    };
    const full = resolve(dirname(path), to.file);
    if (!isBelow(full, resolve(cwd))) return fail("is outside of the working folder, and is not read");
    try {
      const found = findFiles(join(".", relative(cwd, full)), { cwd });
      return found.length === 0 ? fail("matches no file") : found.map((file) => ({ ...file, named }));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return fail(error.message.replace(/^[^:]*: /, "cannot be read: "));
    }
  });
}
