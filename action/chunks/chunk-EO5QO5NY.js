import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/system/file-problem.ts
var words = {
  EACCES: "permission denied",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "its folder does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file, not a folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only"
};
function fileProblem(error) {
  const code = error.code ?? "unknown reason";
  const meaning = words[code];
  return meaning === void 0 ? `(${code})` : `(${code}): ${meaning}`;
}

export {
  fileProblem
};
