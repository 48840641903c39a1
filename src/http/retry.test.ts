import { expect, test } from "vitest";
import { createFakeClock } from "../../test/servers/fake-clock.ts";
import {
  type Attempt,
  attemptMs,
  backoffMs,
  describeEffort,
  type Repeat,
  Retrier,
  type RetryPolicy,
  type RetryWait,
} from "./retry.ts";

/** A retrier on a clock that only moves when something sleeps. */
function setUp(policy: Partial<RetryPolicy> = {}) {
  const clock = createFakeClock();
  const waits: RetryWait[] = [];
  const retrier = new Retrier({ retryMs: 60_000, ...clock, onWait: (waiting) => waits.push(waiting), ...policy });
  return { clock, waits, retrier, startMs: clock.now() };
}

const fails = (
  repeat: Repeat,
  { waitMs, answered = true }: { waitMs?: number; answered?: boolean } = {},
): Attempt<string> => ({
  done: false,
  repeat,
  reason: "503",
  answered,
  waitMs,
  giveUp: ({ attempts }) => `gave up after ${attempts}`,
});
const works: Attempt<string> = { done: true, value: "answer" };

/** Fails so often, then works. */
function after(times: number, repeat: Repeat, options: { waitMs?: number; answered?: boolean } = {}) {
  let count = 0;
  return async () => (count++ < times ? fails(repeat, options) : works);
}

test("Retrier doubles its waits up to ten seconds, with a random half", async () => {
  const { retrier, clock } = setUp();
  expect(await retrier.run(after(9, "outage"))).toBe("answer");
  // 0.75 of 250 ms, 500 ms, … and of 10 s at most.
  expect(clock.slept).toEqual([187.5, 375, 750, 1500, 3000, 6000, 7500, 7500, 7500]);
  expect([backoffMs(0, 0), backoffMs(0, 1), backoffMs(30, 0), backoffMs(30, 1)]).toEqual([125, 250, 5000, 10_000]);
  const waits = { firstMs: 100, mostMs: 2000 };
  expect([0, 1, 4, 5].map((attempt) => backoffMs(attempt, 1, waits))).toEqual([100, 200, 1600, 2000]);
});

test("Retrier gives up before a wait that would end after the deadline", async () => {
  const { retrier, clock, startMs } = setUp({ retryMs: 20_000 });
  expect(await retrier.run(after(1000, "outage"))).toBe("gave up after 8");
  // 0.1875 + 0.375 + 0.75 + 1.5 + 3 + 6 + 7.5 = 19.3125 s; the next wait would end at 26.8 s.
  expect(clock.now() - startMs).toBe(19_312.5);
});

test("Retrier waits as Retry-After says, and gives up at once if that exceeds the retry time", async () => {
  const { retrier, clock } = setUp();
  expect(await retrier.run(after(1, "outage", { waitMs: 7000 }))).toBe("answer");
  expect(await retrier.run(after(1, "outage", { waitMs: 61_000 }))).toBe("gave up after 1");
  expect(clock.slept).toEqual([7000]);
});

test("Retrier makes three attempts after a fault, and one after a final failure", async () => {
  const { retrier } = setUp();
  expect(await retrier.run(after(2, "fault"))).toBe("answer");
  expect(await retrier.run(after(3, "fault"))).toBe("gave up after 3");
  expect(await retrier.run(after(1, "final"))).toBe("gave up after 1");
});

test("Retrier does not wait again for a server that other requests have given up on", async () => {
  const { retrier, clock, startMs } = setUp({ retryMs: 20_000 });
  const outcomes: string[] = [];
  for (let i = 0; i < 100; i++) outcomes.push(await retrier.run(after(1000, "outage")));
  // The second one uses up what the first has left of the twenty seconds: 0.1875 + 0.375 of 0.6875 s.
  expect(outcomes.slice(0, 3)).toEqual(["gave up after 8", "gave up after 3", "gave up after 1"]);
  expect(new Set(outcomes.slice(2)).size).toBe(1);
  expect(clock.now() - startMs).toBe(19_875);
  // Once it has answered, an outage is a new one.
  await retrier.run(after(0, "outage"));
  expect(await retrier.run(after(3, "outage"))).toBe("answer");
});

test("Retrier treats an outage that no request has met for a while as a new one", async () => {
  const { retrier, clock } = setUp({ retryMs: 20_000 });
  await retrier.run(after(1000, "outage"));
  await clock.sleep(60_000);
  expect(await retrier.run(after(4, "outage"))).toBe("answer");
});

test("Retrier waits less for a server that has never answered", async () => {
  const { retrier, clock, startMs } = setUp({ firstContactMs: 2000 });
  expect(await retrier.run(after(1000, "outage", { answered: false }))).toBe("gave up after 4");
  expect(clock.now() - startMs).toBe(1312.5);
  const known = setUp({ firstContactMs: 2000 });
  await known.retrier.run(after(0, "outage"));
  expect(await known.retrier.run(after(6, "outage", { answered: false }))).toBe("answer");
});

test("Retrier keeps its deadline when the clock on the wall is set back by days while it waits", async () => {
  const clock = createFakeClock();
  let jumpMs = 0;
  const retrier = new Retrier({ ...clock, retryMs: 20_000, elapsed: clock.now, now: () => clock.now() - jumpMs });
  let count = 0;
  const outcome = await retrier.run(async () => {
    if (++count === 3) jumpMs = 73 * 3_600_000;
    return fails("outage");
  });
  expect(outcome).toBe("gave up after 8");
});

test("Retrier says why it waits, for how long it has failed and how long it will go on", async () => {
  const { retrier, waits } = setUp({ retryMs: 1000 });
  await retrier.run(after(2, "outage"));
  expect(waits).toEqual([
    { reason: "503", failingMs: 0, leftMs: 1000 },
    { reason: "503", failingMs: 187.5, leftMs: 812.5 },
  ]);
});

test("Retrier ends with the signal's reason, before an attempt and while it waits", async () => {
  const stop = new AbortController();
  const reason = new Error("stop");
  const sleep = (_: number, signal?: AbortSignal) =>
    new Promise<void>((_done, fail) => {
      signal?.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
      stop.abort(reason);
    });
  const { retrier } = setUp({ sleep });
  await expect(retrier.run(after(5, "outage"), { signal: stop.signal })).rejects.toBe(reason);
  await expect(retrier.run(after(0, "outage"), { signal: stop.signal })).rejects.toBe(reason);
});

test("attemptMs gives each further attempt twice as long, within what is left", () => {
  expect([0, 1, 2].map((index) => attemptMs(10_000, { index, limitMs: 30_000 }))).toEqual([10_000, 20_000, 30_000]);
  expect(attemptMs(10_000, { index: 0, limitMs: 5000 })).toBe(10_000);
});

test("describeEffort says how often and how long, for more than one attempt", () => {
  expect(describeEffort({ attempts: 1, elapsedMs: 0 })).toBe("");
  expect(describeEffort({ attempts: 7, elapsedMs: 58_400 })).toBe(" (tried 7 times in 58s)");
});
