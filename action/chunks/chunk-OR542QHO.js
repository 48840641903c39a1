import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  reviewOf
} from "./chunk-VZKLT4XJ.js";
import {
  renewUntilReview
} from "./chunk-7ENR53XV.js";
import {
  defaultMaxTtlMs
} from "./chunk-PZJKC72J.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/preview/review/renew-open.ts
var reviewGraceMs = 14 * 864e5;
var leastGainMs = 36e5;
async function renewOpen(renewal) {
  const { grafana, owner, previews, open, nowMs, maxTtlMs = defaultMaxTtlMs } = renewal;
  const expiresAtMs = nowMs + Math.min(reviewGraceMs, maxTtlMs);
  const warnings = [];
  for (const { uid, title, key, state, untilReview, movedTo, expiresAtMs: old } of previews) {
    if (untilReview !== true || !open.has(key) || state === "kept" || movedTo !== void 0) continue;
    if (expiresAtMs - old < leastGainMs) continue;
    try {
      await renewUntilReview(grafana, uid, { owner, expiresAtMs });
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      warnings.push(`"${title}" was not renewed although its review is open: ${error.message}`);
    }
  }
  return warnings;
}

// src/preview/review/whom-to-ask.ts
var maxFixed = 10;
var maxUntilReview = 30;
function isAskable({ state, untilReview, movedTo }) {
  return movedTo === void 0 && (state === "live" || state === "expired" && untilReview === true);
}
function whomToAsk(previews, { key, host }) {
  const others = previews.filter((one) => isAskable(one) && one.key !== key && reviewOf(one, host) !== void 0);
  const first = (ordered, most) => {
    const keys = new Set([...new Set(ordered.map((one) => one.key))].slice(0, most));
    return ordered.filter((one) => keys.has(one.key));
  };
  const renewed = others.filter(({ untilReview }) => untilReview).sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  const fixed = others.filter(({ untilReview }) => !untilReview);
  fixed.sort((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0));
  return [...first(renewed, maxUntilReview), ...first(fixed, maxFixed)];
}

export {
  reviewGraceMs,
  renewOpen,
  isAskable,
  whomToAsk
};
