import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, extname, join, sep } from "node:path";

/** Entries of a project's top that hold credentials, or may: a checkout leaves its token in `.git/config`. */
const withheld =
  /^\.(?:git|env.*|npmrc|netrc|yarnrc.*|ssh|aws|azure|kube|docker|config|gnupg|git-credentials|pypirc)$/i;
const codeEndings = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".json", ".yaml", ".yml"]);
const manyEntries = 2000;

/** Folders and files that a module may read. */
export interface ReadablePaths {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/**
 * The folders and files that a module needs to find its imports: its project (the folder with `.git` or, without one,
 * the next `package.json`; else its own folder) but for what holds credentials there, the `node_modules` of the folders
 * above, and packages that are linked there.
 *
 * @param path - of the module, absolute.
 */
export function readablePaths(path: string): ReadablePaths {
  const above = foldersAbove(dirname(path));
  const top =
    above.find((folder) => existsSync(join(folder, ".git"))) ??
    above.find((folder) => existsSync(join(folder, "package.json"))) ??
    dirname(path);
  const entries = readdirSync(top, { withFileTypes: true }).filter(({ name }) => !withheld.test(name));
  const modules = foldersAbove(dirname(top)).map((folder) => join(folder, "node_modules"));
  const linked = [join(top, "node_modules"), ...modules]
    .flatMap(linkedPackages)
    .filter((folder) => !isBelow(folder, top));
  const files = entries.filter(
    (entry) => !entry.isDirectory() && (entries.length < manyEntries || codeEndings.has(extname(entry.name))),
  );
  return {
    folders: [
      ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(top, name)),
      ...modules.filter((folder) => existsSync(folder)),
      ...linked,
    ],
    files: [...new Set([path, ...files.map(({ name }) => join(top, name))])],
  };
}

/** Packages that `npm link` and the like put there: Node reads them where they really are. */
function linkedPackages(modules: string): string[] {
  const links = (folder: string): string[] =>
    listed(folder).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) return realFolder(path);
      return entry.isDirectory() && entry.name.startsWith("@") ? links(path) : [];
    });
  return links(modules).filter((folder) => existsSync(join(folder, "package.json")) && !isWithheld(folder));
}

function listed(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function realFolder(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether a path leads into something that a module may not read, at any depth. */
export function isWithheld(path: string): boolean {
  return path.split(sep).some((name) => withheld.test(name));
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

/** The flags of Node's permission model for them. */
export function readFlags({ folders, files }: ReadablePaths): string[] {
  return [
    ...folders.map((folder) => `--allow-fs-read=${join(folder, "*")}`),
    ...files.map((file) => `--allow-fs-read=${file}`),
  ];
}
