import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/ci/git/repository-top.ts
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
var workspaceVariables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];
async function findTop({
  git,
  cwd,
  env
}) {
  const folder = realpathSync(cwd);
  const prefix = await git?.prefix();
  if (prefix !== void 0) return { folder: resolve(folder, ...climb(prefix)), prefix, known: "git" };
  const marked = markedTop(folder);
  if (marked !== void 0) return { folder: marked, prefix: below(marked, folder), known: "files" };
  for (const name of workspaceVariables) {
    const named = env[name];
    if (named === void 0 || named === "" || statSync(named, { throwIfNoEntry: false }) === void 0) continue;
    const workspace = realpathSync(named);
    if (above(folder).includes(workspace))
      return { folder: workspace, prefix: below(workspace, folder), known: "workspace" };
  }
  return void 0;
}
function checkoutFolder(cwd) {
  const folder = realpathSync(cwd);
  return markedTop(folder) ?? folder;
}
function markedTop(folder) {
  return above(folder).find((one) => existsSync(join(one, ".git")));
}
function pathFromTop({ prefix, folder }, file) {
  const named = isAbsolute(file) ? relative(folder, file) : prefix + file;
  const path = posix.normalize(named.replaceAll("\\", "/"));
  return path.startsWith("../") || posix.isAbsolute(path) ? void 0 : path;
}
function climb(prefix) {
  return prefix.split("/").filter((part) => part !== "").map(() => "..");
}
function above(folder) {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}
function below(top, folder) {
  const path = relative(top, folder).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}

export {
  findTop,
  checkoutFolder,
  pathFromTop
};
