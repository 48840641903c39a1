import { expect, test } from "vitest";
import { switchBetween } from "../levels/signal.ts";
import type { State } from "../meaning/states.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { emptyUsage, metricUse } from "../read/usage.ts";
import { stateSignal } from "./state-signal.ts";

const states = (...list: readonly (readonly [number, boolean?])[]): State[] =>
  list.map(([value, healthy]) => ({ value, healthy }));

/** Signals of so many rows of a gauge whose states panels know. */
function signals(known: readonly State[], rows = 3, asked: readonly number[] = []) {
  const use = metricUse(emptyUsage(), "x")!;
  if (known.length > 0) use.states.push({ conditions: [], states: known });
  for (const value of asked) use.comparisons.push({ conditions: [], all: [{ op: "==", value }] });
  return Array.from({ length: rows }, (_, index) =>
    stateSignal(use, { labels: new Map(), index }, createPatternCache(), rows - 1),
  );
}
const constant = (value: number) => ({ form: "constant", value, fixed: true });

test("stateSignal says nothing where no panel knows states", () => {
  expect(signals([])).toEqual([undefined, undefined, undefined]);
});

test("stateSignal keeps rows well; the last of three is not at times", () => {
  const down = states([0, false], [1, true]);
  expect(signals(down)).toEqual([constant(1), constant(1), switchBetween({ low: 0, high: 1 })]);
  expect(signals(down, 2)).toEqual([constant(1), constant(1)]);
});

test("stateSignal spreads rows over states of which none is bad, the good ones first", () => {
  expect(signals(states([5], [3, true], [7]))).toEqual([3, 5, 7].map(constant));
  expect(signals(states([2, false], [4, false]), 2)).toEqual([2, 4].map(constant));
});

test("stateSignal takes values that queries compare with too", () => {
  expect(signals(states([0, false], [1, true]), 3, [0])).toEqual([
    constant(1),
    constant(0),
    switchBetween({ low: 0, high: 1 }),
  ]);
});
