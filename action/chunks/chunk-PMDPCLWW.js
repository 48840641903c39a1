import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/ci/comment/checked-text.ts
function commitHash(text) {
  return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text) ? text : void 0;
}
function branchName(text) {
  return text !== void 0 && /^(?!-)[^\u0000-\u0020\u007f~^:?*[\\]{1,255}$/.test(text) && !text.includes("..") ? text : void 0;
}
function repositoryName(text) {
  return text !== void 0 && /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(text) && !/\/\.{1,2}$/.test(text) ? text : void 0;
}
function reviewNumber(value) {
  const number = typeof value === "string" && /^[1-9][0-9]{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : void 0;
}
function optional(key, value) {
  return value === void 0 ? {} : { [key]: value };
}

// src/ci/hosts/changed-file.ts
function deletedFile(path) {
  return { path, basePath: path, deleted: true };
}
function changedFile(path, before, moved) {
  const isGone = moved && before !== void 0 && before !== path;
  return [{ path, basePath: before }, ...isGone ? [deletedFile(before)] : []];
}

export {
  commitHash,
  branchName,
  repositoryName,
  reviewNumber,
  optional,
  deletedFile,
  changedFile
};
