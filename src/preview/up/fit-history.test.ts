import { expect, test } from "vitest";
import { receiverOf } from "../../prometheus/receivers.ts";
import { TooOldError } from "../../prometheus/write/too-old.ts";
import { type Attempt, fittingHistory } from "./fit-history.ts";
import type { UpOptions } from "./up-options.ts";

const [minute, hour] = [60_000, 3_600_000];
const tooOld = (windowMs?: number) => new TooOldError("refused: too old", { code: "refused", status: 400, windowMs });

/** Runs attempts of `historyMs` that are refused until the history is at most `takesMs`. Returns what was tried. */
async function tryWith(
  over: { historyMs: number; takesMs: number; windowMs?: number; fixedStart?: boolean } & Partial<UpOptions>,
): Promise<number[]> {
  const { historyMs, takesMs, windowMs, fixedStart = false, ...more } = over;
  const prometheus = { receiver: receiverOf("mimir") };
  const options = { minHistoryMs: 15 * minute, isolation: "label", prometheus, ...more } as unknown as UpOptions;
  const tried: number[] = [];
  const run = async (current: UpOptions, attempt: Attempt) => {
    const ms = current.historyLimit?.ms ?? historyMs;
    tried.push(ms);
    attempt.plan = { grid: { fromMs: 0, stepMs: minute, count: ms / minute }, fixedStart } as Attempt["plan"] & object;
    if (ms > takesMs) throw tooOld(windowMs);
  };
  await fittingHistory(
    options,
    { progress: { step() {} } } as unknown as Parameters<typeof fittingHistory>[1],
    run,
  ).catch((error: unknown) => {
    if (!(error instanceof TooOldError)) throw error;
    tried.push(Number.NaN);
  });
  return tried;
}

test("A history that the receiver takes is written once", async () => {
  expect(await tryWith({ historyMs: 6 * hour, takesMs: 6 * hour })).toEqual([6 * hour]);
});

test("After a refusal the window that it names is tried, less a margin of five minutes", async () => {
  expect(await tryWith({ historyMs: 6 * hour, takesMs: 2 * hour, windowMs: 2 * hour })).toEqual([
    6 * hour,
    115 * minute,
  ]);
});

test("Where the refusal names no window, the receiver's default is tried, then ever less down to the minimum", async () => {
  // Mimir takes an hour by default; then three quarters of what was tried each time.
  expect(await tryWith({ historyMs: 6 * hour, takesMs: 35 * minute })).toEqual([
    6 * hour,
    55 * minute,
    41 * minute,
    30 * minute,
  ]);
  expect((await tryWith({ historyMs: hour, takesMs: minute })).slice(-2)).toEqual([15 * minute, Number.NaN]);
});

test("A lead-in is given up before any of the time range, and every attempt is shorter", async () => {
  const prometheus = { receiver: receiverOf("victoriametrics") };
  const options = { minHistoryMs: 15 * minute, isolation: "label", prometheus } as unknown as UpOptions;
  const tried: unknown[] = [];
  const attemptWith = async ({ historyLimit }: UpOptions, attempt: Attempt) => {
    const ms = historyLimit?.ms ?? 370 * minute;
    const leadIn = Math.max(0, ms / minute - 360);
    attempt.plan = { grid: { fromMs: 0, stepMs: minute, count: ms / minute, leadIn }, fixedStart: false };
    tried.push([ms / minute, historyLimit?.because]);
    if (tried.length < 3) throw tooOld();
  };
  const context = { progress: { step() {} } } as unknown as Parameters<typeof fittingHistory>[1];
  await fittingHistory(options, context, attemptWith);
  const because = expect.stringContaining("VictoriaMetrics refused older samples. ");
  expect(tried).toEqual([
    [370, undefined],
    [360, because],
    [270, because],
  ]);
});

test("A fixed start, and series without the isolation label, are never tried a second time", async () => {
  expect(await tryWith({ historyMs: hour, takesMs: minute, fixedStart: true })).toEqual([hour, Number.NaN]);
  expect(await tryWith({ historyMs: hour, takesMs: minute, isolation: "none" })).toEqual([hour, Number.NaN]);
});
