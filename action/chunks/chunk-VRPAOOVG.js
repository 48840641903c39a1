import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";

// src/cli/terminal/time-text.ts
function utcMinute(timeMs) {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
function roughDuration(ms) {
  const unit = ms >= 1728e5 ? 36e5 : ms >= 36e5 ? 6e4 : 1e3;
  return formatDuration(Math.max(0, Math.round(ms / unit) * unit));
}
function spanText({
  fromMs,
  toMs,
  leadInMs
}) {
  const shown = formatDuration(toMs - fromMs);
  return leadInMs === 0 ? shown : `${shown} and a lead-in of ${formatDuration(leadInMs)}`;
}

export {
  utcMinute,
  roughDuration,
  spanText
};
