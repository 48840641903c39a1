import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/ci/git/git-remote.ts
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
function readGitRemote(folder) {
  const config = findConfig(resolve(folder));
  if (config === void 0) return void 0;
  let section = "";
  for (const line of config.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]*)\]/.exec(line);
    if (header !== null) section = header[1].replaceAll(/\s+/g, " ").trim();
    const value = section === 'remote "origin"' ? /^\s*url\s*=\s*(.*?)\s*$/.exec(line) : null;
    if (value !== null) return value[1];
  }
  return void 0;
}
function findConfig(folder) {
  const git = gitFolder(join(folder, ".git"));
  if (git !== void 0) return read(join(git, "config"));
  const parent = dirname(folder);
  return parent === folder ? void 0 : findConfig(parent);
}
function gitFolder(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === void 0) return void 0;
  if (kind.isDirectory()) return path;
  const target = /^gitdir: (.*)$/m.exec(read(path) ?? "")?.[1];
  if (target === void 0) return void 0;
  const folder = resolve(dirname(path), target);
  const common = read(join(folder, "commondir"))?.trim();
  return common === void 0 ? folder : resolve(folder, common);
}
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return void 0;
  }
}

export {
  readGitRemote
};
