import { expect, test } from "vitest";
import { addMeasure, type MeasureUse, measureOf } from "./measured.ts";
import { quantity } from "./quantity.ts";

const all = () => true;
const use = (...of: Parameters<typeof quantity>): MeasureUse => ({
  quantity: quantity(...of),
  shown: "value",
  conditions: [],
});

test("addMeasure keeps what queries say once", () => {
  const measures: MeasureUse[] = [];
  addMeasure(measures, use("bytes"));
  addMeasure(measures, use("bytes"));
  addMeasure(measures, use("seconds"));
  expect(measures).toEqual([use("bytes"), use("seconds")]);
});

test.for([
  // A name's unit counts, whatever the panel shows.
  ["rpc_time_ms", [use("seconds")], "seconds", 1e-3],
  ["rpc_time", [use("seconds", 1e-6)], "seconds", 1e-6],
  ["x_seconds", [], "seconds", 1],
  // Only the panel can tell 0…1 from 0…100.
  ["hit_ratio", [use("share", 0.01)], "share", 0.01],
  ["hit_ratio", [], "share", 1],
  ["last_run_timestamp", [use("date", 1e-3)], "date", 1e-3],
  ["last_run_timestamp_seconds", [use("date", 1e-3)], "date", 1],
  ["heartbeat_seconds", [use("date")], "date", 1],
] as const)("measureOf %s that is shown as %j: %s × %d", ([name, measures, dimension, scale]) => {
  expect(measureOf(name, measures, new Map(), all)?.quantity).toEqual(quantity(dimension, scale));
});

test("measureOf takes what is said of the series' own selectors, and of its labels before all", () => {
  const conditions = [{ name: "kind", op: "=", value: "disk" }] as const;
  const measures = [{ ...use("bytes"), conditions }, use("seconds")];
  expect(measureOf("x", measures, new Map(), () => false)?.quantity.dimension).toBe("seconds");
  expect(measureOf("x", measures, new Map(), all)?.quantity.dimension).toBe("bytes");
  expect(measureOf("x", measures, new Map([["resource", "cpu"]]), all)?.quantity.dimension).toBe("cores");
  expect(measureOf("x", [], new Map(), all)).toBeUndefined();
});
