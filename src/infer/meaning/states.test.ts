import { expect, test } from "vitest";
import { readMappings } from "../../dashboard/fields/value-mapping.ts";
import { isHealthyWord, statesOf } from "./states.ts";

const of = (
  mappings: readonly object[],
  unit?: string,
  thresholds: readonly { value?: number; color: string }[] = [],
) =>
  statesOf({
    mappings: readMappings(mappings),
    unit,
    thresholds: thresholds.map(({ value, color }) => ({ value, color })),
  })?.map(({ value, healthy }) => [value, healthy]);
const values = (options: object) => [{ type: "value", options }];
const range = (from: number | null, to: number | null, text: string) => ({
  type: "range",
  options: { from, to, result: { text } },
});

test("statesOf reads values, and whether they are well by their colour, then by their text", () => {
  expect(of(values({ 0: { text: "Down" }, 1: { text: "Degraded" }, 2: { text: "OK" } }))).toEqual([
    [0, false],
    [1, false],
    [2, true],
  ]);
  expect(of(values({ 0: { text: "A", color: "green" }, 1: { text: "B", color: "dark-red" } }))).toEqual([
    [0, true],
    [1, false],
  ]);
  expect(of(values({ 3: { text: "mains" }, 5: { text: "battery" } }))).toEqual([
    [3, undefined],
    [5, undefined],
  ]);
});

test("statesOf goes by the thresholds' colours, and of 0 and 1 takes 1 for the good one", () => {
  const options = { 0: { text: "x" }, 1: { text: "y" } };
  expect(of(values(options))).toEqual([
    [0, false],
    [1, true],
  ]);
  const thresholds = [{ color: "green" }, { value: 1, color: "red" }];
  expect(of(values(options), undefined, thresholds)).toEqual([
    [0, true],
    [1, false],
  ]);
});

test("statesOf takes a whole number out of each range", () => {
  const found = of([range(0, 2, "bad"), range(3, 5, "good"), range(6, null, "unknown")])!;
  expect(found.map(([, healthy]) => healthy)).toEqual([false, true, false]);
  const [low, middle, high] = found.map(([value]) => value as number);
  expect([low! >= 0 && low! <= 2, middle! >= 3 && middle! <= 5, high! >= 6]).toEqual([true, true, true]);
});

test("statesOf knows units of two states, and no states where single values of a number are named", () => {
  expect(of([], "bool_on_off")).toEqual([
    [0, false],
    [1, true],
  ]);
  expect(of(values({ 0: { text: "None" } }))).toBeUndefined();
  expect(of([{ type: "special", options: { match: "null", result: { text: "N/A" } } }], "short")).toBeUndefined();
});

test.for([
  ["Running", true],
  ["CrashLoopBackOff", false],
  ["OutOfSync", false],
  ["in_sync", true],
  ["Ready", true],
  ["NotReady", false],
  ["Standby", undefined],
] as const)("isHealthyWord of %s is %s", ([word, expected]) => {
  expect(isHealthyWord(word)).toBe(expected);
});
