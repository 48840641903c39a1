import fc from "fast-check";
import { expect, test } from "vitest";
import { findRefused } from "./find-refused.ts";

test("findRefused finds the refused parts, stores all others once and needs few requests", async () => {
  const setting = fc
    .integer({ min: 1, max: 60 })
    .chain((count) =>
      fc.record({ count: fc.constant(count), bad: fc.uniqueArray(fc.nat(count - 1), { maxLength: 3 }) }),
    );
  await fc.assert(
    fc.asyncProperty(setting, async ({ count, bad }) => {
      const parts = Array.from({ length: count }, (_, i) => i);
      const stored: number[] = [];
      let requests = 0;
      const send = async (some: readonly number[]) => {
        requests++;
        const refused = some.find((part) => bad.includes(part));
        if (refused === undefined) stored.push(...some);
        return refused === undefined ? undefined : `400 ${refused}`;
      };
      const found = await findRefused(parts, { send, reason: "400 first", most: 4 });
      if (count === 1) {
        // The request itself was this part.
        expect(found).toEqual({ refused: [{ part: 0, reason: "400 first" }], complete: true, repeated: false });
        return;
      }
      expect(found.complete).toBe(true);
      expect(found.refused).toEqual([...bad].sort((a, b) => a - b).map((part) => ({ part, reason: `400 ${part}` })));
      expect([...stored].sort((a, b) => a - b)).toEqual(parts.filter((part) => !bad.includes(part)));
      expect(requests).toBeLessThanOrEqual(2 + 2 * Math.max(1, bad.length) * Math.ceil(Math.log2(count)));
    }),
  );
});

test("findRefused stops after a few refused parts, so a server that refuses everything does not get every part", async () => {
  let requests = 0;
  const parts = Array.from({ length: 1024 }, (_, i) => i);
  const found = await findRefused(parts, { send: async () => `400 ${requests++}`, reason: "400" });
  expect(found.refused.map(({ part }) => part)).toEqual([0, 1, 2]);
  expect(found.complete).toBe(false);
  expect(requests).toBeLessThan(20);
});

test("findRefused finds what is refused by a receiver that stored the rest and calls it repeated", async () => {
  const parts = Array.from({ length: 16 }, (_, i) => i);
  // The first request stored all but 11; whatever comes again is out of order, and hides the true reason beside it.
  const send = async (some: readonly number[]) =>
    some.length === 1 && some[0] === 11 ? "400 too many labels" : "400 out of order sample";
  const isRepeat = (reason: string) => reason.includes("out of order");
  const found = await findRefused(parts, { send, isRepeat, reason: "400 too many labels" });
  expect(found).toEqual({ refused: [{ part: 11, reason: "400 too many labels" }], complete: true, repeated: true });
  const few = await findRefused(parts, { send, isRepeat, reason: "400 too many labels", mostRequests: 5 });
  expect(few).toEqual({ refused: [], complete: false, repeated: true });
});
