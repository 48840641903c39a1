import { expect, test } from "vitest";
import { InterruptedError, UsageError } from "../../../errors.ts";
import type { CliContext } from "../../context.ts";
import { renewLocal } from "./renew-local.ts";

/** Runs until so many waits are over. Returns the waits and what was written. */
async function run(waits: number, stepMs: number, renew: (round: number, spend: (ms: number) => void) => void) {
  let nowMs = 0;
  const slept: number[] = [];
  const text: string[] = [];
  const context = {
    now: () => nowMs,
    signal: new AbortController().signal,
    err: { write: (line: string) => text.push(line) },
    sleep: async (ms: number) => {
      if (slept.length === waits) throw new InterruptedError("interrupted");
      slept.push(ms);
      nowMs += ms;
    },
  } as unknown as CliContext;
  const page = {
    stepMs: () => stepMs,
    renew: async () => renew(slept.length, (ms) => (nowMs += ms)),
  };
  await expect(renewLocal(page, context)).rejects.toThrow("interrupted");
  return { slept, text };
}

test("a page is renewed every two steps, at most every ten seconds", async () => {
  expect((await run(2, 1000, () => {})).slept).toEqual([10_000, 10_000]);
  expect((await run(2, 15_000, () => {})).slept).toEqual([30_000, 30_000]);
});

test("a page that takes long is renewed less often", async () => {
  expect((await run(3, 1000, (round, spend) => spend(round === 1 ? 4000 : 0))).slept).toEqual([10_000, 20_000, 10_000]);
});

test("what is wrong is said once, and again after it went well", async () => {
  const { text } = await run(5, 1000, (round) => {
    if (round !== 3) throw new UsageError("no answer");
  });
  expect(text).toEqual(["error: no answer\n", "error: no answer\n"]);
});
