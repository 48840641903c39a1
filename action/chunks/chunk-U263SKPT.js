import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/system/turn.ts
async function nextTurn(signal) {
  await new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
  signal?.throwIfAborted();
}

export {
  nextTurn
};
