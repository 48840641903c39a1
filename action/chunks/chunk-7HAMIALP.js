import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/grafana-interval.ts
var steps = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1e3],
  [3500, 2e3],
  [7500, 5e3],
  [12500, 1e4],
  [17500, 15e3],
  [25e3, 2e4],
  [45e3, 3e4],
  [9e4, 6e4],
  [21e4, 12e4],
  [45e4, 3e5],
  [75e4, 6e5],
  [105e4, 9e5],
  [15e5, 12e5],
  [27e5, 18e5],
  [54e5, 36e5],
  [9e6, 72e5],
  [162e5, 108e5],
  [324e5, 216e5],
  [864e5, 432e5],
  [6048e5, 864e5],
  [18144e5, 6048e5],
  [36288e5, 2592e6]
];
var longestMs = 31536e6;
var unitsMs = {
  y: 31536e6,
  M: 2592e6,
  w: 6048e5,
  d: 864e5,
  h: 36e5,
  m: 6e4,
  s: 1e3,
  ms: 1
};
function roundInterval(ms) {
  return steps.find(([belowMs]) => ms < belowMs)?.[1] ?? longestMs;
}
function calculateInterval({
  rangeMs,
  points,
  minMs = 1
}) {
  return Math.max(roundInterval(rangeMs / Math.max(1, points)), minMs);
}
function parseGrafanaInterval(text) {
  const bare = text.trim().replace(/^[<>]/, "").replace(/>$/, "");
  if (bare === "" || bare.length > 32) return void 0;
  if (/^\d+(\.\d+)?$/.test(bare)) return positive(Number(bare) * 1e3);
  if (!/^(\d+(\.\d+)?(ms|[yMwdhms]))+$/.test(bare)) return void 0;
  let total = 0;
  for (const [, amount, , unit] of bare.matchAll(/(\d+(\.\d+)?)(ms|[yMwdhms])/g))
    total += Number(amount) * unitsMs[unit];
  return positive(total);
}
function positive(ms) {
  return ms > 0 && Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : void 0;
}
function formatGrafanaInterval(ms) {
  for (const unit of ["y", "d", "h", "m", "s"])
    if (ms >= unitsMs[unit]) return `${Math.floor(ms / unitsMs[unit])}${unit}`;
  return `${Math.max(1, Math.floor(ms))}ms`;
}
function exactGrafanaInterval(ms) {
  for (const unit of ["h", "m", "s"])
    if (ms >= unitsMs[unit] && ms % unitsMs[unit] === 0) return `${ms / unitsMs[unit]}${unit}`;
  return `${Math.ceil(ms)}ms`;
}

export {
  calculateInterval,
  parseGrafanaInterval,
  formatGrafanaInterval,
  exactGrafanaInterval
};
