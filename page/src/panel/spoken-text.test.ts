import { FieldType, toDataFrame } from "@grafana/data";
import { expect, test } from "vitest";
import { spokenText } from "./spoken-text.ts";

const frame = (name: string, values: (number | null)[], custom = {}) =>
  toDataFrame({
    fields: [
      { name: "Time", type: FieldType.time, values: values.map((_, index) => index) },
      { name, type: FieldType.number, values, config: { custom } },
    ],
  });

test("a graph is read out as its series with the last value that each has", () => {
  expect(spokenText([frame("api", [1, 2, null]), frame("web", [null, null])])).toBe(
    "Graph of 2 series, with their last values. api: 2; web: no value.",
  );
});

test("hidden series are not read out, and of many series the rest is counted", () => {
  const many = Array.from({ length: 23 }, (_, index) => frame(`s${index}`, [index]));
  const text = spokenText([frame("gone", [1], { hideFrom: { viz: true } }), ...many]);
  expect(text).toMatch(/^Graph of 23 series, .* s0: 0; .*; s19: 19; and 3 more\.$/);
  expect(text).not.toContain("gone");
});
