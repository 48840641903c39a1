import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isTooOldError
} from "./chunk-RZZYZ6Z2.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";

// src/preview/up/fit-history.ts
var defaultMinHistoryMs = 9e5;
var marginMs = 3e5;
async function fittingHistory(options, context, run) {
  let current = options;
  for (; ; ) {
    const attempt = {};
    try {
      return await run(current, attempt);
    } catch (error) {
      const { plan } = attempt;
      if (!isTooOldError(error) || plan === void 0 || plan.fixedStart || options.isolation === "none") throw error;
      const { count, stepMs, leadIn = 0 } = plan.grid;
      const tried = { ms: count * stepMs, shownMs: (count - leadIn) * stepMs };
      const { receiver } = options.prometheus;
      const ms = shorterMs(error, { tried, receiver, minMs: options.minHistoryMs });
      if (ms === void 0) {
        error.message += `. No shorter history is tried: --min-history is ${formatDuration(options.minHistoryMs)}`;
        throw error;
      }
      const because = `${receiver.title} refused older samples. ${receiver.advice.tooOld ?? "Its window for older samples is a setting of the server"}`;
      context.progress.step(`${receiver.title} refused samples as too old; trying ${formatDuration(ms)} of history`);
      current = { ...options, historyLimit: { ms, because } };
    }
  }
}
function shorterMs({ windowMs }, {
  tried,
  receiver,
  minMs
}) {
  if (tried.ms <= minMs) return void 0;
  const known = [windowMs ?? 0, receiver.defaultHistoryMs].map((ms) => ms - marginMs);
  const named = known.find((ms) => ms >= minMs && ms < tried.ms);
  if (named === void 0 && tried.shownMs < tried.ms && tried.shownMs >= minMs) return tried.shownMs;
  const next = named ?? Math.floor(tried.shownMs * 3 / 4);
  return Math.max(minMs, Math.floor(next / 6e4) * 6e4);
}

export {
  defaultMinHistoryMs,
  fittingHistory
};
