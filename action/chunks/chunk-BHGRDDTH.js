import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/preview/files/printed-name.ts
var stdinName = "<stdin>";
function isPrintedName(name) {
  return /^<.+>(?:#|$)/s.test(name);
}

export {
  stdinName,
  isPrintedName
};
