import { expect, test } from "vitest";
import type { LabelCondition } from "./label-condition.ts";
import { addSelector, emptyUsage, isLabelName, labelUse, metricUse, textOf } from "./usage.ts";

const condition = (name: string, value: string): LabelCondition => ({ name, op: "=", value }) as LabelCondition;

test("metricUse makes one entry for each metric, and none for what cannot be a name", () => {
  const usage = emptyUsage();
  expect(metricUse(usage, "up")).toBe(metricUse(usage, "up"));
  for (const name of ["", "1up", "a-b", "a b", "ü"]) expect(metricUse(usage, name)).toBeUndefined();
  expect([...usage.metrics.keys()]).toEqual(["up"]);
});

test("metricUse stops at 5000 metrics, and still gives those that it knows", () => {
  const usage = emptyUsage();
  for (let index = 0; index < 5000; index++) metricUse(usage, `m${index}`);
  expect(metricUse(usage, "m5000")).toBeUndefined();
  expect(metricUse(usage, "m0")?.name).toBe("m0");
});

test("labelUse makes one entry for each label", () => {
  const usage = emptyUsage();
  expect(labelUse(usage, "job")).toBe(labelUse(usage, "job"));
  expect([...usage.labels.keys()]).toEqual(["job"]);
});

test.for([
  ["job", true],
  ["_private", true],
  ["le", true],
  ["__name__", false],
  ["dashpreview", false],
  ["1a", false],
  ["a.b", false],
  ["", false],
] as const)("isLabelName says of %j: %j", ([name, expected]) => {
  expect(isLabelName(name)).toBe(expected);
});

test("addSelector adds a selector once, whatever the order of its conditions, and its labels to the metric", () => {
  const metric = metricUse(emptyUsage(), "up")!;
  addSelector(metric, { conditions: [condition("job", "a"), condition("zone", "1")], removes: false });
  addSelector(metric, { conditions: [condition("zone", "1"), condition("job", "a")], removes: false });
  addSelector(metric, { conditions: [condition("job", "a"), condition("zone", "1")], removes: true });
  addSelector(metric, { conditions: [condition("__name__", "up")], removes: false });
  expect([...metric.selectors.values()].map(({ removes, conditions }) => [removes, conditions.length])).toEqual([
    [false, 2],
    [true, 2],
    [false, 1],
  ]);
  expect([...metric.labels]).toEqual(["job", "zone"]);
});

test("addSelector keeps 400 selectors of a metric", () => {
  const metric = metricUse(emptyUsage(), "up")!;
  for (let index = 0; index <= 400; index++)
    addSelector(metric, { conditions: [condition("job", String(index))], removes: false });
  expect(metric.selectors.size).toBe(400);
});

test("textOf tells conditions apart by name, operator and value", () => {
  const texts = [
    [condition("a", "1")],
    [condition("a", "2")],
    [condition("b", "1")],
    [{ ...condition("a", "1"), op: "!=" } as LabelCondition],
    [],
  ].map(textOf);
  expect(new Set(texts).size).toBe(5);
});
