import { FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { valueRange } from "../plot/value-range.ts";
import { barData } from "./bar-data.ts";

const field = (name: string, type: FieldType, values: unknown[], custom = {}) => ({
  name,
  type,
  config: { custom },
  values,
});
const table = {
  fields: [
    field("Time", FieldType.time, [1, 2]),
    field("handler", FieldType.string, ["a", "b"]),
    field("requests", FieldType.number, [3, 4]),
    field("errors", FieldType.number, [1, 0]),
  ],
  length: 2,
};

test("barData takes names from the first texts and bars from the numbers", () => {
  const { names, fields } = barData([table], undefined, undefined);
  expect(names).toEqual(["a", "b"]);
  expect(fields.map(({ name }) => name)).toEqual(["requests", "errors"]);
});

test("barData takes the names that the panel chooses, else times where there are no texts", () => {
  expect(barData([table], "requests", undefined).names).toEqual(["3", "4"]);
  expect(barData([{ ...table, fields: table.fields.toSpliced(1, 1) }], undefined, undefined).names).toEqual(["1", "2"]);
});

test("barData leaves out hidden series and the field that only colours", () => {
  const hidden = field("old", FieldType.number, [1, 1], { hideFrom: { viz: true } });
  const { fields, colors } = barData([{ ...table, fields: [...table.fields, hidden] }], undefined, "errors");
  expect(fields.map(({ name }) => name)).toEqual(["requests"]);
  expect(colors?.name).toBe("errors");
});

test("barData says what is missing", () => {
  expect(() => barData([], undefined, undefined)).toThrow("No numeric fields");
  expect(() => barData([{ fields: [table.fields[2]!], length: 2 }], undefined, undefined)).toThrow("string or time");
});

test.for<[values: number[], limits: object, expected: [number, number]]>([
  [[120, 20], {}, [0, 140]],
  [[-5, 20], {}, [-8, 22.5]],
  [[3], { min: 1, max: 10 }, [1, 10]],
  [[], {}, [0, 1]],
])("valueRange of %j within %j", ([values, limits, expected]) => {
  const [from, to] = valueRange(values, limits);
  expect(from).toBe(expected[0]);
  expect(to).toBeGreaterThanOrEqual(expected[1]);
});
