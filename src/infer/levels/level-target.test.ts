import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { type Goal, targetOf } from "./level-target.ts";

interface Panel {
  readonly unit?: string;
  readonly title?: string;
  readonly type?: string;
  readonly steps?: readonly (readonly [color: string, value?: number])[];
}

function read({ unit, title = "", type = "timeseries", steps = [] }: Panel, expr = "x", families = ["x"]) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  const thresholds = steps.map(([color, value]) => ({ color, value }));
  const panelContext = { type, thresholds, thresholdMode: "absolute" };
  const query = { unit, panelTitle: title, panelContext } as unknown as DashboardQuery;
  return targetOf({ query, root: parsed.root }, new Set(families));
}

const bounds = (goal: Goal | undefined) => goal && [goal.low, goal.high, goal.aim];
const red = [["green"], ["red", 200]] as const;

test("a share keeps within its bounds, with room for what lies between full hours", () => {
  expect(read({ unit: "percentunit" })!.steps.map((goals) => goals.map(bounds))).toEqual([[[0, 0.92, 0.6]]]);
  expect(bounds(read({ unit: "percent" })!.steps[0]![0])).toEqual([0, 92, 60]);
});

test("a share that means something lies where that lies, else within its bounds", () => {
  const [errors, any] = read({ unit: "percent", title: "Error rate" }, "a / b", ["a", "b"])!.steps[0]!;
  expect([errors!.high <= 5, any!.high]).toEqual([true, 92]);
  expect(read({ unit: "percentunit", title: "Availability" }, "a / b")!.steps[0]![0]!.low).toBeGreaterThanOrEqual(0.95);
});

test("another unit has values that a system can have", () => {
  expect(read({ unit: "bytes" })!.steps[0]![0]).toMatchObject({ low: 1024, orZero: true });
  expect(read({ unit: "currencyEUR" })).toBeUndefined();
});

test("values stay out of the worst step, whichever end it is at", () => {
  // 6 % of 200 away from it.
  expect(bounds(read({ steps: red })!.steps[1]![0])!.slice(0, 2)).toEqual([Number.NEGATIVE_INFINITY, 188]);
  const low = [["red"], ["green", 200]] as const;
  expect(read({ steps: low })!.steps[1]![0]!.low).toBe(212);
  expect(read({ unit: "percent", steps: [["red"], ["green", 50]] })!.steps[1]![0]).toMatchObject({ low: 53, high: 92 });
});

test("thresholds of every new panel, and steps without a bad one, ask for nothing", () => {
  expect(read({ steps: [["green"], ["red", 80]] })!.steps).toHaveLength(1);
  expect(read({ steps: [["green"], ["blue", 70]] })!.steps).toHaveLength(1);
});

test("about one in eight panels of one value lies in its worst step if that can be", () => {
  const titles = Array.from({ length: 1000 }, (_, number) => `Panel ${number}`);
  const alarming = titles.filter((title) => read({ title, type: "stat", steps: red })!.steps[1]!.length === 2);
  expect(alarming.length).toBeGreaterThan(80);
  expect(alarming.length).toBeLessThan(160);
  // 5 % beyond 200.
  expect(read({ title: alarming[0]!, type: "stat", steps: red })!.steps[1]![0]!.low).toBe(210);
  expect(read({ title: alarming[0]!, steps: red })!.steps[1]).toHaveLength(1);
});

test("a query that reads nothing, or very much, has no goals", () => {
  expect(read({ unit: "percent" }, "x", [])).toBeUndefined();
  expect(
    read(
      { unit: "percent" },
      "x",
      Array.from({ length: 31 }, (_, number) => `x${number}`),
    ),
  ).toBeUndefined();
});
