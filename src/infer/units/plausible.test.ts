import { expect, test } from "vitest";
import { plausibleGrowth, plausibleObservations, plausibleValues } from "./plausible.ts";
import { quantity } from "./quantity.ts";

test("plausibleValues are those of the subject, in the unit of the raw values", () => {
  const memory = plausibleValues(quantity("bytes"), "app_memory")!;
  expect([memory.min > 1e7, memory.max < 1e11]).toEqual([true, true]);
  expect(plausibleValues(quantity("bytes", 1000), "app_memory")).toEqual({
    min: memory.min / 1000,
    max: memory.max / 1000,
  });
  expect(plausibleValues(quantity("bytes"), "filesystem_used")!.min).toBeGreaterThan(memory.max);
  // A day is 86,400 seconds.
  expect(plausibleValues(quantity("seconds"), "app_uptime")!.min).toBeGreaterThan(86_400);
  expect(plausibleValues(quantity("seconds"), "reply")!.max).toBeLessThan(1);
  // Neither an age nor input and output is in these.
  expect(plausibleValues(quantity("seconds"), "average_reply")).toEqual(plausibleValues(quantity("seconds"), "reply"));
  expect(plausibleValues(quantity("seconds"), "reply_duration")).toEqual(plausibleValues(quantity("seconds"), "reply"));
  expect(plausibleValues(quantity("share", 0.01), "busy")).toEqual({ min: 30, max: 70 });
  expect(plausibleValues(quantity("count", 1, { perSecond: true }), "operations")).toEqual({ min: 4, max: 20 });
  expect(plausibleValues(quantity("count"), "things")).toBeUndefined();
});

test("plausibleValues are the same for a whole and its parts", () => {
  const of = (name: string) => plausibleValues(quantity("bytes"), name);
  expect(of("store_used_bytes")).toEqual(of("store_size_bytes"));
});

test("plausibleGrowth is that of what is counted, in the unit of the samples", () => {
  const of = (...parts: Parameters<typeof quantity>) =>
    plausibleGrowth({ quantity: quantity(...parts), shown: "rate" })!;
  // Less than a second of work in each second, in nanoseconds.
  expect(of("seconds", 1e-9).max).toBeLessThan(1e9);
  expect(of("bytes", 0.125).min).toBe(of("bytes").min * 8);
  expect(plausibleGrowth({ quantity: quantity("celsius"), shown: "rate" })).toBeUndefined();
});

test("plausibleObservations are in the unit of the histogram", () => {
  expect(plausibleObservations(quantity("seconds", 1e-3))).toEqual({ p50: 80, p99: 700 });
  expect(plausibleObservations(quantity("count"))).toBeUndefined();
});
