/** Clock and sleep of a process for which time passes faster than for everybody else. */
export interface FastClock {
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A clock that shows `startMs` now, and runs `speed` times as fast as the real one. */
export function createFastClock(startMs: number, speed: number): FastClock {
  const begunMs = performance.now();
  return {
    now: () => startMs + (performance.now() - begunMs) * speed,
    random: () => Math.random(),
    sleep: async (ms, signal) => {
      const untilMs = performance.now() + ms / speed;
      // A timer of Node may wake up a part of a millisecond early, which a fast clock shows as a part of a second.
      do await sleep(untilMs - performance.now(), signal);
      while (performance.now() < untilMs);
    },
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal?.aborted === true) return fail(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      fail(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      done();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
