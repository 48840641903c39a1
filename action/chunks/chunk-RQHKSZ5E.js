import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/generator/sampling/block.ts
var missing = 0;
var present = 1;
var stale = 2;
function createBlock(capacity, { native = false } = {}) {
  const block = { values: new Float64Array(capacity), states: new Uint8Array(capacity) };
  return native ? { ...block, histograms: new Array(capacity).fill(void 0) } : block;
}

export {
  missing,
  present,
  stale,
  createBlock
};
