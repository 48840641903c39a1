import { expect, test } from "vitest";
import { clockOrder, isLaterRun, runOrder } from "./run-order.ts";

const second = 1_790_000_000_000;

test("clockOrder tells the milliseconds of our clock where it agrees with the server's second, and else the nearest that it can be", () => {
  expect(clockOrder(second, second + 345.6)).toBe(second + 345);
  expect(clockOrder(second, second - 20)).toBe(second);
  expect(clockOrder(second, second + 73 * 3_600_000)).toBe(second + 999);
});

test("isLaterRun goes by the order, and compares no run of a CI with one of a clock", () => {
  expect([isLaterRun(12_001, 12_002), isLaterRun(12_002, 12_001), isLaterRun(second, second + 1)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isLaterRun(12_001, second), isLaterRun(second, 12_001)]).toEqual([false, false]);
});

test("isLaterRun lets exactly one of two runs outside CI win that began in the same millisecond, and none of two steps of one CI run", () => {
  const revisions = { ours: "a47nczzz", stored: "b47ncaaa" };
  const swapped = { ours: revisions.stored, stored: revisions.ours };
  expect([
    isLaterRun(second, second, revisions),
    isLaterRun(second, second, swapped),
    isLaterRun(second, second),
  ]).toEqual([true, false, false]);
  expect([isLaterRun(12_001, 12_001, revisions), isLaterRun(12_001, 12_001, swapped)]).toEqual([false, false]);
});

test("runOrder grows with the id, then with the attempt, and is no order without an id", () => {
  const [first, again, next] = [
    runOrder("16012345678", "1"),
    runOrder("16012345678", "2"),
    runOrder("16012345679", "1"),
  ];
  expect([first! < again!, again! < next!, Number.isSafeInteger(next)]).toEqual([true, true, true]);
  expect([runOrder("", "1"), runOrder("x", "1"), runOrder("-3", "1"), runOrder("1e13", "1")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("A CI run is never outranked by an order that a workflow file counted for itself, nor by a clock", () => {
  const ours = runOrder("5", "1")!;
  expect([isLaterRun(ours, 412_001), isLaterRun(ours, second)]).toEqual([false, false]);
  expect([isLaterRun(412_001, ours), isLaterRun(second, ours)]).toEqual([false, false]);
});
