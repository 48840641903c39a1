import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";

// src/cli/terminal/progress.ts
var barWidth = 24;
var secondsBetweenLines = 10;
function createProgress({
  err,
  now,
  quiet = false
}) {
  if (quiet) return { step() {
  }, update() {
  }, clear() {
  } };
  let drawn = false;
  let startedMs = now();
  let lastMs = now();
  const clear = () => {
    if (drawn) err.draw("");
    drawn = false;
  };
  return {
    clear,
    step(text) {
      clear();
      err.write(`${text}
`);
      startedMs = now();
      lastMs = startedMs;
    },
    update(text, done, total) {
      const nowMs = now();
      const pauseMs = err.isTerminal ? 100 : secondsBetweenLines * 1e3;
      if (total <= 0 || nowMs - lastMs < pauseMs) return;
      lastMs = nowMs;
      const share = Math.min(1, done / total);
      const line = `${text} ${Math.floor(share * 100)} %${remaining(share, nowMs - startedMs)}`;
      if (!err.isTerminal) {
        err.write(`${line}
`);
        return;
      }
      const filled = Math.round(share * barWidth);
      err.draw(
        `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${line.slice(0, Math.max(0, err.columns - barWidth - 2))}`
      );
      drawn = true;
    }
  };
}
function remaining(share, elapsedMs) {
  if (share < 0.02 || elapsedMs < 2e3) return "";
  return `, ${formatDuration(Math.ceil(elapsedMs / share * (1 - share) / 1e3) * 1e3)} left`;
}

export {
  createProgress
};
