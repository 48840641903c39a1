import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The URL of `origin` in the git repository around `folder`, read from its configuration file. undefined without
 * repository or remote.
 */
export function readGitRemote(folder: string): string | undefined {
  const config = findConfig(resolve(folder));
  if (config === undefined) return undefined;
  let section = "";
  for (const line of config.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]*)\]/.exec(line);
    if (header !== null) section = header[1]!.replaceAll(/\s+/g, " ").trim();
    const value = section === 'remote "origin"' ? /^\s*url\s*=\s*(.*?)\s*$/.exec(line) : null;
    if (value !== null) return value[1];
  }
  return undefined;
}

function findConfig(folder: string): string | undefined {
  const git = gitFolder(join(folder, ".git"));
  if (git !== undefined) return read(join(git, "config"));
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

/**
 * `.git` may be a file that names the folder (worktrees and submodules); a worktree's configuration lies in the common
 * folder.
 */
function gitFolder(path: string): string | undefined {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) return undefined;
  if (kind.isDirectory()) return path;
  const target = /^gitdir: (.*)$/m.exec(read(path) ?? "")?.[1];
  if (target === undefined) return undefined;
  const folder = resolve(dirname(path), target);
  const common = read(join(folder, "commondir"))?.trim();
  return common === undefined ? folder : resolve(folder, common);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
