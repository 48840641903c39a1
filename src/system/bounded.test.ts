import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { mapBounded } from "./bounded.ts";

test("mapBounded keeps the order of the items, and to so many at once", async () => {
  let [now, most] = [0, 0];
  const results = await mapBounded([5, 1, 4, 2], 2, async (item, index) => {
    most = Math.max(most, ++now);
    await setTimeout(item);
    now--;
    return [item, index];
  });
  expect(results).toEqual([
    [5, 0],
    [1, 1],
    [4, 2],
    [2, 3],
  ]);
  expect(most).toBe(2);
  expect(await mapBounded([], 8, async () => 1)).toEqual([]);
});

test("mapBounded starts nothing more behind a failure, waits for what is at work and throws the first", async () => {
  const done: number[] = [];
  const running = mapBounded([0, 1, 2, 3], 2, async (item) => {
    if (item === 0) throw new Error("first");
    await setTimeout(5);
    done.push(item);
    throw new Error("second");
  });
  await expect(running).rejects.toThrow("first");
  expect(done).toEqual([1]);
});
