import { setTimeout as wait } from "node:timers/promises";
import type { RetryClock } from "../http/retry.ts";
import { defined } from "../json/defined.ts";

/** This machine's clocks: the default for callers of the library. */
export const machineClock: RetryClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    await wait(ms, undefined, defined({ signal })).catch(() => signal?.throwIfAborted());
  },
};
