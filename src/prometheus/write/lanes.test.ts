import fc from "fast-check";
import { expect, test } from "vitest";
import { runLanes } from "./lanes.ts";

test("runLanes does every batch of every slice once, oldest first, no lane further ahead than the lead, no batch twice at once", async () => {
  const setting = fc.record({
    lanes: fc.integer({ min: 1, max: 6 }),
    batches: fc.integer({ min: 1, max: 9 }),
    slices: fc.integer({ min: 1, max: 8 }),
    lead: fc.integer({ min: 0, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(setting, fc.scheduler(), async (options, scheduler) => {
      const running = new Map<number, number>();
      const done: string[] = [];
      const next = new Array<number>(options.batches).fill(0);
      const lanesInUse = new Set<number>();
      const work = async (batch: number, slice: number, lane: number) => {
        expect(running.has(batch)).toBe(false);
        expect(slice).toBe(next[batch]);
        expect(lanesInUse.has(lane)).toBe(false);
        lanesInUse.add(lane);
        running.set(batch, slice);
        // Whatever is not done yet is at most `lead` slices behind.
        expect(Math.min(...next)).toBeGreaterThanOrEqual(slice - options.lead);
        await scheduler.schedule(Promise.resolve());
        running.delete(batch);
        lanesInUse.delete(lane);
        next[batch]!++;
        done.push(`${batch}/${slice}`);
      };
      const end = runLanes({ ...options, work });
      await scheduler.waitFor(end);
      expect(new Set(done).size).toBe(options.batches * options.slices);
      expect(done.length).toBe(options.batches * options.slices);
    }),
  );
});

test("runLanes throws the first error once all running work has ended, and starts no more work", async () => {
  const begun: string[] = [];
  let ended = 0;
  const work = async (batch: number, slice: number) => {
    begun.push(`${batch}/${slice}`);
    await new Promise((done) => setImmediate(done));
    ended++;
    if (slice === 1 && batch === 2) throw new Error("first");
    if (slice === 1 && batch === 3) throw new Error("second");
  };
  await expect(runLanes({ lanes: 4, batches: 4, slices: 10, lead: 1, work })).rejects.toThrow("first");
  expect(ended).toBe(begun.length);
  expect(begun.length).toBeLessThanOrEqual(10);
});
