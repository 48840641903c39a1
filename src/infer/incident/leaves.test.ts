import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { constantsOf, leavesOf, readsClock } from "./leaves.ts";
import { SeriesWorld } from "./series-world.ts";

const tree = (expr: string) => {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.root;
};
const records = [{ name: "r", root: tree("rate(x_total[1h])"), labels: [] }];
const world = new SeriesWorld([], { records, nowMs: 1_800_000_000_000, stepMs: 15_000 });

test("leavesOf looks through recording rules, and says what an expression sees of each selector", () => {
  const leaves = leavesOf(tree("avg_over_time(r[30m]) > 1 unless absent(y) or predict_linear(z[2h], 60) < 0"), world);
  expect(
    leaves.map(({ selector, fields, rangeMs }) => [selector.metric, [...fields].sort(), rangeMs / 60_000]),
  ).toEqual([
    ["x_total", ["level", "rate"], 90],
    ["y", ["level", "missing"], 0],
    ["z", ["level", "rate"], 120],
  ]);
});

test("leavesOf tells selectors that are only counted from those whose values decide what is counted", () => {
  const leaves = leavesOf(tree("a > count(b) and count by (x) (c > 5) < 3 and group(rate(d_total[5m]))"), world);
  expect(leaves.map(({ selector, isCounted }) => [selector.metric, isCounted])).toEqual([
    ["a", false],
    ["b", true],
    ["c", false],
    ["d_total", true],
  ]);
});

test("constantsOf counts durations in seconds, and readsClock finds the time", () => {
  expect(constantsOf(tree("increase(x[10m]) * 2 > 1e3"))).toEqual([600, 2, 1000]);
  expect([readsClock(tree("time() - x > 5")), readsClock(tree("x > 5"))]).toEqual([true, false]);
});
