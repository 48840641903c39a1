import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/server-address.ts
function serverAddress(text) {
  if (text === void 0 || text.length > 2e3 || !URL.canParse(text)) return void 0;
  const { protocol, host, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:" || username !== "" || password !== "" || search !== "" || hash !== "")
    return void 0;
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}

export {
  serverAddress
};
