import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/serve/page-headers.ts
var always = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin"
};
var usualPolicy = "default-src 'none'";
function asServed(html) {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"\r\n]*)">/.exec(html)?.[1] ?? usualPolicy;
  return {
    body: Buffer.from(html),
    headers: { "Content-Security-Policy": `${policy}; frame-ancestors 'none'` }
  };
}

export {
  always,
  asServed
};
