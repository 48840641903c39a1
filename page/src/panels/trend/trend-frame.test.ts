import { type DataFrame, FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { trendFrame } from "./trend-frame.ts";

const field = (name: string, type: FieldType, values: readonly unknown[]) => ({
  name,
  type,
  config: {},
  values: [...values],
});
const frame = (...fields: DataFrame["fields"]): DataFrame => ({ fields, length: fields[0]!.values.length });
const time = field("Time", FieldType.time, [0, 1, 2]);
const host = field("host", FieldType.string, ["a", "b", "c"]);
const speed = field("speed", FieldType.number, [10, 20, 40]);
const power = field("power", FieldType.number, [5, Number.POSITIVE_INFINITY, 80]);
const shown = (one: DataFrame) =>
  one.fields.map(({ name, values, state }) => [name, values, state?.origin?.fieldIndex]);

test("trendFrame puts numbers along the first field of numbers, or along the one that is named", () => {
  expect(shown(trendFrame([frame(time, host, speed, power)], undefined))).toEqual([
    ["speed", [10, 20, 40], 0],
    ["power", [5, null, 80], 1],
  ]);
  expect(shown(trendFrame([frame(speed, time)], "Time"))).toEqual([
    ["Time", [0, 1, 2], 0],
    ["speed", [10, 20, 40], 1],
  ]);
});

test.for<[reason: string, frames: DataFrame[], xField?: string]>([
  ["Only one frame", [frame(speed), frame(power)]],
  ["There is no field torque", [frame(speed, power)], "torque"],
  ["missing numbers for the axis", [frame(time, host)]],
  ["missing numbers for the axis", []],
  ["missing numbers to draw", [frame(time, speed)]],
  ["do not rise", [frame(field("down", FieldType.number, [3, 2, 1]), speed)]],
])("trendFrame says %s where nothing can be drawn", ([reason, frames, xField]) => {
  expect(() => trendFrame(frames, xField)).toThrow(reason);
});
