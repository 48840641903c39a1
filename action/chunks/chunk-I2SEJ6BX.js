import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/secrets/secret.ts
var shortestSecret = 6;
var shortestPrefix = 8;
function secretOf(text) {
  return { text, kind: /^(?:[A-Za-z]{1,15}|\d{1,9})$/.test(text) ? "word" : "random" };
}

export {
  shortestSecret,
  shortestPrefix,
  secretOf
};
