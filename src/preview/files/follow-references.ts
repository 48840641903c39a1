import { dirname, join, relative, resolve } from "node:path";
import { DashboardError, ExpectedError } from "../../errors.ts";
import { type FoundFile, findFiles, isBelow, shownPath } from "./find-files.ts";
import type { FileDashboards } from "./read-found.ts";

const maxReferences = 1000;

/**
 * The files that a file refers to by path for its dashboards (Terraform's `file("…")`, which a `fileset` may repeat).
 * They must lie below the working folder. What leads nowhere is named; it is an error where the file was named and
 * gives nothing else.
 *
 * @throws {DashboardError}
 */
export function followReferences(
  { path, named }: FoundFile,
  { references, dashboards }: Pick<FileDashboards, "references" | "dashboards">,
  { cwd, warn }: { readonly cwd: string; readonly warn: (text: string) => void },
): FoundFile[] {
  const faults: string[] = [];
  const found = references.slice(0, maxReferences).flatMap(({ what, to }): FoundFile[] => {
    if (!("file" in to)) return [];
    const files = lookUp(resolve(dirname(path), to.file), cwd);
    if (typeof files !== "string") return files.map((file) => ({ ...file, named }));
    faults.push(`${shownPath(path, cwd)}: ${what}: ${JSON.stringify(to.file)} ${files}`);
    return [];
  });
  const [first] = faults;
  if (first !== undefined && named && found.length + dashboards.length === 0) throw new DashboardError(first);
  for (const fault of faults) warn(`passed over: ${fault}`);
  return found;
}

/** The files at a path, which may be a glob; as text why there are none. */
function lookUp(full: string, cwd: string): readonly FoundFile[] | string {
  if (!isBelow(full, resolve(cwd))) return "is outside of the working folder, and is not read";
  try {
    const found = findFiles(join(".", relative(cwd, full)), { cwd });
    return found.length === 0 ? "matches no file" : found;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return error.message.replace(/^[^:]*: /, "cannot be read: ");
  }
}
