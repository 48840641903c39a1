import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/generator/random/hash.ts
var lanes = new Int32Array(2);
function mix(keyHigh, keyLow, high, low, out = lanes, at = 0) {
  let x = low ^ keyLow;
  x = Math.imul(x ^ x >>> 16, 569420461);
  x = Math.imul(x ^ x >>> 15, 1935289751);
  x ^= x >>> 15;
  let y = (high ^ keyHigh) + x + Math.imul(keyLow, 2654435761) | 0;
  y = Math.imul(y ^ y >>> 16, 2146121005);
  y = Math.imul(y ^ y >>> 15, 2221713035);
  y ^= y >>> 16;
  x = (x ^ keyHigh) + y | 0;
  x = Math.imul(x ^ x >>> 17, 3982152891 | 0);
  x = Math.imul(x ^ x >>> 11, 2890668881 | 0);
  x ^= x >>> 15;
  out[at] = y;
  out[at + 1] = x;
}
function mixIndex(keyHigh, keyLow, index) {
  mix(keyHigh, keyLow, Math.floor(index * 23283064365386963e-26) | 0, index | 0);
}
function mixRun(keyHigh, keyLow, first, count, out) {
  let high = Math.floor(first * 23283064365386963e-26) | 0;
  let low = first | 0;
  for (let at = 0; at < 2 * count; at += 2) {
    mix(keyHigh, keyLow, high, low, out, at);
    low = low + 1 | 0;
    if (low === 0) high++;
  }
}
function deriveKey({ high, low }, place) {
  mix(high ^ 1540483477, low, 668265263, place);
  return { high: lanes[0], low: lanes[1] };
}
function seriesKey(seed, name, labels) {
  const state = Int32Array.of(608135816, 1513131313);
  absorb(state, seed);
  absorbText(state, name);
  absorb(state, labels.length);
  for (const [label, value] of labels) {
    absorbText(state, label);
    absorbText(state, value);
  }
  return { high: state[0], low: state[1] };
}
function absorbText(state, text) {
  absorb(state, text.length);
  for (let at = 0; at < text.length; at++) absorb(state, text.charCodeAt(at));
}
function absorb(state, number) {
  const low = state[1];
  mixIndex(state[0], low, number);
  state[0] = lanes[0] ^ low;
  state[1] = lanes[1];
}

export {
  lanes,
  mixIndex,
  mixRun,
  deriveKey,
  seriesKey
};
