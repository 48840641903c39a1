import type { RunContext } from "../../src/preview/context.ts";

/** A run that nobody interrupts, by the clock of this machine, whose progress nobody sees. */
export const quietContext: RunContext = {
  signal: new AbortController().signal,
  now: Date.now,
  random: () => 0.5,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  progress: { step() {}, update() {}, clear() {} },
};
