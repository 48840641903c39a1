import { expect, test } from "vitest";
import { rowWeight } from "./row-weight.ts";

const weight = (labels: Record<string, string>, index = 0) =>
  rowWeight({ labels: new Map(Object.entries(labels)), index });

test("rowWeight goes by the row's place, and begins again after eight", () => {
  expect([0, 1, 2, 8, 9].map((index) => weight({}, index))).toEqual([1, 0.72, 1.31, 1, 0.72]);
});

test.for([
  [{ mode: "idle" }, 6],
  [{ code: "500" }, 0.01],
  [{ code: "5xx" }, 0.01],
  [{ result: "failed" }, 0.01],
  [{ grpc_code: "Unavailable" }, 0.01],
  [{ cache: "miss", result: "miss" }, 0.08],
  [{ code: "404" }, 0.03],
  [{ state: "total" }, 4],
  [{ state: "used" }, 2.4],
  [{ state: "free" }, 1.4],
  [{ job: "api", zone: "eu" }, 1],
] as const)("rowWeight of %j is %d", ([labels, expected]) => {
  expect(weight(labels)).toBe(expected);
});

test("rowWeight multiplies over labels and place", () => {
  expect(weight({ state: "used", code: "404" }, 1)).toBeCloseTo(2.4 * 0.03 * 0.72);
});
