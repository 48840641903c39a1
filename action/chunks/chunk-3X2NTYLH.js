import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/check/result.ts
var notComputed = "not computed here";
var countedStates = {
  none: [],
  error: ["error"],
  broken: ["error", "broken"],
  empty: ["error", "broken", "empty"]
};
function counts(state, level) {
  return countedStates[level].includes(state);
}
function failOn({ findings }, level) {
  return findings.some(({ state }) => counts(state, level));
}
function checkExitCode(checks, level) {
  if (level === "none") return 0;
  if (checks.some((check) => check !== void 0 && failOn(check, level))) return 1;
  return checks.some((check) => check === void 0 || check.unchecked.length > 0) ? 3 : 0;
}

export {
  notComputed,
  counts,
  failOn,
  checkExitCode
};
