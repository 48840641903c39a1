import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { UsageError } from "../../errors.ts";
import { fileProblem } from "../../system/file-problem.ts";
import { nearPath } from "../../system/near-path.ts";
import { specialKind } from "../../system/plain-file.ts";

/** A file that may be or hold dashboards. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Named by itself, not found in a folder. */
  readonly named: boolean;
  /** The one dashboard of the file that is wanted: `x.yaml#cpu.json` names it. */
  readonly place?: string;
}

/** Endings of files that are read in folders; text templates are only named there. */
const endings = ["json", "yaml", "yml", "tf", "tofu", "tpl", "tftpl", "tmpl", "gotmpl", "j2"];
const maxFiles = 20_000;

/**
 * The files that a path stands for: itself, those below a folder, or those that a glob matches.
 *
 * @throws {UsageError} if it leads nowhere, out of its folder, or to too many files.
 */
export function findFiles(
  path: string,
  { cwd, mayLack }: { readonly cwd: string; readonly mayLack?: ((path: string) => boolean) | undefined },
): FoundFile[] {
  // It would be the working folder to `resolve`, and the file system's root to a glob.
  if (path === "") throw new UsageError("an empty path: expected a file, a folder or a glob");
  const full = resolve(cwd, path);
  const kind = statAt(full, path);
  if (kind?.isFile() === true) return [{ path: locate(path, cwd), named: true }];
  const chosen = kind === undefined ? chosenPlace(path, cwd) : undefined;
  if (chosen !== undefined) return [{ path: locate(chosen.file, cwd), named: true, place: chosen.place }];
  if (kind === undefined && !isDynamicPattern(path)) {
    if (mayLack?.(path)) return [];
    throw new UsageError(`${path}: no such file or folder${nearPath(path, cwd)}`);
  }
  const special = specialKind(full);
  if (special !== undefined) throw new UsageError(`${path}: expected a file, a folder or a glob, found ${special}`);
  const found = globSync(kind === undefined ? path : `${escapeGlob(path)}/**/*.{${endings.join(",")}}`, {
    cwd,
    absolute: true,
    followSymbolicLinks: false,
    ignore: [
      "**/node_modules/**",
      "**/.git/**",
      "**/.terraform/**",
      "**/*.data.{json,yaml,yml}",
      "**/dashpreview.{yaml,yml}",
    ],
  });
  if (found.length > maxFiles)
    throw new UsageError(`${path}: ${found.length} files are too many; name a smaller folder`);
  return found.sort().map((file) => ({ path: locate(file, cwd), named: false }));
}

/** A file and a place in it, as messages name dashboards of a file of several. */
function chosenPlace(path: string, cwd: string): { readonly file: string; readonly place: string } | undefined {
  for (let at = path.indexOf("#"); at !== -1; at = path.indexOf("#", at + 1)) {
    const file = path.slice(0, at);
    if (file !== "" && statAt(resolve(cwd, file), path)?.isFile() === true) return { file, place: path.slice(at + 1) };
  }
  return undefined;
}

function statAt(full: string, path: string) {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`${path}: cannot be read ${fileProblem(error)}`);
  }
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[()[\]{}!*?+@\\]/g, "\\$&").replace(/\/+$/, "");
}

/**
 * The absolute path of a file after its links were resolved: a link must not lead out of the folder that the user
 * named.
 *
 * @throws {UsageError}
 */
export function locate(path: string, cwd: string): string {
  const full = resolve(cwd, path);
  const base = isBelow(full, resolve(cwd)) ? resolve(cwd) : dirname(full);
  let real: string;
  try {
    real = realpathSync(full);
  } catch {
    throw new UsageError(`${path}: no such file${nearPath(path, cwd)}`);
  }
  if (!isBelow(real, realpathSync(base)))
    throw new UsageError(`${path}: the link leads out of ${relative(cwd, base) || "the working folder"}`);
  return full;
}

/** Relative to the working folder where a path lies below it. */
export function shownPath(path: string, cwd: string): string {
  return isBelow(path, resolve(cwd)) ? relative(cwd, path) : path;
}

/** Whether a path is a folder or lies in it. Both absolute. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A folder and those above it, up to `top`; only itself where it does not lie below `top`. */
export function foldersUpTo(folder: string, top: string): string[] {
  const above = dirname(folder);
  return folder === top || above === folder || !isBelow(folder, top) ? [folder] : [folder, ...foldersUpTo(above, top)];
}

/** Whether a file is a template of a Helm chart: below `templates` in the folder of a `Chart.yaml`. */
export function isChartTemplate(path: string): boolean {
  const parts = path.split(sep);
  return parts.some(
    (part, index) => part === "templates" && existsSync(join(parts.slice(0, index).join(sep) || sep, "Chart.yaml")),
  );
}
