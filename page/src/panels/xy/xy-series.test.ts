import { FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { xySeries } from "./xy-series.ts";

const frame = (names: Record<string, FieldType>) => ({
  fields: Object.entries(names).map(([name, type]) => ({ name, type, config: {}, values: [1, 2] })),
  length: 2,
});
const data = [
  frame({ Time: FieldType.time, cpu: FieldType.number, latency: FieldType.number, errors: FieldType.number }),
  frame({ pod: FieldType.string, memory: FieldType.number }),
];
const byName = (options: string) => ({ matcher: { id: "byName", options } });
const shown = (mapping: string, given: Parameters<typeof xySeries>[2]) =>
  xySeries(data, mapping, given).map(({ x, y, size }) => [x.name, y.name, size?.name]);

test("xySeries takes each field of numbers against the first of its frame", () => {
  expect(shown("auto", [])).toEqual([
    ["cpu", "latency", undefined],
    ["cpu", "errors", undefined],
  ]);
});

test("xySeries does not draw in auto what gives sizes", () => {
  expect(shown("auto", [{ size: byName("errors") }])).toEqual([["cpu", "latency", "errors"]]);
});

test("xySeries takes what the panel names", () => {
  const series = { frame: { matcher: { id: "byIndex", options: 0 } }, x: byName("Time"), y: byName("errors") };
  expect(shown("manual", [series])).toEqual([["Time", "errors", undefined]]);
  expect(shown("manual", [{ x: byName("Time") }])).toEqual([]);
});
