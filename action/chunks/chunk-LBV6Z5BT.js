import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/ci/hosts/run-order.ts
var smallestClockOrder = 1e12;
var smallestCiOrder = 2e15;
var maxAttempt = 999;
function runOrder(id, attempt) {
  const [first, second] = [Number(id || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first) || first < 0 || first >= 1e12 || !(second >= 0)) return void 0;
  return smallestCiOrder + first * (maxAttempt + 1) + Math.min(maxAttempt, Math.floor(second));
}
function clockOrder(serverMs, ownMs) {
  return Math.min(serverMs + 999, Math.max(serverMs, Math.floor(ownMs)));
}
function isLaterRun(ours, stored, revisions) {
  const kind = kindOf(ours);
  if (kind !== kindOf(stored)) return false;
  if (stored !== ours || kind !== "clock" || revisions === void 0) return stored > ours;
  return revisions.stored > revisions.ours;
}
function kindOf(order) {
  return order < smallestClockOrder ? "workflow" : order < smallestCiOrder ? "clock" : "ci";
}

export {
  runOrder,
  clockOrder,
  isLaterRun
};
