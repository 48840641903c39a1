import { expect, test } from "vitest";
import { DayCourses } from "./day-courses.ts";
import type { PartKind } from "./name-relations.ts";
import { rest, shareOf } from "./shares.ts";

const valuesOf = (signal: ReturnType<typeof shareOf>) =>
  new DayCourses({ fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000 }).valuesOf(signal, new Map());

test.for<[kind: PartKind, low: number, high: number]>([
  ["used", 0.3, 0.75],
  ["free", 0.2, 0.55],
  ["small", 0.03, 0.15],
  ["error", 0.001, 0.03],
  ["success", 0.97, 1],
  ["hit", 0.88, 1],
  ["requested", 0.5, 0.8],
  ["most", 0.9, 0.9],
  ["same", 1, 1],
])("the share %s lies between %d and %d", ([kind, low, high]) => {
  for (const name of ["x", "shop_orders", "memory_bytes"]) {
    const values = valuesOf(shareOf(kind, name));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...values)).toBeLessThanOrEqual(high);
  }
});

test("an incident lasts some minutes, and success falls as errors rise", () => {
  const share = shareOf("error", "x", { incident: true }) as { spike: { for: string; height: number } };
  expect(share.spike).toMatchObject({ for: "14m" });
  expect(share.spike.height).toBeLessThanOrEqual(0.04);
  expect(rest(0.25)).toBe(0.75);
  expect(rest({ signal: "errors" })).toEqual({ sub: [1, { signal: "errors" }] });
});
