import { expect, test } from "vitest";
import type { QueryBackend } from "../../templating/backend.ts";
import { createRunner } from "./query-runner.ts";

const timing = {
  startMs: 0,
  endMs: 60_000,
  stepMs: 15_000,
  intervalMs: 15_000,
  rateIntervalMs: 60_000,
  rangeMs: 60_000,
};

function counting(points = 1) {
  const asked: string[] = [];
  const ask = (kind: string) => async (query: string) => {
    asked.push(`${kind} ${query}`);
    if (query === "bad") throw new Error("refused");
    return { series: [{ labels: new Map(), timesMs: Array(points).fill(0), values: Array(points).fill(1) }] };
  };
  return { asked, backend: { instant: ask("instant"), range: ask("range") } as unknown as QueryBackend };
}

test("createRunner runs equal queries once, those at an instant apart from those over time, failures too", async () => {
  const { asked, backend } = counting();
  const runner = createRunner({ backend });
  const [first, second] = await Promise.all([
    runner.run("x", { timing, instant: false }),
    runner.run("x", { timing, instant: false }),
  ]);
  expect(first).toBe(second);
  await runner.run("x", { timing, instant: true });
  await runner.run("x", { timing: { ...timing, stepMs: 30_000 }, instant: false });
  for (let time = 0; time < 2; time++)
    await expect(runner.run("bad", { timing, instant: false })).rejects.toThrow("refused");
  expect(asked).toEqual(["range x", "instant x", "range x", "range bad"]);
});

test("createRunner forgets the oldest answers when they hold too many samples", async () => {
  const { asked, backend } = counting(10);
  const runner = createRunner({ backend, maxSamples: 15 });
  for (const query of ["a", "b", "b", "a"]) await runner.run(query, { timing, instant: false });
  expect(asked).toEqual(["range a", "range b", "range a"]);
});
