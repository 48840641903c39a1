import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/secrets/clean-token.ts
function cleanToken(text) {
  const token = text.trim();
  return /[\r\n]/.test(token) ? void 0 : token;
}
function cleanPassword(text) {
  const password = text.replace(/^\ufeff/, "").replace(/[\r\n]+$/, "");
  return /[\r\n]/.test(password) ? void 0 : password;
}

export {
  cleanToken,
  cleanPassword
};
