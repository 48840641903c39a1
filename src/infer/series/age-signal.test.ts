import { expect, test } from "vitest";
import type { Quantity } from "../units/quantity.ts";
import { ageSignal } from "./age-signal.ts";

const measured = (quantity: Partial<Quantity> = {}) => ({
  quantity: { dimension: "seconds", scale: 1, perSecond: false, ...quantity } as Quantity,
  shown: "value" as const,
});
const loopOf = (to: number, length: string) => ({
  loop: { of: { line: { from: 0, to, for: length, bounds: "[)" } } },
});

test.for([
  ["app_cache_age_seconds", 0, loopOf(900, "15m")],
  ["app_snapshot_age_seconds", 0, loopOf(86_400, "1d")],
  ["seconds_since_last_heartbeat", 0, loopOf(60, "1m")],
  ["app_cache_age_seconds", 1, loopOf(963, "16m3s")],
] as const)("%s of row %i grows by a second in each and starts anew", ([name, index, signal]) => {
  expect(ageSignal(name, measured(), index)).toMatchObject({ form: "course", factor: 1, signal });
});

test("an age in milliseconds grows a thousand times as fast", () => {
  expect(ageSignal("app_cache_age_ms", measured({ scale: 0.001 }), 0)).toMatchObject({
    signal: loopOf(900_000, "15m"),
  });
});

test("what is not renewed, or no time, has no such course", () => {
  expect(ageSignal("app_cache_size_seconds", measured(), 0)).toBeUndefined();
  expect(ageSignal("app_cache_age_ratio", measured({ dimension: "share" }), 0)).toBeUndefined();
  expect(ageSignal("machine_age_seconds", measured(), 0)).toBeUndefined();
  expect(ageSignal("app_usage_cache_seconds", measured(), 0)).toBeUndefined();
});
