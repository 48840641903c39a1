import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { emptyUsage, metricUse, type ValueComparison } from "../read/usage.ts";
import { comparedRows, comparedSignal } from "./compared-signal.ts";

/** Signals of rows 0, 1 and 2 of a gauge of 0 to 100 that is compared. */
function signals(comparisons: readonly (readonly ValueComparison[])[], { plain = false } = {}) {
  const use = metricUse(emptyUsage(), "x")!;
  use.plain = plain;
  for (const all of comparisons) use.comparisons.push({ conditions: [], all });
  return [0, 1, 2].map((index) =>
    comparedSignal(use, { labels: new Map(), index }, createPatternCache(), { min: 0, max: 100 }),
  );
}

test("comparedSignal has nothing to say of a metric that is not compared, or compared with what always holds", () => {
  expect(signals([])).toEqual([undefined, undefined, undefined]);
  expect(signals([[{ op: ">", value: 0 }]])).toEqual([undefined, undefined, undefined]);
});

test("comparedSignal lets rows take the states that are asked for by turns, and 1 where it is shown as it is", () => {
  const states: ValueComparison[][] = [[{ op: "==", value: 0 }], [{ op: "==", value: 2 }]];
  const constant = (value: number) => ({ form: "constant", value, fixed: true });
  expect(signals(states)).toEqual([0, 2, 1].map(constant));
  expect(signals(states, { plain: true })).toEqual([1, 0, 2].map(constant));
  // Some are down, not all; and whatever is asked for, others are not.
  expect(signals([[{ op: "==", value: 0 }]])).toEqual([0, 1, 1].map(constant));
  expect(signals([[{ op: "==", value: 1 }]])).toEqual([1, 0, 0].map(constant));
});

test("comparedSignal wanders by 4 % around a value for which the comparison holds", () => {
  // 30 % above the bound: 200 × 1.3 = 260, and 4 % of it on both sides.
  const walk = { form: "course", factor: 260, signal: { walk: { start: 1, step: 0.005, min: 0.96, max: 1.04 } } };
  expect(signals([[{ op: ">", value: 200 }]])).toEqual([walk, walk, walk]);
  expect(signals([[{ op: ">", value: 200 }]], { plain: true })).toEqual([undefined, walk, undefined]);
});

test("comparedSignal stays at one value where wandering would leave the comparison", () => {
  // Between 199 and 201 there are only 0.5 % on both sides.
  const narrow: ValueComparison[] = [
    { op: ">", value: 199 },
    { op: "<", value: 201 },
  ];
  expect(signals([narrow])[0]).toEqual({ form: "constant", value: 200, fixed: true });
});

test("comparedRows counts anew for each value of a label that a variable asks for, if several members have it", () => {
  const use = metricUse(emptyUsage(), "x")!;
  const row = (index: number, labels: Record<string, string>) => ({ index, labels: new Map(Object.entries(labels)) });
  const rows = ["200", "404"].flatMap((code, inner) =>
    ["a", "b"].map((host, member) => row(inner * 2 + member, { code, host })),
  );
  const numbers = () => [...comparedRows(use, rows).values()];
  expect(numbers()).toEqual([0, 1, 2, 3]);
  use.variables.set("host", new Set(["host"]));
  expect(numbers()).toEqual([0, 1, 2, 3]);
  use.variables.set("code", new Set(["code"]));
  expect(numbers()).toEqual([0, 1, 0, 1]);
  expect([
    ...comparedRows(
      use,
      rows.filter(({ labels }) => labels.get("host") === "a"),
    ).values(),
  ]).toEqual([0, 2]);
});

test("comparedRows starts with each value of each label where a pair of values has one row", () => {
  const use = metricUse(emptyUsage(), "x")!;
  const rows = ["a", "b"].flatMap((kind, first) =>
    ["200", "404"].map((code, second) => ({
      index: first * 2 + second,
      labels: new Map(Object.entries({ kind, code })),
    })),
  );
  use.variables.set("code", new Set(["code"]));
  use.variables.set("kind", new Set(["kind"]));
  // a 200 is the first of both, a 404 of its code, b 200 of its kind.
  expect([...comparedRows(use, rows).values()]).toEqual([0, 0, 0, 1]);
});
