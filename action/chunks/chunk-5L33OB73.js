import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  changedFile,
  commitHash,
  deletedFile
} from "./chunk-PMDPCLWW.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/ci/git/run-git.ts
import { execFile } from "node:child_process";
var timeoutMs = 3e4;
function runGit(args, { cwd, env, maxBytes }) {
  const options = {
    cwd,
    env: { ...env, GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    encoding: "utf8",
    maxBuffer: maxBytes,
    timeout: timeoutMs
  };
  return new Promise((done) => {
    execFile(
      "git",
      ["--no-pager", ...args],
      options,
      (error, stdout, stderr) => done(error === null ? { text: stdout } : { fault: describeFault(error, stderr) })
    );
  });
}
function describeFault(error, stderr) {
  if (error.code === "ENOENT") return "git is not installed here";
  if (/dubious ownership/.test(stderr))
    return 'git refuses this folder, which another user owns: run git config --global --add safe.directory "$PWD" first';
  if (/not a git repository/.test(stderr)) return "this folder is not in a git repository";
  return `git fails: ${plainLine(stderr.trim().split("\n").at(-1) ?? "").slice(0, 200) || error.message.slice(0, 200)}`;
}

// src/ci/git/git.ts
var maxListBytes = 64 * 1024 * 1024;
var diffFlags = ["--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-z"];
function openGit({ cwd, env }) {
  const answer = (args, maxBytes = 1024 * 1024) => runGit(args, { cwd, env, maxBytes });
  const run = async (args, maxBytes) => (await answer(args, maxBytes)).text;
  return {
    fault: async () => (await answer(["rev-parse", "--git-dir"])).fault,
    async prefix() {
      const text = await run(["rev-parse", "--show-prefix"]);
      return text?.replace(/\n$/, "");
    },
    head: async () => commitHash((await run(["rev-parse", "HEAD"]))?.trim()),
    commitOf: async (name) => commitHash((await run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]))?.trim()),
    async parents(commit) {
      const text = await run(["cat-file", "commit", checked(commit)]);
      const header = text?.split("\n\n")[0];
      return header?.split("\n").flatMap((line) => commitHash(/^parent (\S+)$/.exec(line)?.[1]) ?? []);
    },
    hasCommit: async (commit) => await run(["cat-file", "-e", `${checked(commit)}^{commit}`]) !== void 0,
    isAncestor: async (one, other) => await run(["merge-base", "--is-ancestor", checked(one), checked(other)]) !== void 0,
    mergeBase: async (one, other) => commitHash((await run(["merge-base", checked(one), checked(other)]))?.trim()),
    async changedFiles(base) {
      const flags = [...diffFlags, "--name-status", "--find-renames"];
      const text = await run(["diff", ...flags, checked(base), "HEAD", "--"], maxListBytes);
      return text === void 0 ? void 0 : readNameStatus(text);
    },
    async files(commit) {
      const text = await run(["ls-tree", "-r", "-z", "--full-tree", "--name-only", checked(commit)], maxListBytes);
      return text === void 0 ? void 0 : readNames(text);
    },
    async edited() {
      const text = await run(["diff", ...diffFlags, "--name-only", "--no-relative", "HEAD", "--"], maxListBytes);
      return text === void 0 ? void 0 : readNames(text);
    },
    readFile: (path, { commit, maxBytes }) => run(["cat-file", "blob", `${checked(commit)}:${path}`], maxBytes)
  };
}
function checked(commit) {
  if (commitHash(commit) === void 0) throw new RangeError("git: expected a commit's full hash");
  return commit;
}
function readNames(text) {
  return new Set(text.split("\0").filter((name) => name !== ""));
}
function readNameStatus(text) {
  const words = text.split("\0");
  const files = [];
  for (let index = 0; index + 1 < words.length; ) {
    const [state = "", path = ""] = [words[index], words[index + 1]];
    const twoPaths = state.startsWith("R") || state.startsWith("C");
    const target = twoPaths ? words[index + 2] ?? "" : path;
    if (state === "D") files.push(deletedFile(path));
    else files.push(...changedFile(target, state === "A" ? void 0 : path, state.startsWith("R")));
    index += twoPaths ? 3 : 2;
  }
  return files;
}

export {
  runGit,
  openGit
};
