/** A clock that only moves when something sleeps. */
export interface FakeClock {
  readonly now: () => number;
  /** Returns at once and moves the clock; rejects with the signal's reason if it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Every sleep so far, in milliseconds. */
  readonly slept: number[];
  /** Half of the range. */
  readonly random: () => number;
}

/** A clock that begins at `nowMs` (default: a fixed day) and passes the event loop's turn at every sleep. */
export function createFakeClock(nowMs = 1_790_000_000_000): FakeClock {
  const slept: number[] = [];
  let time = nowMs;
  return {
    now: () => time,
    random: () => 0.5,
    slept,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      time += ms;
      await new Promise((done) => setImmediate(done));
      signal?.throwIfAborted();
    },
  };
}
