import { formatDuration } from "../../text/duration.ts";
import type { Output } from "../output/output.ts";

/**
 * Shows how far long work is, on standard error: a bar that redraws itself on a terminal, a line now and then
 * elsewhere.
 */
export interface Progress {
  /** A line that stays: a step was begun or is done. */
  step(text: string): void;
  /** How far the current step is. */
  update(text: string, done: number, total: number): void;
  /** Takes the bar away. */
  clear(): void;
}

const barWidth = 24;
const secondsBetweenLines = 10;

/**
 * @param options.quiet - say nothing at all.
 * @param options.now - Unix milliseconds, for the remaining time and the pace of lines.
 */
export function createProgress({
  err,
  now,
  quiet = false,
}: {
  err: Output;
  now: () => number;
  quiet?: boolean;
}): Progress {
  if (quiet) return { step() {}, update() {}, clear() {} };
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
      err.write(`${text}\n`);
      startedMs = now();
      lastMs = startedMs;
    },
    update(text, done, total) {
      const nowMs = now();
      const pauseMs = err.isTerminal ? 100 : secondsBetweenLines * 1000;
      if (total <= 0 || nowMs - lastMs < pauseMs) return;
      lastMs = nowMs;
      const share = Math.min(1, done / total);
      const line = `${text} ${Math.floor(share * 100)} %${remaining(share, nowMs - startedMs)}`;
      if (!err.isTerminal) {
        err.write(`${line}\n`);
        return;
      }
      const filled = Math.round(share * barWidth);
      err.draw(
        `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ` +
          `${line.slice(0, Math.max(0, err.columns - barWidth - 2))}`,
      );
      drawn = true;
    },
  };
}

function remaining(share: number, elapsedMs: number): string {
  if (share < 0.02 || elapsedMs < 2000) return "";
  return `, ${formatDuration(Math.ceil(((elapsedMs / share) * (1 - share)) / 1000) * 1000)} left`;
}
