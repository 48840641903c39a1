import { expect, test } from "vitest";
import { InterruptedError, UsageError } from "../../errors.ts";
import { keepOn } from "./keep-on.ts";

test("keepOn goes on after expected errors, says each once while it lasts, and ends with the signal's reason", async () => {
  const controller = new AbortController();
  let nowMs = 0;
  let round = 0;
  const said: string[] = [];
  const waits: number[] = [];
  const ended = keepOn(
    {
      dueMs: () => 1000 * round,
      round: async () => {
        round++;
        if (round === 6) controller.abort(new InterruptedError());
        if (round >= 2 && round <= 4) throw new UsageError(round === 4 ? "other" : "away");
      },
    },
    {
      now: () => nowMs,
      sleep: async (ms) => {
        waits.push(ms);
        nowMs += ms;
      },
      signal: controller.signal,
      onFailure: ({ message }, again) => said.push(`${message} ${again}`),
    },
  );
  await expect(ended).rejects.toThrow(InterruptedError);
  expect(said).toEqual(["away true", "away false", "other true"]);
  expect(waits.slice(0, 2)).toEqual([1000, 5000]);
});

test("keepOn passes on what is a mistake of the program", async () => {
  const context = { now: () => 0, sleep: async () => {}, signal: new AbortController().signal, onFailure: () => {} };
  const round = async () => {
    throw new TypeError("x");
  };
  await expect(keepOn({ dueMs: () => 0, round }, context)).rejects.toThrow(TypeError);
});
